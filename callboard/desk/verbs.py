"""What can be done with a client's portal access: one table for bar, menu and list rows.

Each access state has its primary, at most one more in the bar, and a menu of all verbs, always in
the same order. A verb that the state does not allow stays in the menu and says why; one that the
person's role has no right to is absent. The verbs themselves check the state again, in their
transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from callboard.people.access import Access
from callboard.people.person import Person

ALL = frozenset(Access)
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Verb:
    """`dialog` opens its page in the page's dialog, `post` is sent at once, the rest are links.

    `states` are those that allow it, `shown` those whose menu has it at all: a verb with another
    name in another state stands aside for that one. What `post` answers opens in the page's dialog
    in the bar, unless it `leaves` for another page. `rows` are the states in which a list's row has
    it too: fifty menus are long."""

    key: str
    label: Text
    icon: str
    right: str
    route: str
    states: frozenset[Access]
    shown: frozenset[Access] = ALL
    reasons: Mapping[Access, Text] = field(default_factory=dict)
    dialog: bool = False
    post: bool = False
    danger: bool = False
    anchor: str = ""
    leaves: bool = False
    rows: frozenset[Access] = ALL


_NOT_INVITED = _("Nobody is invited")
_NOT_ACTIVE = _("Nobody has accepted yet")
_ACTIVE = _("Somebody can sign in already")
_OPEN = _("An invitation is open")
_NO_EMAIL = _("Add an email first")
_NO_LINK = {
    Access.NO_EMAIL: _NO_EMAIL,
    Access.EMAIL_SET: _NOT_INVITED,
    Access.INVITE_EXPIRED: _("The link has expired"),
    Access.ACTIVE: _ACTIVE,
    Access.REVOKED: _NOT_INVITED,
}
_OPENED = frozenset({Access.INVITE_SENT, Access.INVITE_BOUNCED})

ADD_EMAIL = Verb(
    "add_email",
    _("Add Email"),
    "mail-plus",
    "clients.edit",
    "client_edit",
    frozenset({Access.NO_EMAIL}),
    shown=frozenset({Access.NO_EMAIL}),
    anchor="#id_contact_email",
)
SEND = Verb(
    "send",
    _("Send Portal Invitation"),
    "send",
    "clients.invite",
    "invitation",
    frozenset({Access.EMAIL_SET}),
    shown=ALL - {Access.REVOKED},
    reasons={
        Access.NO_EMAIL: _NO_EMAIL,
        Access.INVITE_SENT: _OPEN,
        Access.INVITE_EXPIRED: _("Resend the one that expired"),
        Access.INVITE_BOUNCED: _OPEN,
        Access.ACTIVE: _ACTIVE,
    },
    dialog=True,
)
INVITE_AGAIN = Verb(
    "invite_again",
    _("Invite Again"),
    "send",
    "clients.invite",
    "invitation",
    frozenset({Access.REVOKED}),
    shown=frozenset({Access.REVOKED}),
    dialog=True,
)
RESEND = Verb(
    "resend",
    _("Resend Invitation"),
    "send",
    "clients.invite",
    "resend",
    frozenset({Access.INVITE_SENT, Access.INVITE_EXPIRED}),
    shown=ALL - {Access.INVITE_BOUNCED},
    reasons={
        Access.NO_EMAIL: _NO_EMAIL,
        Access.EMAIL_SET: _NOT_INVITED,
        Access.ACTIVE: _ACTIVE,
        Access.REVOKED: _NOT_INVITED,
    },
    dialog=True,
)
FIX_ADDRESS = Verb(
    "fix_address",
    _("Fix Address and Resend"),
    "send",
    "clients.invite",
    "resend",
    frozenset({Access.INVITE_BOUNCED}),
    shown=frozenset({Access.INVITE_BOUNCED}),
    dialog=True,
)
COPY_LINK = Verb(
    "copy_link",
    _("Copy Link"),
    "link",
    "clients.invite",
    "invitation_link",
    _OPENED,
    reasons=_NO_LINK,
    post=True,
)
CANCEL = Verb(
    "cancel",
    _("Cancel"),
    "undo-2",
    "clients.invite",
    "cancellation",
    _OPENED,
    reasons=_NO_LINK,
    dialog=True,
)
VIEW = Verb(
    "view",
    _("View as Client"),
    "eye",
    "clients.view",
    "viewing",
    ALL,
    post=True,
    leaves=True,
    rows=frozenset({Access.ACTIVE}),
)
SEE_CALLS = Verb("see_calls", _("See Calls"), "phone", "calls.view", "client_calls", ALL)
PLACE_EXAMPLE = Verb(
    "place_example",
    _("Place Example Call"),
    "phone-incoming",
    "agents.edit",
    "examples",
    ALL - {Access.REVOKED},
    reasons={Access.REVOKED: _("Nobody could hear it")},
    dialog=True,
    rows=frozenset(),
)
EDIT = Verb("edit", _("Edit Details"), "pencil", "clients.edit", "client_edit", ALL)
VISIBILITY = Verb(
    "visibility",
    _("Portal Settings"),
    "eye-off",
    "visibility.edit",
    "client_visibility",
    ALL,
    rows=frozenset(),
)
REVOKE = Verb(
    "revoke",
    _("Revoke Portal Access"),
    "ban",
    "clients.revoke",
    "revocation",
    frozenset({Access.ACTIVE}),
    reasons={
        **dict.fromkeys(ALL, _NOT_ACTIVE),
        Access.REVOKED: _("Access is revoked already"),
    },
    dialog=True,
    danger=True,
)

ARCHIVE = Verb(
    "archive",
    _("Archive Client"),
    "archive",
    "clients.revoke",
    "archival",
    ALL,
    dialog=True,
    danger=True,
    rows=frozenset(),
)
# All that an archived client offers.
RESTORE_CLIENT = Verb(
    "restore_client",
    _("Restore Client"),
    "archive-restore",
    "clients.revoke",
    "client_restoration",
    ALL,
    post=True,
)

# The order of the menu; a rule stands between the groups.
MENU = (
    (ADD_EMAIL, SEND, INVITE_AGAIN, RESEND, FIX_ADDRESS, COPY_LINK, CANCEL, VIEW),
    (SEE_CALLS, PLACE_EXAMPLE, EDIT, VISIBILITY),
    (REVOKE, ARCHIVE),
)

BAR: Mapping[Access, tuple[Verb, ...]] = {
    Access.NO_EMAIL: (ADD_EMAIL,),
    Access.EMAIL_SET: (SEND,),
    Access.INVITE_SENT: (RESEND, COPY_LINK),
    Access.INVITE_EXPIRED: (RESEND,),
    Access.INVITE_BOUNCED: (FIX_ADDRESS, COPY_LINK),
    Access.ACTIVE: (SEE_CALLS, VIEW),
    Access.REVOKED: (INVITE_AGAIN,),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A verb offered to somebody for one client."""

    verb: Verb
    href: str


