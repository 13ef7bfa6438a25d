from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from callboard.agents.settings.saying import LONGEST_GREETING_SECONDS, seconds_to_say
from callboard.agents.settings.sections import Content, Section, full_greeting
from callboard.assistant.forms.section import SectionForm


class GreetingForm(SectionForm):
    section = Section.GREETING
    greeting = forms.CharField(
        label=gettext_lazy("What callers hear first"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Enter what callers hear first."),
            "max_length": gettext_lazy(
                "The greeting has %(show_value)d characters. Keep it to 400."
            ),
        },
    )

    def present(self, content: Content) -> dict[str, Any]:
        return {"greeting": content.get(Section.GREETING, "")}

    def clean_greeting(self) -> str:
        text = " ".join(self.cleaned_data["greeting"].split())
        took = seconds_to_say(full_greeting({**self.content, Section.GREETING: text}))
        if took > LONGEST_GREETING_SECONDS:
            words = _(
                "The greeting takes about %(took)d seconds to say. Shorten it to %(most)d: callers "
                "begin to talk."
            )
            raise forms.ValidationError(words % {"took": took, "most": LONGEST_GREETING_SECONDS})
        return text

    def value(self) -> str:
        return str(self.cleaned_data["greeting"])


class NoticeForm(SectionForm):
    """The agency's own: a sentence that stands before every greeting."""

    section = Section.NOTICE
    notice = forms.CharField(
        label=gettext_lazy("Recording notice"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "Said before the greeting. Your client sees it and can’t change it. Leave it empty for "
            "none."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def present(self, content: Content) -> dict[str, Any]:
        return {"notice": content.get(Section.NOTICE, "")}

    def value(self) -> str:
        return " ".join(self.cleaned_data["notice"].split())
