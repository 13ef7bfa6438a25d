from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from callboard.agents.faqs import LONGEST_ANSWER, LONGEST_QUESTION, MOST_VARIANTS, Words


class FaqForm(forms.Form):
    """`revision` is that of the words which the reader saw; `asked` the question in a call that
    this answers.
    """

    question = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=LONGEST_QUESTION,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Enter the question."),
            "max_length": gettext_lazy(
                "Shorten the question to %(limit_value)d characters: it has %(show_value)d."
            ),
        },
    )
    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": gettext_lazy("Enter the answer."),
            "max_length": gettext_lazy(
                "Shorten the answer to %(limit_value)d characters: it has %(show_value)d."
            ),
        },
    )
    variants = forms.CharField(
        label=gettext_lazy("How callers might also ask it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One a line."),
    )
    revision = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1
    )
    asked = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=16)

    def clean_question(self) -> str:
        return " ".join(str(self.cleaned_data["question"]).split())

    def clean_answer(self) -> str:
        return "\n".join(str(self.cleaned_data["answer"]).split("\r\n"))

    def clean_variants(self) -> tuple[str, ...]:
        lines = (" ".join(line.split()) for line in str(self.cleaned_data["variants"]).splitlines())
        ways = tuple(dict.fromkeys(filter(None, lines)))
        if len(ways) > MOST_VARIANTS:
            raise forms.ValidationError(
                ngettext(
                    "Leave out %(n)s line: up to %(most)s are kept.",
                    "Leave out %(n)s lines: up to %(most)s are kept.",
                    len(ways) - MOST_VARIANTS,
                )
                % {"n": len(ways) - MOST_VARIANTS, "most": MOST_VARIANTS}
            )
        long = next((way for way in ways if len(way) > LONGEST_QUESTION), None)
        if long is not None:
            raise forms.ValidationError(
                _("Shorten “%(begin)s…”: a line has up to %(most)s characters.")
                % {"begin": long[:40], "most": LONGEST_QUESTION}
            )
        return ways

    def words(self) -> Words:
        data = self.cleaned_data
        return Words(data["question"], data["answer"], data["variants"])

    @staticmethod
    def present(words: dict[str, Any]) -> dict[str, Any]:
        return {**words, "variants": "\n".join(words["variants"])}
