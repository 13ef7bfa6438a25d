"""What became of the last that was published, in a sentence. Never more than is known."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from callboard.agents.models import Agent, Publication
from callboard.agents.models.publication import State
from callboard.agents.settings.standing import Standing
from callboard.ui.times import clock_time, day
from callboard.ui.zones import local


@dataclass(frozen=True, slots=True)
class News:
    """`state` is a `State`, or "" where nothing was ever published."""

    state: str
    title: str
    text: str = ""
    tone: str = "gray"


def news_of(now: Standing, agent: Agent, *, is_staff: bool) -> News:
    last, agency = now.last, agent.client.agency.name
    if last is None:
        return News("", _("Nothing published yet."), _nothing(agent))
    old = _("Your old settings stay active.") if now.live else _("Nothing else is live.")
    match last.state:
        case State.PUBLISHING:
            words = _("%(name)s answers by it in a moment.") % {"name": agent.name}
            return News(last.state, _("Publishing"), f"{words} {old}", "blue")
        case State.WAITING:
            title = (
                _("Waiting for you to put it live")
                if is_staff
                else _("Sent to %(agency)s, not live yet") % {"agency": agency}
            )
            return News(last.state, title, f"{_asked(last, agent)} {old}", "amber")
        case State.FAILED:
            title = _("Couldn’t reach the phone system.")
            return News(last.state, title, f"{old} {_('Try again.')}", "red")
        case State.RETURNED:
            title = (
                _("Sent back")
                if is_staff
                else _("%(agency)s sent your changes back") % {"agency": agency}
            )
            return News(last.state, title, f"“{last.reason}” {old}", "amber")
    return _live(now, agent)


def _live(now: Standing, agent: Agent) -> News:
    if now.live is None or now.live.live_at is None:
        return News("", _("Nothing is live yet."), _nothing(agent))
    title = _("Live since %(time)s for new calls") % {"time": since(now.live.live_at, agent)}
    text = _("Calls in progress are not affected.")
    return News(State.LIVE, title, text, "green")


def since(moment: datetime, agent: Agent) -> str:
    """ "10:41 AM" of today, "Tuesday 1 December" of another day, by the business's clock."""
    zone = agent.client.time_zone
    today = local(datetime.now(tz=moment.tzinfo), zone).date()
    if local(moment, zone).date() == today:
        return clock_time(moment, zone)
    return f"{day(moment, zone)}, {clock_time(moment, zone)}"


def _asked(last: Publication, agent: Agent) -> str:
    facts = {"name": last.asked_by_name or "–", "time": since(last.asked_at, agent)}
    return _("Sent by %(name)s, %(time)s.") % facts


def _nothing(agent: Agent) -> str:
    words = _("%(name)s answers as it was set up. What you publish here takes its place.")
    return words % {"name": agent.name}
