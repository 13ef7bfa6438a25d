"""To who asked for a long list of calls: the file is ready, or will not be."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from callboard.agencies.models import Agency
from callboard.calls import exports
from callboard.calls.models import CallExport
from callboard.mail.messages import Drop, MailBrand, Message, message
from callboard.mail.models import OutgoingEmail
from callboard.people.mails.common import agency_of, day_words


@message("call_export")
def call_export(email: OutgoingEmail) -> Message | Drop:
    rows = CallExport.objects.select_related("membership", "client", "agency")
    export = rows.filter(pk=email.about).first()
    if export is None or not exports.may_have(export):
        return Drop("The access that it was asked with has ended.")
    if export.ready_at is None or not exports.is_seen(export, exports.seen_by(export)):
        return _none(agency_of(email))
    if export.removed_at is not None:
        return Drop("The file was thrown away.")
    return _ready(export, export.ready_at, agency_of(email))


def _ready(export: CallExport, ready_at: datetime, agency: Agency) -> Message:
    until = day_words(ready_at + exports.KEPT, export.zone)
    count = ngettext(
        "The file with %(n)s call is ready.", "The file with %(n)s calls is ready.", export.rows
    ) % {"n": f"{export.rows:,}"}
    return Message(
        brand=MailBrand.of(agency),
        subject=_("Your export of calls is ready"),
        preheader=count,
        template="security_notice",
        context={
            "heading": _("Your export is ready"),
            "said": count,
            "more": _("The link asks you to sign in, and works until %(day)s.") % {"day": until},
            "close": _("If you did not ask for it, tell us."),
            "link": agency.url(exports.address_of(export)),
            "label": _("Get the File"),
        },
    )


def _none(agency: Agency) -> Message:
    """Nothing of what it was to tell, and no way to it."""
    return Message(
        brand=MailBrand.of(agency),
        subject=_("Your export was not made"),
        preheader=(said := _("What your portal shows was changed after you asked for it.")),
        template="security_notice",
        context={
            "heading": _("There is no file"),
            "said": said,
            "more": _("Sign in and export again what is shown now."),
            "close": _("If you did not ask for it, tell us."),
            "link": agency.url("/"),
            "label": _("Open the Portal"),
        },
    )
