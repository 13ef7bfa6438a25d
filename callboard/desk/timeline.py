"""The words of a client's timeline: one entry of the record, one line."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from callboard.audit.models import Entry
from callboard.mail.models import MailState
from callboard.people.access import Access
from callboard.people.models import Invitation
from callboard.ui.times import when

LONGEST = 40
# Whoever has not opened the link by then needs another way to it.
SILENT_AFTER = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Line:
    """`detail` is what the mail server itself said, shown on demand."""

    at: datetime
    status: str
    text: str = ""
    tone: str = "gray"
    quiet: bool = False
    detail: str = ""


def of(
    entries: Iterable[Entry],
    invitation: Invitation | None,
    access: Access,
    zone: str,
    now: datetime,
) -> list[Line]:
    """Newest first, as `entries` are. `invitation` is the client's latest, with its mail.

    That a mail waits and that a link has expired is in no entry: the present says so."""
    told = [line for line in (_line(entry, zone) for entry in entries) if line is not None]
    return [*_present(invitation, access, now), *told][:LONGEST]


def _present(invitation: Invitation | None, access: Access, now: datetime) -> list[Line]:
    if invitation is None:
        return []
    if access is Access.INVITE_EXPIRED:
        return [Line(invitation.expires_at, _("Link expired"), tone="amber")]
    mail = invitation.mail
    if access is not Access.INVITE_SENT or mail is None:
        return []
    if mail.state == MailState.QUEUED:
        return [Line(mail.queued_at, _("Waiting to send"), tone="blue")]
    if mail.state == MailState.SENDING:
        return [Line(mail.queued_at, _("Sending"), tone="blue")]
    silent_since = mail.sent_at if mail.state == MailState.SENT else None
    if silent_since and invitation.opened_at is None and now - silent_since > SILENT_AFTER:
        advice = _("Call them, send the link as a text, or resend the invitation.")
        return [Line(silent_since + SILENT_AFTER, _("Not opened in two days."), advice, "amber")]
    return []


def _line(entry: Entry, zone: str) -> Line | None:
    wording = _WORDS.get(entry.act)
    if wording is None or entry.denied:
        return None
    return wording(entry, zone)


def _plain(
    status: Callable[[], str], *, by: bool = True, tone: str = "gray", quiet: bool = True
) -> Callable[[Entry, str], Line]:
    def line(entry: Entry, _zone: str) -> Line:
        who = _("by %(name)s") % {"name": entry.actor_name} if by and entry.actor_name else ""
        return Line(entry.at, status(), who, tone, quiet)

    return line


def _opened(entry: Entry, _zone: str) -> Line:
    known = filter(None, (entry.after.get("address", ""), _device(entry.user_agent)))
    return Line(entry.at, _("Link opened"), ", ".join(known), "blue")


def _accepted(entry: Entry, _zone: str) -> Line:
    return Line(
        entry.at, _("Accepted"), _("by %(name)s") % {"name": entry.actor_name or "–"}, "green"
    )


def _asked(entry: Entry, _zone: str) -> Line:
    names = {"name": entry.after.get("name", ""), "address": entry.after.get("address", "")}
    return Line(entry.at, _("Asked to be invited"), _("%(name)s, %(address)s") % names, "blue")


def _address(entry: Entry, _zone: str) -> Line:
    new = str(entry.after.get("contact_email", ""))
    text = _("to %(address)s") % {"address": new} if new else _("to none")
    return Line(entry.at, _("Contact email changed"), text, quiet=True)


def _about(
    status: Callable[[], str], key: str = "address", *, tone: str = "gray"
) -> Callable[[Entry, str], Line]:
    """With whose address it is: a portal has several people. `key` is where the entry says so."""

    def line(entry: Entry, _zone: str) -> Line:
        address = entry.after.get(key) or entry.before.get(key, "")
        text = _("%(address)s, by %(name)s") if entry.actor_name else "%(address)s"
        names = {"address": address, "name": entry.actor_name}
        return Line(entry.at, status(), text % names, tone, quiet=tone == "gray")

    return line


def _sent(entry: Entry, _zone: str) -> Line | None:
    if not _is_invitation(entry):
        return None
    twice = entry.after.get("maybe_twice")
    text = _("It may have arrived twice.") if twice else _("We can’t see yet whether it arrived.")
    to = _("To %(address)s.") % {"address": entry.after.get("to", "")}
    return Line(entry.at, _("Sent."), f"{to} {text}", "blue", detail=_words(entry))


def _delayed(entry: Entry, zone: str) -> Line | None:
    if not _is_invitation(entry):
        return None
    text, again = "", entry.after.get("next_at")
    if again:
        text = _("Next try: %(time)s.") % {"time": when(datetime.fromisoformat(again), zone)}
    return Line(entry.at, _("Not sent yet."), text, "amber", detail=_words(entry))


def _bounced(entry: Entry, _zone: str) -> Line | None:
    if not _is_invitation(entry):
        return None
    text = _("The mail server refused %(address)s.") % {"address": entry.after.get("to", "")}
    return Line(entry.at, _("Bounced."), text, "red", detail=_words(entry))


def _failed(entry: Entry, _zone: str) -> Line | None:
    if not _is_invitation(entry):
        return None
    text = _("We stopped trying. Copy the link and send it yourself.")
    return Line(entry.at, _("Failed."), text, "red", detail=_words(entry))


def _dropped(entry: Entry, _zone: str) -> Line | None:
    if not _is_invitation(entry):
        return None
    return Line(entry.at, _("Not sent."), _("The link no longer worked."), quiet=True)


def _is_invitation(entry: Entry) -> bool:
    return bool(entry.after.get("kind") == "invitation")


def _words(entry: Entry) -> str:
    return str(entry.after.get("words") or "")


def _device(agent: str) -> str:
    """ "iPhone, Safari", as far as a browser tells; empty where it does not."""
    devices = ("iPhone", "iPad", "Android", "Windows", "Macintosh", "Linux")
    device = next((name for name in devices if name in agent), "").replace("Macintosh", "Mac")
    # Chrome and Edge call themselves Safari too, so they are asked first.
    known = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
    browser = next((name for mark, name in known if mark in agent), "")
    return ", ".join(filter(None, (device, browser)))


_WORDS: dict[str, Callable[[Entry, str], Line | None]] = {
    "client.created": _plain(lambda: _("Client added")),
    "client.changed": _plain(lambda: _("Details changed")),
    "client.address_changed": _address,
    "address_change.proposed": _about(lambda: _("New email asked for"), "email", tone="blue"),
    "address_change.resent": _about(lambda: _("Asked to confirm the new email again"), "email"),
    "address_change.cancelled": _about(lambda: _("New email cancelled"), "email"),
    "address_change.stopped": _about(lambda: _("New email stopped from the old address"), "email"),
    "address_change.confirmed": _about(lambda: _("New email confirmed"), "email", tone="green"),
    "agent.added": _plain(lambda: _("Agent added")),
    "agent.changed": _plain(lambda: _("Agent changed")),
    "invitation.created": _about(lambda: _("Invited")),
    "invitation.resent": _about(lambda: _("Resent with a new link")),
    "invitation.mailed_again": _about(lambda: _("The link was asked for again")),
    "invitation.link_asked_for": _about(lambda: _("A new link was asked for with an old one")),
    "access_request.made": _asked,
    "access_request.granted": _about(lambda: _("Request granted")),
    "access_request.dismissed": _about(lambda: _("Request dismissed")),
    "invitation.link_copied": _about(lambda: _("Link copied")),
    "invitation.undone": _about(lambda: _("Called back before it was sent")),
    "invitation.cancelled": _about(lambda: _("Invitation cancelled")),
    "invitation.address_changed": _plain(
        lambda: _("Invitation ended, the address was changed"), by=False
    ),
    "invitation.opened": _opened,
    "invitation.checked": _about(lambda: _("Link checked by a mail scanner")),
    "invitation.accepted": _accepted,
    "member.removed": _about(lambda: _("Removed"), "email", tone="red"),
    "member.left": _about(lambda: _("Left"), "email"),
    "client.archived": _plain(lambda: _("Archived"), tone="red", quiet=False),
    "client.restored": _plain(lambda: _("Restored to the lists"), tone="green"),
    "access.revoked": _plain(lambda: _("Access revoked"), tone="red", quiet=False),
    "mail.sent": _sent,
    "mail.delayed": _delayed,
    "mail.bounced": _bounced,
    "mail.failed": _failed,
    "mail.dropped": _dropped,
}
