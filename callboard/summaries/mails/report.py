"""To one of the staff: how the week went for the clients."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from callboard.agencies.models import Agency
from callboard.mail.compose import without_links
from callboard.mail.messages import Drop, MailBrand, Message, message
from callboard.mail.models import OutgoingEmail
from callboard.people.mails.common import agency_of
from callboard.summaries import how_it_went, links, report_readers, wording
from callboard.summaries.how_it_went import Report, Row
from callboard.summaries.models import Summary
from callboard.summaries.mornings import Due
from callboard.summaries.reporting import REPORT
from callboard.ui.zones import zone_name

# The rest is on the page.
WORST = 10


@message(REPORT)
def weekly_report(email: OutgoingEmail) -> Message | Drop:
    summary = Summary.objects.select_related("user").filter(pk=email.about).first()
    user = summary.user if summary is not None else None
    if summary is None or user is None or user.email != email.to_address:
        return Drop("The reader has another address now.")
    if not report_readers.wants(user):
        return Drop("The reader does not want it any more.")
    agency = agency_of(email)
    stop_url = links.report_url(agency, report_readers.choice_of(user))
    return letter(agency, summary.due, stop_url=stop_url)


def letter(agency: Agency, due: Due, *, stop_url: str = "") -> Message:
    found = how_it_went.of(agency, due, timezone.now())
    worst = found.troubled
    return Message(
        brand=MailBrand.of(agency),
        subject=_("%(numbers)s: how the week went for your clients")
        % {"numbers": wording.counted(found.calls, found.booked)},
        preheader=wording.when(due),
        template="weekly_report",
        context={
            "when": wording.when(due),
            "numbers": _tiles(found),
            "rows": [_line(agency, row) for row in worst[:WORST]],
            "more": len(worst) - WORST,
            "all_well": not worst,
            "link": agency.url(f"/agency/reports/week/?week={due.period.first.isoformat()}"),
            "zone": zone_name(agency.time_zone),
            "stop_url": stop_url,
            "settings_url": agency.url("/settings/profile/"),
        },
        stop_url=stop_url,
    )


def _tiles(found: Report) -> list[tuple[str, str, str]]:
    changed = wording.change(found.calls, found.before) if found.reaches_back else ""
    of_all = _("of %(n)s portals") % {"n": found.active}
    troubled = ngettext("of %(n)s client", "of %(n)s clients", len(found.rows))
    return [
        (_("Calls"), str(found.calls), changed),
        (_("Booked"), str(found.booked), ""),
        (_("Portals somebody was in"), str(found.visited), of_all if found.active else ""),
        (_("Need a look"), str(len(found.troubled)), troubled % {"n": len(found.rows)}),
    ]


def _line(agency: Agency, row: Row) -> dict[str, str]:
    return {
        "client": without_links(row.client.name),
        "link": agency.url(f"/agency/clients/{row.client.public_id}/"),
        "troubles": ". ".join(without_links(one.words, 160) for one in row.troubles),
        "numbers": wording.counted(row.calls, row.booked),
    }
