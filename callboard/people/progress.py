"""How far an invitation has come, in two or three words; never better than what the mail server
said.
"""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from callboard.mail.models import MailState
from callboard.people.models import Invitation

_CAME_BACK = {MailState.BOUNCED, MailState.COMPLAINED}


def words(invitation: Invitation) -> str:
    if invitation.opened_at is not None:
        return _("Link opened")
    match invitation.mail.state if invitation.mail else "":
        case MailState.QUEUED:
            return _("Waiting to send")
        case MailState.SENDING:
            return _("Sending")
        case MailState.DELAYED:
            return _("Not sent yet")
        case MailState.FAILED | MailState.DROPPED:
            return _("Not sent")
        case MailState.DELIVERED:
            return _("Delivered")
        case MailState.BOUNCED | MailState.COMPLAINED:
            return _("The mail came back")
    return _("Sent")


def came_back(invitation: Invitation) -> bool:
    return invitation.mail is not None and invitation.mail.state in _CAME_BACK


def left(until: datetime, now: datetime) -> str:
    """How long a link still works, to the nearest day: one of seven days has seven left a minute
    after it was sent.
    """
    if until - now < timedelta(days=1):
        return _("less than a day left")
    days = (until - now + timedelta(hours=12)).days
    return ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}
