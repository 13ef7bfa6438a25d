"""Somebody's own views of the list of calls: filters under a name, shown as tabs."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.calls import filters as written
from callboard.calls import search
from callboard.calls.filters import Filters
from callboard.calls.models import SavedView
from callboard.people.models import Membership
from callboard.ui.names import one_line

MOST = 20
LONGEST_NAME = 40
# Fewer are not one caller's number.
LEAST_DIGITS = 7


class TooMany(Exception):
    """This person has as many as fit."""


def of(membership: Membership) -> list[SavedView]:
    rows = SavedView.objects.filter(membership=membership, removed_at__isnull=True)
    return list(rows.order_by("id"))


def save(
    membership: Membership, name: str, filters: Filters, *, by: Actor, at: datetime | None = None
) -> SavedView:
    """Raises `ValidationError` of the name, `TooMany`."""
    name = plain(name)
    with transaction.atomic():
        _room_for_one(membership)
        made = SavedView.objects.create(
            agency_id=membership.agency_id,
            client_id=membership.client_id,
            membership=membership,
            name=name,
            query=filters.query(),
            created_at=at or timezone.now(),
        )
        _record("call_view.saved", made, by, after={"name": name, **filters.facts()})
    return made


def rename(view: SavedView, name: str, *, by: Actor) -> None:
    """Raises `ValidationError` of the name."""
    before, view.name = view.name, plain(name)
    if before == view.name:
        return
    with transaction.atomic():
        view.save(update_fields=["name"])
        _record("call_view.renamed", view, by, before={"name": before}, after={"name": view.name})


def remove(view: SavedView, *, by: Actor) -> None:
    rows = SavedView.objects.filter(pk=view.pk, removed_at__isnull=True)
    with transaction.atomic():
        if rows.update(removed_at=timezone.now()):
            _record("call_view.removed", view, by, before={"name": view.name})


def bring_back(view: SavedView, *, by: Actor) -> None:
    """Raises `TooMany` where others took its room meanwhile."""
    rows = SavedView.objects.filter(pk=view.pk, removed_at__isnull=False)
    with transaction.atomic():
        _room_for_one(view.membership)
        if rows.update(removed_at=None):
            _record("call_view.brought_back", view, by, after={"name": view.name})


def forget(number: str) -> None:
    """Deletes, of everybody, the views that look for it: whole or without its country, in whatever
    format.
    """
    rows = SavedView.objects.filter(query__contains="q=")
    texts = {view.pk: written.of_text(view.query).text for view in rows.only("agency", "query")}
    SavedView.objects.filter(
        pk__in=[pk for pk, text in texts.items() if _looks_for(text, number)]
    ).delete()


def _looks_for(text: str, number: str) -> bool:
    """A short beginning is many numbers'."""
    return sum(one.isdigit() for one in text) >= LEAST_DIGITS and search.has_number(text, number)


def plain(name: str) -> str:
    """In one line. Raises `ValidationError` where nothing is left of it, or it is too long."""
    line = one_line(name)
    if not line:
        raise ValidationError(_("Enter a name."))
    MaxLengthValidator(LONGEST_NAME)(line)
    return line


def _room_for_one(membership: Membership) -> None:
    """The membership's row is the lock: of two at once, the second counts the first."""
    Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)
    if len(of(membership)) >= MOST:
        raise TooMany


def _record(
    act: str,
    view: SavedView,
    by: Actor,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    record(
        act,
        agency_id=view.agency_id,
        client_id=view.client_id,
        by=by,
        about=f"view:{view.public_id}",
        before=before,
        after=after,
    )
