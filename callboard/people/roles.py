"""What each role of the staff may do. One table for pages, code and tests."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    OWNER = "owner", _("Owner")
    ADMIN = "admin", _("Admin")
    MANAGER = "manager", _("Manager")
    SUPPORT = "support", _("Support")
    READ_ONLY = "read_only", _("Read-only")


# In one line, for whoever gives a role.
MEANINGS = {
    Role.OWNER: _("Everything, and makes other owners"),
    Role.ADMIN: _("Everything but owners"),
    Role.MANAGER: _("Clients, invitations and agents"),
    Role.SUPPORT: _("Agents and calls"),
    Role.READ_ONLY: _("Sees all, changes nothing"),
}

_SEES = frozenset({"clients.view", "agents.view", "calls.view", "staff.view", "audit.view"})
_MANAGES = _SEES | {
    "calls.edit",
    "calls.move",
    "clients.edit",
    "clients.invite",
    "clients.revoke",
    "agents.edit",
    "audit.view_all",
    "billing.view",
    "visibility.edit",
}
_OWNS = _MANAGES | {
    "connections.view",
    "connections.edit",
    "branding.edit",
    "settings.edit",
    "staff.edit",
    "billing.edit",
}

RIGHTS: dict[Role, frozenset[str]] = {
    Role.OWNER: _OWNS,
    Role.ADMIN: _OWNS,
    Role.MANAGER: _MANAGES,
    Role.SUPPORT: _SEES | {"agents.edit", "calls.edit"},
    Role.READ_ONLY: _SEES | {"billing.view"},
}

ALL_RIGHTS = frozenset().union(*RIGHTS.values())


def may(role: str, right: str) -> bool:
    if right not in ALL_RIGHTS:
        raise LookupError(f"{right} is no right; see callboard.people.roles.")
    return right in RIGHTS[Role(role)]


def may_give(giver: str, role: str) -> bool:
    """Whether who has the role `giver` may give this one to somebody, or take it away."""
    return may(giver, "staff.edit") and (role != Role.OWNER or giver == Role.OWNER)
