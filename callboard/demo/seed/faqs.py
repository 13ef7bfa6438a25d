"""The FAQs of the demo: live, changed since, new, on their way, and not gone through."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from callboard.agents import faq_content, faq_states, faqs, publications
from callboard.agents.faqs import Words
from callboard.agents.models import Agent, Publication
from callboard.agents.models.publication import Kind, State
from callboard.audit.actor import Actor
from callboard.demo.cast import faqs as texts
from callboard.demo.cast.business import Business
from callboard.demo.seed.clock import standing_at
from callboard.demo.seed.moments import days_ago
from callboard.people.models import User
from callboard.providers import publish, publish_faqs
from callboard.providers.publishers import publisher_of


def make(business: Business, now: datetime) -> None:
    """After its story: they are written by its people. Runs inside a transaction and the agency's
    scope.
    """
    told = {"bright-smile": _bright_smile, "tidewater": _tidewater, "harborview": _harborview}
    if business.key in told:
        rows = Agent.objects.select_related("connection", "client__agency")
        agent = rows.get(client__name=business.name)
        told[business.key](business, agent, now)


def _bright_smile(business: Business, agent: Agent, now: datetime) -> None:
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


def _tidewater(business: Business, agent: Agent, now: datetime) -> None:
    """The last try did not reach the phone system."""
    jonas = _people(agent, business.contact.name)
    at = days_ago(business, 12, now, time(8, 15))
    _write(agent, texts.TIDEWATER, jonas, at)
    _live(agent, jonas, at + timedelta(minutes=9))
    changed = texts.TIDEWATER_CHANGED
    price = next(faq for faq in faqs.kept(agent) if faq.question == changed.question)
    at = days_ago(business, 1, now, time(18, 3))
    faqs.change(price, changed, price.revision, by=jonas, at=at)
    one = _asked(agent, State.PUBLISHING, jonas, at + timedelta(minutes=1))
    publications.failed(one, at=at + timedelta(minutes=2))


def _harborview(business: Business, agent: Agent, now: datetime) -> None:
    """Sent to the agency yesterday."""
    by = _people(agent, business.contact.name)
    at = days_ago(business, 1, now, time(9, 30))
    _write(agent, texts.HARBORVIEW, by, at)
    _asked(agent, State.WAITING, by, at + timedelta(minutes=6))


def _write(agent: Agent, many: Sequence[Words], by: Actor, at: datetime) -> None:
    for place, words in enumerate(many):
        faqs.add(agent, words, by=by, at=at + timedelta(minutes=3 * place))


def _live(agent: Agent, by: Actor, at: datetime) -> None:
    """As the worker brings it there, or the agency."""
    seen = faq_content.digest(faq_states.of(agent).content)
    one = publish_faqs.publish_faqs(agent, seen=seen, by=by, at=at)
    with standing_at(at + timedelta(seconds=3)):
        if publisher_of(agent.connection) is None:
            publications.mark_live(one, by=by)
        else:
            publish.send.call(agent.agency_id, one.pk)


def _asked(agent: Agent, state: State, by: Actor, at: datetime) -> Publication:
    content = faq_states.of(agent).content
    return publications.ask(agent, Kind.FAQS, content, state, by=by, at=at)


def _people(agent: Agent, name: str) -> Actor:
    user = User.objects.filter(memberships__client_id=agent.client_id, name=name).first()
    return Actor("member", name, user.public_id if user else "")
