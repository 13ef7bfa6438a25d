"""To who asked for a long list of calls: the file is ready."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from callboard.calls import exports
from callboard.calls.models import CallExport
from callboard.mail.messages import Drop, MailBrand, Message, message
from callboard.mail.models import OutgoingEmail
from callboard.people.mails.common import agency_of, day_words


@message("call_export")
def call_export(email: OutgoingEmail) -> Message | Drop:
    rows = CallExport.objects.select_related("membership", "client")
    export = rows.filter(pk=email.about, ready_at__isnull=False, removed_at__isnull=True).first()
    if export is None or export.ready_at is None or not exports.may_have(export):
        return Drop("The access that it was asked with has ended.")
    agency = agency_of(email)
    until = day_words(export.ready_at + exports.KEPT, export.zone)
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
