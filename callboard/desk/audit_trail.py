"""Reading the record: filtered, page by page, and line by line for an export."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from callboard.audit.models import Entry
from callboard.desk import audit_words
from callboard.people.person import Person
from callboard.visibility.catalogue import ITEMS
from callboard.visibility.levels import Level

SIZE = 50
# What an export tells of each entry, in this order.
COLUMNS = (
    "at",
    "act",
    "words",
    "denied",
    "who",
    "viewing",
    "kind",
    "client",
    "about",
    "ip",
    "user_agent",
    "request_id",
    "before",
    "after",
)

# How much of an item of a portal, in words.
_LEVELS: dict[str, str | Promise] = {
    **{level.value: level.label for level in Level},
    "default": gettext_lazy("As for all clients"),
}
_NAMELESS = {
    "system": gettext_lazy("Automatic"),
    "link": gettext_lazy("Somebody with a link"),
    "operator": gettext_lazy("Command line"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """`since` and `until` are days on the agency's clocks, both included."""

    who: str = ""
    what: str = ""
    client: str = ""
    since: date | None = None
    until: date | None = None
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """`older` is the place of the next page, "" on the last."""

    entries: list[Entry]
    older: str = ""


def rows(
    wanted: Wanted, person: Person, zone: str, client_id: int | None = None
) -> QuerySet[Entry]:
    """Newest first. Who may not see everybody's acts sees their own."""
    found = Entry.objects.select_related("client").order_by("-at", "-id")
    if client_id is not None:
        found = found.filter(client_id=client_id)
    if not person.may("audit.view_all"):
        found = found.filter(actor_public_id=person.user.public_id)
    if wanted.who:
        found = found.filter(actor_name__icontains=wanted.who)
    if wanted.client:
        found = found.filter(client__name__icontains=wanted.client)
    if wanted.what:
        found = found.filter(act__startswith=f"{wanted.what}.")
    if wanted.since:
        found = found.filter(at__gte=_midnight(wanted.since, zone))
    if wanted.until:
        found = found.filter(at__lt=_midnight(wanted.until + timedelta(days=1), zone))
    if wanted.denied:
        found = found.filter(denied=True)
    return found


def page(found: QuerySet[Entry], place: str) -> Page:
    """From `place` on. A place is a moment and how many of that moment were shown: a row's number
    would tell one agency how busy the others are.
    """
    skip = 0
    if place:
        moment, _sep, shown = place.partition(",")
        try:
            found = found.filter(at__lte=_aware(moment))
            skip = min(max(int(shown or 0), 0), 10_000)
        except (ValueError, OverflowError):
            skip = 0
    entries = list(found[skip : skip + SIZE + 1])
    shown_now = entries[:SIZE]
    if len(entries) <= SIZE:
        return Page(shown_now)
    last = shown_now[-1].at
    same = sum(entry.at == last for entry in shown_now)
    if place and last == shown_now[0].at and place.startswith(last.isoformat()):
        same += skip
    return Page(shown_now, f"{last.isoformat()},{same}")


def _aware(text: str) -> datetime:
    """Raises `ValueError` or `OverflowError` for what is no moment of this era."""
    read = datetime.fromisoformat(text)
    moment = (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    if not 2000 <= moment.year <= 2999:
        raise ValueError(text)
    return moment


def plain(entry: Entry) -> dict[str, Any]:
    """One entry as an export has it: times in UTC, facts as they are."""
    otherwise = {
        "at": entry.at.isoformat(),
        "words": audit_words.of(entry.act),
        "who": entry.actor_name,
        "viewing": entry.actor_viewing,
        "kind": entry.actor_kind,
        "client": entry.client.name if entry.client else "",
    }
    return {
        name: otherwise[name] if name in otherwise else getattr(entry, name) for name in COLUMNS
    }


def who(entry: Entry) -> str:
    """Both of them where one of the staff looked on as a client."""
    if entry.actor_viewing:
        names = {"name": entry.actor_name, "client": entry.actor_viewing}
        return _("%(name)s as %(client)s (view)") % names
    return entry.actor_name or str(_NAMELESS.get(entry.actor_kind, entry.actor_kind))


def json_lines(found: QuerySet[Entry]) -> Iterator[str]:
    for entry in found.iterator(chunk_size=500):
        yield json.dumps(plain(entry), ensure_ascii=False) + "\n"


def facts(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Name, before and after of each fact that an entry tells."""
    names = [*before, *(name for name in after if name not in before)]
    return [_fact(name, before.get(name), after.get(name)) for name in names]


def _fact(name: str, before: object, after: object) -> tuple[str, str, str]:
    if name in ITEMS and isinstance(before, str) and isinstance(after, str):
        told = [str(_LEVELS.get(level, level)) for level in (before, after)]
        return str(ITEMS[name].label), told[0], told[1]
    return name.replace("_", " "), _text(before), _text(after)


def _text(value: object) -> str:
    if value in (None, "", [], {}):
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone))
