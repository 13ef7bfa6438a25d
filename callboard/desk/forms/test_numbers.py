from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from callboard.agencies.test_numbers import MOST
from callboard.agents import numbers

LONGEST_SHOWN = 40


class TestNumbersForm(forms.Form):
    """`cleaned_data["numbers"]` is a list in E.164."""

    numbers = forms.CharField(
        label=_("Your own numbers"),
        required=False,
        max_length=10_000,
        help_text=_("One a line, in any format, like (415) 555-0100 or +44 20 7946 0000."),
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"max_length": _("That is too much text for a list of numbers.")},
    )

    def clean_numbers(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["numbers"].splitlines()]
        found, unreadable = [], []
        for line in filter(None, (line.strip(" ,;") for line in lines)):
            try:
                found.append(numbers.parse(line))
            except numbers.InvalidNumber:
                unreadable.append(f"“{line[:LONGEST_SHOWN]}”")
        if unreadable:
            words = ngettext(
                "%(lines)s is not a telephone number.",
                "%(lines)s are not telephone numbers.",
                len(unreadable),
            )
            raise forms.ValidationError(words % {"lines": ", ".join(unreadable[:10])})
        if len(set(found)) > MOST:
            raise forms.ValidationError(_("Enter at most %(n)s numbers.") % {"n": MOST})
        return list(dict.fromkeys(found))
