from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.people import roles
from callboard.people.fields import AddressLinesField, NoteField
from callboard.people.roles import Role
from callboard.people.team import MOST_AT_ONCE


def choices(giver: str) -> list[tuple[str, str]]:
    """The roles that who has the role `giver` may give, each with its meaning."""
    return [
        (role.value, f"{role.label}: {roles.MEANINGS[role]}")
        for role in Role
        if roles.may_give(giver, role)
    ]


class RoleField(forms.ChoiceField):
    def __init__(self) -> None:
        wrong = _("Choose a role.")
        super().__init__(
            label=_("Role"), error_messages={"required": wrong, "invalid_choice": wrong}
        )

    def clean(self, value: object) -> Role:
        return Role(super().clean(value))


class InviteStaffForm(forms.Form):
    """`giver` is the role of who invites."""

    addresses = AddressLinesField(
        label=_("Email addresses"), most=MOST_AT_ONCE, help_text=_("One per line, up to ten.")
    )
    role = RoleField()
    note = NoteField(rows=2)

    def __init__(self, *args: object, giver: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["role"].choices = choices(giver)  # type: ignore[attr-defined]
        self.fields["role"].initial = Role.MANAGER


class RoleForm(forms.Form):
    role = RoleField()

    def __init__(self, *args: object, giver: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["role"].choices = choices(giver)  # type: ignore[attr-defined]
