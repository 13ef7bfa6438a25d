"""Forgot password: the request writes one task whatever the address is; the worker finds out whom
to mail.

So the page answers the same words after the same statements for a known, an unknown and a revoked
address."""

from django.db import transaction
from django.utils import timezone

from callboard.agencies.models import Agency
from callboard.audit.actor import SYSTEM
from callboard.mail import outbox
from callboard.mail.models import MailState
from callboard.people import account_links, budgets, offers
from callboard.people.departures import has_access
from callboard.people.models import Invitation, User
from callboard.people.models.account_link import Purpose
from callboard.tenancy.tasks import tenant_task


def ask(agency_id: int, address_canonical: str) -> None:
    """Notes that somebody forgot the password of this address."""
    mail_a_way_in.enqueue(agency_id, address_canonical)


@tenant_task
def mail_a_way_in(agency_id: int, address_canonical: str) -> None:
    """A reset link to an account that may sign in or is invited, to any other account whom to ask;
    to an invited address without one, the same invitation again.
    """
    now = timezone.now()
    agency = Agency.objects.get(pk=agency_id)
    invited = (
        Invitation.objects.open()
        .filter(address_canonical=address_canonical, expires_at__gt=now)
        # An address that refused our mail is mailed again by the agency's decision only.
        .exclude(mail__state__in=[MailState.BOUNCED, MailState.COMPLAINED])
    )
    user = User.objects.filter(email_canonical=address_canonical).first()
    with transaction.atomic():
        if user is not None:
            if budgets.may_mail_reset(agency_id, address_canonical, now):
                may_sign_in = has_access(user.pk) or invited.exists()
                (_mail_reset if may_sign_in else _mail_whom_to_ask)(agency, user)
        else:
            for invitation in invited.select_related("client__agency"):
                if budgets.may_mail_reset(agency_id, address_canonical, now):
                    offers.mail_again(invitation, by=SYSTEM, at=now)


def _mail_reset(agency: Agency, user: User) -> None:
    link = account_links.create(user, Purpose.RESET, by=SYSTEM)
    _mail(agency, user, "password_reset", about=link.pk)


def _mail_whom_to_ask(agency: Agency, user: User) -> None:
    _mail(agency, user, "access_over", about=user.pk)


def _mail(agency: Agency, user: User, kind: str, *, about: int) -> None:
    outbox.enqueue(
        agency=agency,
        client_id=None,
        kind=kind,
        about=about,
        generation=1,
        to_address=user.email,
        to_name=user.name,
    )
