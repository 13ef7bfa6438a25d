"""The FAQs of the demo: live, changed since, new, with the agency, and not gone through."""

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta

from callboard.agents import faq_content, faq_states, faqs, publications
from callboard.agents.faqs import Words
from callboard.agents.models import Agent
from callboard.agents.models.publication import State
from callboard.audit.actor import Actor
from callboard.demo.cast import faqs as texts
from callboard.demo.cast.business import Business
from callboard.demo.seed import mails
from callboard.demo.seed.agencies import Cast
from callboard.demo.seed.clock import standing_at
from callboard.demo.seed.moments import days_ago
from callboard.people.models import User
from callboard.providers import publish, publish_faqs


def make(business: Business, cast: Cast, now: datetime) -> None:
    """After its story: they are written by its people. Runs inside a transaction and the agency's
    scope.
    """
    if business.key in _STORIES:
        rows = Agent.objects.select_related("connection", "client__agency")
        agent = rows.get(client__name=business.name)
        _STORIES[business.key](business, cast, agent, now)


def _bright_smile(business: Business, cast: Cast, agent: Agent, now: datetime) -> None:
    """A dozen, published by Maya; since then Sam changed the price, and two are new."""
    maya, sam = _people(agent, business.contact.name), _people(agent, "Sam Whitaker")
    at = days_ago(business, 21, now, time(16, 5))
    _write(agent, texts.BRIGHT_SMILE[:6], maya, at)
    _live(agent, maya, at + timedelta(minutes=30))
    at = days_ago(business, 9, now, time(10, 20))
    _write(agent, texts.BRIGHT_SMILE[6:], sam, at)
    _live(agent, maya, at + timedelta(hours=2))
    by_question = {faq.question: faq for faq in faqs.kept(agent)}
    price = by_question[texts.WHITENING.question]
    at = days_ago(business, 2, now, time(11, 41))
    faqs.change(price, texts.WHITENING, price.revision, by=sam, at=at)
    faqs.remove(by_question["Do you validate parking?"], by=maya, at=at + timedelta(minutes=4))
    _write(agent, texts.NEW, maya, days_ago(business, 1, now, time(17, 2)))


def _tidewater(business: Business, cast: Cast, agent: Agent, now: datetime) -> None:
    """The agency put them live by hand; since yesterday it has a change of Jonas to enter."""
    jonas = _people(agent, business.contact.name)
    at = days_ago(business, 12, now, time(8, 15))
    _write(agent, texts.TIDEWATER, cast.by, at)
    _live(agent, cast.by, at + timedelta(minutes=9))
    at = days_ago(business, 1, now, time(16, 22))
    _change(agent, texts.TIDEWATER_CHANGED, jonas, at)
    at += timedelta(minutes=2)
    with standing_at(at):
        publish_faqs.publish_faqs(agent, seen=_seen(agent), by=jonas, at=at)
    mails.send_due(at)


def _golden_hour(business: Business, cast: Cast, agent: Agent, now: datetime) -> None:
    """The last try did not reach the phone system."""
    nina = _people(agent, business.contact.name)
    at = days_ago(business, 12, now, time(10, 15))
    _write(agent, texts.GOLDEN_HOUR, nina, at)
    _live(agent, nina, at + timedelta(minutes=9))
    at = days_ago(business, 1, now, time(11, 3))
    _change(agent, texts.GOLDEN_HOUR_CHANGED, nina, at)
    one = publish_faqs.publish_faqs(agent, seen=_seen(agent), by=nina, at=at)
    publications.failed(one, at=at + timedelta(minutes=1))


_STORIES: dict[str, Callable[[Business, Cast, Agent, datetime], None]] = {
    "bright-smile": _bright_smile,
    "tidewater": _tidewater,
    "golden-hour": _golden_hour,
}


def _write(agent: Agent, many: Sequence[Words], by: Actor, at: datetime) -> None:
    for place, words in enumerate(many):
        faqs.add(agent, words, by=by, at=at + timedelta(minutes=3 * place))


def _change(agent: Agent, words: Words, by: Actor, at: datetime) -> None:
    (one,) = (faq for faq in faqs.kept(agent) if faq.question == words.question)
    faqs.change(one, words, one.revision, by=by, at=at)


def _live(agent: Agent, by: Actor, at: datetime) -> None:
    """As the worker brings it there, or the agency."""
    one = publish_faqs.publish_faqs(agent, seen=_seen(agent), by=by, at=at)
    with standing_at(at + timedelta(seconds=3)):
        if one.state == State.WAITING:
            publications.mark_live(one, by=by)
        else:
            publish.send.call(agent.agency_id, one.pk)


def _seen(agent: Agent) -> str:
    return faq_content.digest(faq_states.of(agent).content)


def _people(agent: Agent, name: str) -> Actor:
    user = User.objects.filter(memberships__client_id=agent.client_id, name=name).first()
    return Actor("member", name, user.public_id if user else "")
