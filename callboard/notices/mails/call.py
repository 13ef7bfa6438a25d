"""To one of a client's people: a call, or several that came in meanwhile."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from callboard.agencies.models import Agency
from callboard.bookings.models import Booking
from callboard.bookings.seen import as_seen as bookings_seen
from callboard.calls.models import Call
from callboard.calls.seen import as_seen
from callboard.mail.messages import Drop, MailBrand, Message, message
from callboard.mail.models import OutgoingEmail
from callboard.notices import choices, events, links, wording
from callboard.notices.choices import Choice
from callboard.notices.events import Event
from callboard.notices.models import Notice
from callboard.notices.wording import Told
from callboard.people.mails.common import agency_of, moment_words
from callboard.people.models import Membership
from callboard.ui.times import clock_time
from callboard.ui.zones import local, zone_name
from callboard.visibility import visibility

# The rest is in the list of calls.
LONGEST_LIST = 20


@message("call_notice")
def call_notice(email: OutgoingEmail) -> Message | Drop:
    """Looked at again: who may read it, what they want, and what is theirs to know, as of now."""
    person = reader(email)
    if person is None:
        return Drop("The person has no access any more.")
    news = _news(email, choices.told_to(person))
    if not news:
        return Drop("Nobody wants to know it any more.")
    agency = agency_of(email)
    booked = _booked(call for call, _event in news)
    told = [_told(agency, person, call, event, booked.get(call.pk)) for call, event in news]
    if len(told) == 1:
        return of_one(agency, person, told[0], news[0][1].value)
    return _of_several(agency, person, news, told, email.queued_at)


def reader(email: OutgoingEmail) -> Membership | None:
    """Whose mail it is, if they may still read it at this address."""
    people = Membership.objects.active().filter(client__archived_at__isnull=True)
    people = people.select_related("user", "client__agency", "notice_choice__agent")
    person: Membership | None = people.filter(pk=email.about).first()
    return person if person is not None and person.user.email == email.to_address else None


def of_one(
    agency: Agency, person: Membership, told: Told, what: str, *, example: bool = False
) -> Message:
    """`what` is what its link stops."""
    summary = told.summary or ", ".join(part for part in (told.at, told.length) if part)
    return Message(
        brand=MailBrand.of(agency),
        subject=told.title,
        preheader=summary,
        template="call_notice",
        context={"told": told, "example": example} | _foot(agency, person, what),
        stop_url=_stop_url(agency, person, what),
    )


def zone_of(person: Membership) -> str:
    return person.user.time_zone or person.client.time_zone


def _of_several(
    agency: Agency,
    person: Membership,
    news: Sequence[tuple[Call, Event]],
    told: Sequence[Told],
    at: datetime,
) -> Message:
    first, zone = min(call.started_at for call, _event in news), zone_of(person)
    same_day = local(first, zone).date() == local(at, zone).date()
    since = clock_time(first, zone) if same_day else moment_words(first, zone, wording.DAY)
    title = wording.of_several(len(told), since)
    kinds = [event for _call, event in news]
    counts = [wording.number_of(event, kinds.count(event)) for event in Event]
    return Message(
        brand=MailBrand.of(agency),
        subject=title,
        preheader=", ".join(filter(None, counts)) or _("While nothing was sent to you."),
        template="call_notices",
        context={
            "heading": title,
            "counts": ", ".join(filter(None, counts)),
            "calls": told[:LONGEST_LIST],
            "more": len(told) - LONGEST_LIST,
            "link": agency.url("/calls/"),
        }
        | _foot(agency, person, "calls"),
        stop_url=_stop_url(agency, person, "calls"),
    )


def _news(email: OutgoingEmail, choice: Choice) -> list[tuple[Call, Event]]:
    """Each call with the most important of what is true of it and wanted, in that order; of equals
    the latest first.
    """
    came = dict(Notice.objects.filter(mail=email).values_list("call_id", "came_at"))
    calls = Call.objects.filter(pk__in=came).select_related("agent").defer("known", "cost")
    found: list[tuple[Call, Event]] = []
    rows = list(calls.newest_first())
    booked = _booked(rows)
    for call in rows:
        true = events.of_call(call, came[call.pk], booked=call.pk in booked)
        wanted = [event for event in true if choice.wants(event, call)]
        if wanted and call.client_id == email.client_id:
            found.append((call, wanted[0]))
    return sorted(found, key=lambda one: list(Event).index(one[1]))


def _booked(calls: Iterable[Call]) -> dict[int | None, Booking]:
    """The next of each call's bookings that stand."""
    rows = Booking.objects.standing().filter(call__in=list(calls)).select_related("client")
    return {one.call_id: one for one in rows.order_by("-starts_at", "-pk")}


def _told(
    agency: Agency, person: Membership, call: Call, event: Event, booking: Booking | None
) -> Told:
    by = visibility.of(agency, person.client)
    path = f"/portals/{person.client.public_id}/calls/{call.public_id}/"
    return wording.told(
        as_seen(call, by),
        event,
        bare=person.client.handles_health_information,
        zone=zone_of(person),
        link=agency.url(path if by.sees("calls") else "/bookings/"),
        booking=bookings_seen(booking, by) if booking and by.sees("bookings") else None,
    )


def _stop_url(agency: Agency, person: Membership, what: str) -> str:
    return links.stop_url(agency, choices.row_of(person), what)


def _foot(agency: Agency, person: Membership, what: str) -> dict[str, str]:
    return {
        "client": person.client.name,
        "zone": zone_name(zone_of(person)),
        "stop_words": _("Stop %(mails)s") % {"mails": wording.STOPPED[what]},
        "stop_url": _stop_url(agency, person, what),
        "settings_url": agency.url("/settings/notifications/"),
    }