def bar(state: str, client_id: str, person: Person, *, archived: bool = False) -> list[Step]:
    """The primary first. Empty for who may do nothing here."""
    verbs = (RESTORE_CLIENT, SEE_CALLS) if archived else BAR[Access(state)]
    return [_step(verb, client_id) for verb in verbs if person.may(verb.right)]


def menu(
    state: str, client_id: str, person: Person, *, reasons: bool = True, archived: bool = False
) -> list[list[dict[str, Any]]]:
    """Groups of items for the `menu` macro. Without `reasons`, only what can be done now: rows of a
    long list.
    """
    groups = [
        [
            _item(verb, Access(state), client_id)
            for verb in group
            if person.may(verb.right)
            and state in verb.shown
            and (reasons or (state in verb.rows & verb.states))
        ]
        for group in (((RESTORE_CLIENT, SEE_CALLS),) if archived else MENU)
    ]
    return [group for group in groups if group]


def _step(verb: Verb, client_id: str) -> Step:
    return Step(verb, reverse(f"desk:{verb.route}", args=[client_id]) + verb.anchor)


def _item(verb: Verb, state: Access, client_id: str) -> dict[str, Any]:
    item: dict[str, Any] = {"label": verb.label, "icon": verb.icon, "danger": verb.danger}
    if state not in verb.states:
        return {**item, "reason": verb.reasons[state]}
    href = _step(verb, client_id).href
    return {**item, "action": href} if verb.post else {**item, "href": href, "dialog": verb.dialog}
