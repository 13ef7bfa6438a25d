"""Paying, voiding and uploading invoices, and how they are made."""

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from callboard.billing import uploaded
from callboard.billing.invoice_settings import Choices
from callboard.billing.uploaded import PdfRefused
from callboard.ui.money import NotMoney, choices, parse
from callboard.ui.money_faults import not_money
from callboard.ui.names import NameField

_DAY = gettext_lazy("Enter a day.")
_FIRST, _LAST = date(2000, 1, 1), date(2099, 12, 31)
_YEARS = gettext_lazy("Enter a day from 2000 to 2099.")


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _DAY, "invalid": _DAY},
        validators=[MinValueValidator(_FIRST, _YEARS), MaxValueValidator(_LAST, _YEARS)],
        **options,
    )


class PayLinkField(forms.CharField):
    """Where the client pays: an address of https, and nothing else that could be clicked or that
    reads as another one: no name before the host, no letter that is not seen.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=500,
            required=False,
            widget=forms.URLInput(attrs={"autocomplete": "off"}),
            **options,
        )

    def clean(self, value: Any) -> str:
        link: str = super().clean(value)
        if not link:
            return ""
        wrong = forms.ValidationError(_("Enter an address that begins with https://."))
        try:
            parts = urlsplit(link)
        except ValueError:
            raise wrong from None
        if parts.scheme != "https" or not parts.hostname:
            raise wrong
        if "@" in parts.netloc or " " in link or not link.isprintable():
            raise forms.ValidationError(
                _("Enter it without spaces, hidden letters, and a name and “@” before the host.")
            )
        return link


class PaymentForm(forms.Form):
    paid_on = _day(gettext_lazy("Paid on"))
    reference = forms.CharField(
        label=gettext_lazy("Reference"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("A check’s number, a transfer. Only your agency sees it."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_paid_on(self) -> date:
        day: date = self.cleaned_data["paid_on"]
        if day > self.today:
            raise forms.ValidationError(_("Enter today or a day before."))
        return day


class VoidForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=200,
        help_text=gettext_lazy("Your agency sees it, and the record keeps it."),
        error_messages={"required": gettext_lazy("Enter a reason.")},
    )


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Invoice"),
        help_text=gettext_lazy("A PDF of up to 3 MB."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        error_messages={
            "required": gettext_lazy("Choose a PDF."),
            "missing": gettext_lazy("Choose a PDF of up to 3 MB."),
            "empty": gettext_lazy("This file is empty. Choose another one."),
        },
    )
    number = NameField(
        label=gettext_lazy("Number"),
        max_length=40,
        error_messages={"required": gettext_lazy("Enter the invoice’s number.")},
    )
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), choices=choices)
    total = forms.CharField(
        label=gettext_lazy("Total"),
        max_length=24,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Enter the total, like 297.")},
    )
    issued_on = _day(gettext_lazy("Date"))
    due_on = _day(gettext_lazy("Due on"))
    pay_link = PayLinkField(label=gettext_lazy("Where to pay it"))

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        try:
            return uploaded.read(file, file.size)
        except PdfRefused as fault:
            raise forms.ValidationError(str(fault)) from None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "total" in given and "currency" in given:
            try:
                given["total"] = parse(given["total"], given["currency"])
            except NotMoney as fault:
                self.add_error("total", not_money(fault, given["currency"]))
        if "issued_on" in given and "due_on" in given and given["due_on"] < given["issued_on"]:
            self.add_error("due_on", _("Enter the invoice’s date or a day after it."))
        return given


class InvoiceSettingsForm(forms.Form):
    issues_itself = forms.BooleanField(
        label=gettext_lazy("Issue invoices without asking"),
        required=False,
        help_text=gettext_lazy(
            "A few hours after a period has ended. Otherwise somebody of yours looks at the draft "
            "and issues it."
        ),
    )
    before_number = forms.RegexField(
        regex=r"^[A-Za-z0-9/_-]*$",
        label=gettext_lazy("Before the number"),
        max_length=12,
        required=False,
        help_text=gettext_lazy("Like NV-. Numbers go up by one, without a gap."),
        error_messages={"invalid": gettext_lazy("Use letters, digits, - / and _.")},
    )
    pay_link = PayLinkField(
        label=gettext_lazy("Where to pay"),
        help_text=gettext_lazy("Your own payment page. Clients get it as Pay Now."),
    )
    details = forms.CharField(
        label=gettext_lazy("At the foot of every invoice"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Your bank account, your tax number."),
    )

    def chosen(self) -> Choices:
        given = self.cleaned_data
        return Choices(
            given["before_number"], given["issues_itself"], given["pay_link"], given["details"]
        )
