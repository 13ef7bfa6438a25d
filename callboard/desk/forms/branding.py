from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.agencies import addresses
from callboard.agencies.addresses import InvalidAddress
from callboard.agencies.brand import logo
from callboard.agencies.brand.logo import Logo, LogoRefused
from callboard.agencies.brand.shade import normalised
from callboard.agencies.branding import Branding
from callboard.agencies.models import Agency
from callboard.mail.characters import mailable


class NameField(forms.CharField):
    """A name that would not be the same in a mail is refused."""

    def to_python(self, value: object) -> str:
        name = super().to_python(value) or ""
        if mailable(name) != name:
            raise forms.ValidationError(_("Enter the name without control characters."))
        return name


class BrandingForm(forms.Form):
    name = NameField(
        label=_("Name"),
        max_length=100,
        help_text=_("Clients read it in their portal and in every mail."),
        error_messages={"required": _("Enter the agency's name.")},
    )
    colour = forms.CharField(
        label=_("Colour"),
        max_length=9,
        help_text=_("One colour. Everything else is computed from it, so that it can be read."),
        error_messages={"required": _("Enter a colour, like #4f46e5.")},
    )
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG, JPEG or WebP under 1 MB."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    without_logo = forms.BooleanField(label=_("Remove the logo"), required=False)
    support_email = forms.CharField(
        label=_("Support email"),
        max_length=254,
        help_text=_("Replies to mails come here."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Enter the address that clients write to.")},
    )
    support_phone = forms.CharField(
        label=_("Support phone"),
        max_length=40,
        required=False,
        help_text=_("Clients see it in their portal."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )

    def clean_colour(self) -> str:
        try:
            return normalised(self.cleaned_data["colour"])
        except ValueError:
            raise forms.ValidationError(_("Enter a colour, like #4f46e5.")) from None

    def clean_support_email(self) -> str:
        try:
            return addresses.parse(self.cleaned_data["support_email"]).original
        except InvalidAddress as fault:
            raise forms.ValidationError(str(fault)) from None

    def clean_logo(self) -> Logo | None:
        file = self.cleaned_data["logo"]
        if not file:
            return None
        try:
            return logo.read(file, file.size)
        except LogoRefused as fault:
            raise forms.ValidationError(str(fault)) from None

    def branding(self) -> Branding:
        data = self.cleaned_data
        return Branding(data["name"], data["colour"], data["support_email"], data["support_phone"])

    @staticmethod
    def present(agency: Agency) -> dict[str, Any]:
        return {
            "name": agency.name,
            "colour": agency.brand.colour,
            "support_email": agency.support_email,
            "support_phone": agency.support_phone,
        }
