"""What a client pays, as the agency types it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from callboard.billing.models import Rounding, Terms
from callboard.billing.plans import Offer
from callboard.ui.money import NotMoney, choices, parse, plain
from callboard.ui.money_faults import not_money
from callboard.ui.times import short_day

MONEY = ("monthly_price", "setup_fee", "extra_minute_price")
# How far back billing may begin: what was before has been paid otherwise.
FARTHEST = timedelta(days=31)
MOST_MINUTES = 1_000_000
# What a number is refused for.
_OUTSIDE = ("required", "min_value", "max_value", "invalid")
_ENTER_MONEY = gettext_lazy("Enter an amount, like 297.")
_PERIOD_DAY = gettext_lazy("Enter a day from 1 to 31.")
_MINUTES = gettext_lazy("Enter a whole number of minutes, from 0 to 1,000,000.")
_TAX = gettext_lazy("Enter a number from 0 to 100 with at most 3 decimals, like 8.25.")
_DUE = gettext_lazy("Enter a number of days from 0 to 120.")


def _money(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=24,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"required": _ENTER_MONEY},
        **options,
    )


class _Rate(forms.DecimalField):
    """Told once, however many of its limits a number passes."""

    def run_validators(self, value: Any) -> None:
        try:
            super().run_validators(value)
        except forms.ValidationError:
            raise forms.ValidationError(_TAX) from None


class PlanForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name of the plan"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Enter a name, like Standard.")},
    )
    currency = forms.ChoiceField(
        label=gettext_lazy("Currency"),
        choices=choices,
        error_messages={"invalid_choice": gettext_lazy("Choose a currency of the list.")},
    )
    monthly_price = _money(gettext_lazy("Price a month"))
    setup_fee = _money(gettext_lazy("Set-up fee, once"), required=False)
    included_minutes = forms.IntegerField(
        label=gettext_lazy("Included minutes"),
        min_value=0,
        max_value=MOST_MINUTES,
        error_messages=dict.fromkeys(_OUTSIDE, _MINUTES),
    )
    extra_minute_price = _money(gettext_lazy("Price of an extra minute"))
    rounding = forms.ChoiceField(
        label=gettext_lazy("Minutes are counted"),
        choices=Rounding.choices,
        help_text=gettext_lazy("Your client reads this beside the minutes."),
    )
    period_day = forms.IntegerField(
        label=gettext_lazy("Day of the month on which a period starts"),
        min_value=1,
        max_value=31,
        help_text=gettext_lazy("31 is the last day of every month."),
        error_messages=dict.fromkeys(_OUTSIDE, _PERIOD_DAY),
    )
    due_days = forms.IntegerField(
        label=gettext_lazy("Days to pay"),
        min_value=0,
        max_value=120,
        error_messages=dict.fromkeys(_OUTSIDE, _DUE),
    )
    tax_rate = _Rate(
        label=gettext_lazy("Tax in percent"),
        min_value=0,
        max_value=100,
        max_digits=6,
        decimal_places=3,
        required=False,
        help_text=gettext_lazy("On top of the price. Empty: none."),
        error_messages={"invalid": _TAX},
    )
    tax_name = forms.CharField(
        label=gettext_lazy("Name of the tax"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("As invoices call it, like Sales tax."),
    )
    starts_on = forms.DateField(
        label=gettext_lazy("First period starts on"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("Calls since that day count. A short first period costs its part."),
        error_messages={"required": gettext_lazy("Enter a day.")},
    )
    begins = forms.ChoiceField(label=gettext_lazy("The change begins"))

    def __init__(
        self,
        *args: Any,
        today: date,
        terms: Terms | None = None,
        next_on: date | None = None,
        currency_stays: bool = False,
        **kwargs: Any,
    ) -> None:
        """Of a client that is billed already: its `terms` and when its next period begins."""
        super().__init__(*args, **kwargs)
        self.today, self.terms = today, terms
        begins: Any = self.fields["begins"]
        if terms is None or next_on is None:
            del self.fields["begins"]
        else:
            del self.fields["starts_on"]
            begins.choices = [
                ("next", _("With the next period, on %(day)s") % {"day": short_day(next_on)}),
                ("now", _("Now, for all of the present period")),
            ]
        if terms is not None and currency_stays:
            del self.fields["currency"]

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        if not self.today - FARTHEST <= day <= self.today:
            raise forms.ValidationError(
                _("Enter a day from %(first)s to today.")
                % {"first": short_day(self.today - FARTHEST)}
            )
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        currency = self.money_in
        for name in MONEY:
            if name not in given or currency is None:
                continue
            try:
                given[name] = parse(given[name] or "0", currency)
            except NotMoney as fault:
                self.add_error(name, not_money(fault, currency))
        return given

    @property
    def money_in(self) -> str | None:
        if "currency" not in self.fields and self.terms is not None:
            return self.terms.currency
        return self.cleaned_data.get("currency")

    def offer(self) -> Offer:
        given = self.cleaned_data
        return Offer(
            **{
                name: given[name]
                for name in Offer.__dataclass_fields__
                if name not in ("currency", "tax_rate")
            },
            currency=str(self.money_in),
            tax_rate=given["tax_rate"] or Decimal(0),
        )


def as_initial(terms: Terms) -> dict[str, Any]:
    kept = {name: getattr(terms, name) for name in Offer.__dataclass_fields__}
    kept |= {name: plain(kept[name], terms.currency) for name in MONEY}
    kept["tax_rate"] = f"{terms.tax_rate.normalize():f}" if terms.tax_rate else ""
    return kept
