"""What each role of the staff may do. One table for pages, code and tests."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    OWNER = "owner", _("Owner")
    ADMIN = "admin", _("Admin")
    MANAGER = "manager", _("Manager")
    SUPPORT = "support", _("Support")
    READ_ONLY = "read_only", _("Read-only")


_SEES = frozenset({"clients.view", "agents.view", "calls.view"})
_MANAGES = _SEES | {"clients.edit", "clients.invite", "clients.revoke", "agents.edit"}
_OWNS = _MANAGES | {"connections.view", "connections.edit", "branding.edit"}

RIGHTS: dict[Role, frozenset[str]] = {
    Role.OWNER: _OWNS,
    Role.ADMIN: _OWNS,
    Role.MANAGER: _MANAGES,
    Role.SUPPORT: _SEES | {"agents.edit"},
    Role.READ_ONLY: _SEES,
}

ALL_RIGHTS = frozenset().union(*RIGHTS.values())


def may(role: str, right: str) -> bool:
    if right not in ALL_RIGHTS:
        raise LookupError(f"{right} is no right; see callboard.people.roles.")
    return right in RIGHTS[Role(role)]
