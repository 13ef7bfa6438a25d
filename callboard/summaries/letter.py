"""The mail that a client's people get: from what the days came to, to what it says."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from callboard.agencies import forwarding
from callboard.agencies.models import Agency, Client
from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage
from callboard.calls.models import Call
from callboard.calls.seen import as_seen
from callboard.insights import in_words
from callboard.mail.compose import without_links
from callboard.mail.messages import MailBrand, Message
from callboard.notices import wording as call_wording
from callboard.notices.events import Event
from callboard.notices.wording import Told
from callboard.summaries import content, rules, wording
from callboard.summaries.content import Content
from callboard.summaries.mornings import Due
from callboard.ui.phones import phone
from callboard.ui.zones import zone_name
from callboard.visibility import visibility
from callboard.visibility.visibility import Visibility


@dataclass(frozen=True, slots=True)
class Foot:
    """How its reader chooses, and stops such mails; `zone` is by whose clock times are told."""

    zone: str
    settings_url: str = ""
    stop_url: str = field(default="", repr=False)


def letter(
    agency: Agency,
    client: Client,
    due: Due,
    found: Content,
    foot: Foot,
    *,
    example: bool = False,
) -> Message | None:
    """None where there is nothing to tell: nobody called and no line of the client answers, or its
    agency hides the calls.
    """
    by = visibility.of(agency, client)
    sees = by.sees
    if not sees("calls"):
        return None
    with_bookings = sees("bookings") and sees("calls.result")
    if found.is_silent:
        return _silence(agency, client, foot)
    brand = MailBrand.of(agency)
    here = agency.url(f"/portals/{client.public_id}")
    waiting = in_words.waiting(
        min(found.waiting, content.COUNTED), and_more=found.waiting > content.COUNTED
    )
    to_enter = wording.to_enter(found.to_enter, content.COUNTED)
    waiting = waiting if sees("calls.call_back") else ""
    to_enter = to_enter if sees("bookings") else ""
    context = {
        "heading": wording.in_short(found.numbers.now, with_bookings=with_bookings),
        "when": wording.when(due),
        "numbers": wording.tiles(found.numbers, due, sees),
        "busiest": wording.busiest(*found.busiest) if found.busiest else "",
        "after_hours": wording.after_hours(found.after_hours),
        "todo": [
            (words, link)
            for words, link in (
                (waiting, f"{here}/call-backs/"),
                (to_enter, f"{here}/to-enter/"),
            )
            if words
        ],
        "calls": [_told(agency, client, one, by, foot.zone) for one in found.calls],
        "link": f"{here}/",
        "example": example,
    }
    return Message(
        brand=brand,
        subject=wording.subject(client.name, found.numbers.now, due, with_bookings=with_bookings),
        preheader=waiting or to_enter or wording.when(due),
        template="weekly_summary",
        context=context | _foot(client, foot),
        stop_url=foot.stop_url,
    )


def answering(client: Client) -> Agent | None:
    """A line of the client's to which calls can be forwarded."""
    lines = Agent.objects.filter(client=client, stage=Stage.DEPLOYED).exclude(number="")
    found: Agent | None = lines.order_by("id").first()
    return found


def _silence(agency: Agency, client: Client, foot: Foot) -> Message | None:
    agent = answering(client)
    if agent is None:
        return None
    told = {"agent": without_links(agent.name), "number": phone(agent.number)}
    how = forwarding.of(agency)
    return Message(
        brand=MailBrand.of(agency),
        subject=wording.silence(client.name),
        preheader=_("Is your phone still forwarded to %(number)s?") % told,
        template="weekly_silence",
        context={
            **told,
            "text": without_links(how.text, 500),
            "codes": [(code.label, code.on(agent.number)) for code in how.codes],
            "link": agency.url(f"/portals/{client.public_id}/"),
        }
        | _foot(client, foot),
        stop_url=foot.stop_url,
    )


def _told(agency: Agency, client: Client, call: Call, by: Visibility, zone: str) -> Told:
    named = rules.names_callers(client, rules.of(agency.pk), rules.exceptions_of(client))
    return call_wording.told(
        as_seen(call, by),
        Event.NEW_CALL,
        bare=not named,
        zone=zone,
        link=agency.url(f"/portals/{client.public_id}/calls/{call.public_id}/"),
    )


def _foot(client: Client, foot: Foot) -> dict[str, Any]:
    return {
        "client": client.name,
        "zone": zone_name(foot.zone),
        "settings_url": foot.settings_url,
        "stop_url": foot.stop_url,
        "stop_words": _("Stop these summaries"),
    }


def made(agency: Agency, client: Client, due: Due, foot: Foot, now: datetime) -> Message | None:
    """From what there is now."""
    return letter(agency, client, due, content.of(client, due, now), foot)
