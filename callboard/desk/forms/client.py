"""What the agency writes down about a client."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.agencies import addresses
from callboard.agencies.addresses import Address
from callboard.agencies.models import Client
from callboard.desk.forms.zones import zone_choices
from callboard.people.clients import Facts


class ClientForm(forms.Form):
    name = forms.CharField(
        label=_("Business name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Enter the business name.")},
    )
    contact_name = forms.CharField(
        label=_("Contact name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    contact_email = forms.CharField(
        label=_("Contact email"),
        max_length=addresses.MAX_LENGTH,
        required=False,
        help_text=_("The portal invitation goes to this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    mobile = forms.CharField(
        label=_("Mobile"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        help_text=_("The portal shows its times in this zone."),
    )
    handles_health_information = forms.BooleanField(
        label=_("Handles health information"),
        required=False,
        help_text=_("Mails then say nothing about what a caller told."),
    )
    notes = forms.CharField(
        label=_("Internal notes"),
        max_length=5000,
        required=False,
        help_text=_("Only your agency sees this."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, address_fixed: str = "", **kwargs: Any) -> None:
        """`address_fixed` is the address of somebody who signs in with it: not asked again.

        A form that was opened before they accepted still sends one; it is kept, so that the verb
        can refuse a change instead of dropping it unsaid."""
        super().__init__(*args, **kwargs)
        self.address_fixed = address_fixed
        if address_fixed and "contact_email" not in self.data:
            del self.fields["contact_email"]

    def clean_contact_email(self) -> str:
        typed: str = self.cleaned_data["contact_email"]
        if typed:
            try:
                addresses.parse(typed)
            except addresses.InvalidAddress as fault:
                raise forms.ValidationError(str(fault)) from fault
        return typed

    @property
    def facts(self) -> Facts:
        given = self.cleaned_data
        return Facts(
            name=given["name"],
            contact_name=given["contact_name"],
            mobile=given["mobile"],
            time_zone=given["time_zone"],
            handles_health_information=given["handles_health_information"],
            notes=given["notes"],
        )

    @property
    def address(self) -> Address | None:
        typed = self.cleaned_data.get("contact_email", self.address_fixed)
        return addresses.parse(typed) if typed else None


def values_of(client: Client) -> dict[str, Any]:
    return {name: getattr(client, name) for name in ClientForm.base_fields}
