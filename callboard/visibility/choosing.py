"""Choosing what clients' people see, for all clients or for one, with its entry in the record. It
holds from anybody's next request on.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from callboard.agencies.models import Agency, Client
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.visibility import catalogue
from callboard.visibility.catalogue import ITEMS, Item
from callboard.visibility.visibility import chosen

# A client's choice of nothing: what its agency chose for all.
DEFAULT = ""
# By item, what it was when somebody saw it, and what they want it to be.
Changes = Mapping[str, tuple[str, str]]


class Meanwhile(Exception):
    """Somebody else has chosen otherwise since. Nothing is changed."""

    def __init__(self, items: list[Item]) -> None:
        super().__init__(", ".join(item.name for item in items))
        self.items = items


def for_all(agency: Agency) -> dict[str, str]:
    """The level of each item in a portal without choices of its own."""
    return {name: chosen(item, agency.visibility) for name, item in ITEMS.items()}


def for_one(client: Client) -> dict[str, str]:
    """The client's own level of each item, or `DEFAULT`."""
    own = client.visibility
    return {
        name: own[name] if own.get(name) in item.levels else DEFAULT for name, item in ITEMS.items()
    }


def choose_for_all(
    agency: Agency, changes: Changes, *, by: Actor, at: datetime | None = None
) -> bool:
    """Whether anything changed. Raises `Meanwhile`."""
    with transaction.atomic():
        held = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
        present = for_all(held)
        new = _new(present, changes)
        standard = {name: str(ITEMS[name].default) for name in new}
        held.visibility = _stored(held.visibility, new, standard)
        held.save(update_fields=["visibility"])
        if new:
            before = {name: present[name] for name in new}
            record("visibility.changed", agency_id=held.pk, by=by, before=before, after=new, at=at)
    return bool(new)


def choose_for(client: Client, changes: Changes, *, by: Actor, at: datetime | None = None) -> bool:
    """Whether anything changed. Raises `Meanwhile`."""
    with transaction.atomic():
        held: Client = Client.objects.select_for_update(no_key=True).get(pk=client.pk)
        present = for_one(held)
        new = _new(present, changes)
        held.visibility = _stored(held.visibility, new, dict.fromkeys(new, DEFAULT))
        held.save(update_fields=["visibility"])
        _record(held, present, new, by, at)
    return bool(new)


def reset(client: Client, *, by: Actor) -> bool:
    """Everything as the agency chose for all, whatever it is now."""
    with transaction.atomic():
        held: Client = Client.objects.select_for_update(no_key=True).get(pk=client.pk)
        present = for_one(held)
        new = {name: DEFAULT for name, level in present.items() if level != DEFAULT}
        held.visibility = {}
        held.save(update_fields=["visibility"])
        _record(held, present, new, by, None)
    return bool(new)


def _new(present: Mapping[str, str], changes: Changes) -> dict[str, str]:
    """What is to be written. What two people changed alike is no conflict."""
    wanted = {name: now for name, (was, now) in changes.items() if now != was}
    lost = [
        catalogue.item(name)
        for name, now in wanted.items()
        if present[name] not in (changes[name][0], now)
    ]
    if lost:
        raise Meanwhile(lost)
    return {name: now for name, now in wanted.items() if present[name] != now}


def _stored(
    before: Mapping[str, str], new: Mapping[str, str], unsaid: Mapping[str, str]
) -> dict[str, str]:
    """Without what goes without saying."""
    merged = {**before, **new}
    return {name: level for name, level in merged.items() if unsaid.get(name) != level}


def _record(
    client: Client,
    present: Mapping[str, str],
    new: Mapping[str, str],
    by: Actor,
    at: datetime | None,
) -> None:
    if new:
        record(
            "visibility.client_changed",
            agency_id=client.agency_id,
            client_id=client.pk,
            by=by,
            before={name: present[name] or "default" for name in new},
            after={name: level or "default" for name, level in new.items()},
            at=at,
        )
