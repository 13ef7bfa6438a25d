"""Credits, and calls that are not billed."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from callboard.billing.models import Waiver
from callboard.ui.money import NotMoney, parse
from callboard.ui.money_faults import not_money

MOST_MINUTES = 1_000_000


class WaiverForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=Waiver._meta.get_field("reason").max_length,
        help_text=gettext_lazy("Your agency sees it, and the record keeps it."),
        error_messages={"required": gettext_lazy("Enter a reason.")},
    )


class CreditForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What you give"),
        choices=[("amount", gettext_lazy("Money")), ("minutes", gettext_lazy("Minutes"))],
    )
    much = forms.CharField(
        label=gettext_lazy("How much"),
        max_length=24,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Enter how much.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=200,
        help_text=gettext_lazy("Your client reads it on the invoice."),
        error_messages={"required": gettext_lazy("Enter a reason.")},
    )

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.money_in = currency
        self.fields["much"].help_text = _("In %(currency)s, or in whole minutes.") % {
            "currency": currency
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "much" not in given or "kind" not in given:
            return given
        try:
            given["value"] = (
                parse(given["much"], self.money_in)
                if given["kind"] == "amount"
                else _minutes(given["much"])
            )
        except NotMoney as fault:
            self.add_error("much", not_money(fault, self.money_in))
        else:
            if not given["value"]:
                self.add_error("much", _("Enter more than 0."))
        return given

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {given["kind"]: given["value"], "reason": given["reason"]}


def _minutes(text: str) -> int:
    text = text.strip()
    if not (text.isascii() and text.isdigit()) or len(text) > 7 or int(text) > MOST_MINUTES:
        raise forms.ValidationError({"much": _("Enter a whole number of minutes, like 60.")})
    return int(text)
