"""The settings of the demo's agents: published, drafted, on the way, and failed."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from callboard.agents import publications
from callboard.agents.models import Agent, Publication
from callboard.agents.models.publication import Kind, State
from callboard.agents.settings import drafts, requests, standing
from callboard.agents.settings.booking_rules import BookingRules
from callboard.agents.settings.sections import Section, booking_rules_of
from callboard.agents.typed_hours import parse
from callboard.audit.actor import Actor
from callboard.demo.cast import settings
from callboard.demo.cast.business import Business
from callboard.demo.seed import mails
from callboard.demo.seed.agencies import Cast
from callboard.demo.seed.clock import standing_at
from callboard.demo.seed.moments import days_ago
from callboard.providers import publish


def make(business: Business, cast: Cast, now: datetime) -> None:
    """Runs inside a transaction and the agency's scope."""
    rows = Agent.objects.select_related("connection", "client__agency")
    agent = rows.get(client__name=business.name)
    first = settings.of(business, now.year)
    at = days_ago(business, business.since_days - 2, now, time(15, 5))
    _live(agent, first, cast.by, at)
    _STORIES.get(business.key, _nothing_more)(business, agent, first, now)


def _nothing_more(business: Business, agent: Agent, first: dict[str, Any], now: datetime) -> None:
    """It is as the agency set it up."""


def _three_versions(business: Business, agent: Agent, first: dict[str, Any], now: datetime) -> None:
    """Maya closed earlier on Fridays; Sam had the bookings end sooner."""
    maya, sam = _people(business)
    fridays = settings.hours(parse("8-12, 13-17"), parse("8-15"), now.year).stored()
    _live(agent, first | {"hours": fridays}, maya, days_ago(business, 19, now, time(9, 40)))
    rules = BookingRules(notice_hours=4, days_ahead=45, notes="Karen: Tuesday to Thursday only.")
    content = first | {"hours": fridays, "booking_rules": rules.stored()}
    _live(agent, content, sam, days_ago(business, 6, now, time(10, 41)))


def _draft(business: Business, agent: Agent, first: dict[str, Any], now: datetime) -> None:
    """Saved yesterday, and not published yet."""
    (whose, *_rest) = _people(business)
    _save(agent, Section.GREETING, f"{first['greeting'][:-15]}What can I do for you?", whose, now)
    fridays = settings.hours(parse("8-12, 13-17"), parse("8-14"), now.year)
    _save(agent, Section.HOURS, fridays.stored(), whose, now)


def _waiting(business: Business, agent: Agent, first: dict[str, Any], now: datetime) -> None:
    """At the agency since yesterday, with something else that was asked for."""
    (whose, *_rest) = _people(business)
    at = days_ago(business, 1, now, time(16, 12))
    saturday = settings.hours(parse("7-17"), parse("7-16"), now.year).stored()
    words = "Please give Max a voice that sounds a little older."
    asked_at = at + timedelta(minutes=4)
    with standing_at(at):
        _save(agent, Section.HOURS, saturday, whose, at)
        _publish(agent, first | {"hours": saturday}, whose, at)
    with standing_at(asked_at):
        requests.ask(agent, Section.VOICE, words, by=whose, at=asked_at)
    mails.send_due(asked_at)


def _failed(business: Business, agent: Agent, first: dict[str, Any], now: datetime) -> None:
    """The phone system could not be reached this morning."""
    (whose, *_rest) = _people(business)
    known = booking_rules_of(first) or BookingRules()
    rules = BookingRules(notice_hours=24, notes=known.notes).stored()
    at = days_ago(business, 1, now, time(11, 30))
    _save(agent, Section.BOOKING_RULES, rules, whose, at)
    publications.failed(_publish(agent, first | {"booking_rules": rules}, whose, at), at=at)


_STORIES: dict[str, Callable[[Business, Agent, dict[str, Any], datetime], None]] = {
    "bright-smile": _three_versions,
    "lakeside": _draft,
    "tidewater": _waiting,
    "golden-hour": _failed,
}


def _people(business: Business) -> list[Actor]:
    people = [business.contact, *([business.colleague] if business.colleague else [])]
    return [Actor("member", person.name) for person in people]


def _live(agent: Agent, content: dict[str, Any], by: Actor, at: datetime) -> None:
    one = _publish(agent, content, by, at)
    if one.state == State.WAITING:
        publications.mark_live(one, by=by, at=at)
        return
    with standing_at(at + timedelta(seconds=2)):
        publish.send.call(one.agency_id, one.pk)


def _publish(agent: Agent, content: dict[str, Any], by: Actor, at: datetime) -> Publication:
    return publish.publish(agent, Kind.SETTINGS, content, by=by, at=at)


def _save(agent: Agent, section: Section, value: Any, by: Actor, at: datetime) -> None:
    seen = standing.of(agent).seen(section)
    drafts.save(agent, section, value, seen=seen, by=by, at=at)
