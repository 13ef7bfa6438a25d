"""What the agency writes down about a client."""

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.agencies import addresses, retention
from callboard.agencies.addresses import Address
from callboard.agencies.models import Agency, Client
from callboard.desk.forms.zones import zone_choices
from callboard.people.clients import Facts
from callboard.people.contact import Answer, Whose
from callboard.people.models import Membership
from callboard.ui.names import NameField


class Choices(forms.RadioSelect):
    """The summary of errors leads to the first choice."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_{index or 0}"


class ClientForm(forms.Form):
    name = NameField(
        label=_("Business name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Enter the business name.")},
    )
    contact_name = NameField(
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
    recordings_kept_days = forms.TypedChoiceField(
        label=_("Keep recordings"),
        choices=[("", ""), *retention.CHOICES.items()],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("From the day of the call. A shorter time removes older ones for good."),
    )
    notes = forms.CharField(
        label=_("Internal notes"),
        max_length=5000,
        required=False,
        help_text=_("Only your agency sees this."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    whose = forms.ChoiceField(
        label=_("Whose is the new email?"),
        required=False,
        choices=[
            (Whose.SAME.value, _("Same person, new address")),
            (Whose.DIFFERENT.value, _("A different person")),
        ],
        widget=Choices,
    )
    remove = forms.BooleanField(required=False)

    def __init__(
        self, *args: Any, agency: Agency, holder: Membership | None = None, **kwargs: Any
    ) -> None:
        """`holder` signs in with the contact address: another one is asked whose it is."""
        super().__init__(*args, **kwargs)
        kept: Any = self.fields["recordings_kept_days"]
        default = retention.CHOICES[agency.recordings_kept_days]
        inherited = _("%(time)s (default)") % {"time": default}
        kept.choices = [("", inherited), *retention.CHOICES.items()]
        self.holder = holder
        self.asks_whose = False
        if holder is not None:
            name = holder.user.name or holder.user.email
            self.fields["contact_email"].help_text = _("%(name)s signs in with this address.") % {
                "name": name
            }

    def clean(self) -> dict[str, Any]:
        """Where somebody signs in with the old address, a new one needs an answer."""
        given = super().clean() or self.cleaned_data
        if differs := self._saved_meanwhile():
            words = _(
                "Somebody else saved this client meanwhile. Stored now: %(facts)s. "
                "What stands below replaces that if you save again."
            )
            self.add_error(None, words % {"facts": "; ".join(differs)})
        if self.holder is None or "contact_email" not in given:
            return given
        if self.address is None:
            self.add_error("contact_email", _("Enter an email. Somebody signs in with it."))
        elif self.address.canonical != self.holder.user.email_canonical:
            self.asks_whose = True
            if not given.get("whose"):
                self.add_error("whose", _("Say whose the new email is."))
        return given

    def _saved_meanwhile(self) -> list[str]:
        """What somebody else stored since the form was opened, where it is not what was typed."""
        now = self.initial.get("seen")
        if self.data.get("seen", now) == now:
            return []
        typed = self.cleaned_data
        return [
            f"{self.fields[name].label}: {_shown(stored)}"
            for name, stored in self.initial.items()
            if name in self.fields and typed.get(name, stored) != stored
        ]

    def answer(self, user_id: int) -> Answer | None:
        given = self.cleaned_data
        if not self.asks_whose:
            return None
        return Answer(Whose(given["whose"]), remove=given["remove"], user_id=user_id)

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
            recordings_kept_days=given["recordings_kept_days"],
        )

    @property
    def address(self) -> Address | None:
        typed = self.cleaned_data["contact_email"]
        return addresses.parse(typed) if typed else None


def values_of(client: Client) -> dict[str, Any]:
    """With `seen`, by which the form knows whether somebody else saved it meanwhile."""
    asked = [name for name in ClientForm.base_fields if name not in ("whose", "remove")]
    values = {name: getattr(client, name) for name in asked}
    return values | {"seen": hashlib.sha256(repr(values).encode()).hexdigest()[:32]}


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return f"“{value}”" if value else str(_("nothing"))
