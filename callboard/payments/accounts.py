"""An agency's own account at Stripe: connected with a key that Stripe took, and let go."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from callboard.agencies.models import Agency
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.payments import customers
from callboard.payments.faults import NotAllowed
from callboard.payments.gateway import Gateway
from callboard.payments.models import Account
from callboard.providers.fields import line

# How long a replaced signing secret is still good, as long as Stripe lets the old one live at most.
OVERLAP = timedelta(hours=24)
_name = line(200)
_LIVE = ("sk_live_", "rk_live_")


@dataclass(frozen=True, slots=True)
class Known:
    """What Stripe says about the account of a key."""

    stripe_id: str
    name: str
    is_live: bool


class Elsewhere(Exception):
    """The key is of another account than the connected one, or of its other mode."""


def of(agency: Agency) -> Account | None:
    return Account.objects.filter(agency=agency, connected_at__isnull=False).first()


def look(api_key: str) -> Known:
    """Asks Stripe for all that is needed later. Raises a `StripeFault`: with `NotAllowed` what the
    key lacks.
    """
    gateway = Gateway(api_key)
    gateway.look()
    try:
        told: dict[str, Any] = gateway.account()
    except NotAllowed:
        told = {}  # a restricted key need not be allowed to
    names = (told.get("settings") or {}).get("dashboard") or {}
    name = _name(names.get("display_name")) or _name(told.get("email")) or ""
    return Known(_name(told.get("id")) or "", name, api_key.startswith(_LIVE))


def connect(
    agency: Agency,
    known: Known,
    *,
    api_key: str,
    by: Actor,
    at: datetime | None = None,
) -> Account:
    """With a key that `look` took; another one of a connected account replaces that. Raises
    `Elsewhere`.
    """
    now = at or timezone.now()
    with transaction.atomic():
        account = _held(agency) or Account(agency=agency)
        was = account.is_connected
        other = account.stripe_id and known.stripe_id and account.stripe_id != known.stripe_id
        if was and (other or account.is_live != known.is_live):
            raise Elsewhere
        kept = account.stripe_id if was else ""
        account.stripe_id, account.name = known.stripe_id or kept, known.name
        account.is_live, account.fault = known.is_live, ""
        account.connected_at = account.connected_at or now
        account.api_key, account.key_end = api_key, api_key[-4:]
        account.save()
        act = "key_replaced" if was else "connected"
        _record(f"stripe.{act}", account, by, now)
    return account


def sign_with(account: Account, secret: str, *, by: Actor, at: datetime | None = None) -> None:
    """Webhooks are proved with this secret; with the one before for 24 hours more."""
    now = at or timezone.now()
    with transaction.atomic():
        held = _held(account.agency)
        if held is None or not held.is_connected or held.secret == secret:
            return
        if held.secret:
            held.previous_secret, held.previous_until = held.secret, now + OVERLAP
        held.secret, held.secret_end = secret, secret[-4:]
        held.save()
        _record("stripe.signing_secret_replaced", held, by, now)


def disconnect(agency: Agency, *, by: Actor, at: datetime | None = None) -> bool:
    """Forgets the keys, and unlinks its clients. False where none were kept."""
    now = at or timezone.now()
    with transaction.atomic():
        account = _held(agency)
        if account is None or not account.is_connected:
            return False
        customers.unlink_all(account, by=by, at=now)
        _record("stripe.disconnected", account, by, now)
        account.connected_at = account.previous_until = None
        account.api_key = account.secret = account.previous_secret = None
        account.key_end = account.secret_end = account.fault = ""
        account.save()
    return True


def hook_url(agency: Agency, account: Account) -> str:
    """Where Stripe has to send its webhooks."""
    return agency.url(f"/hooks/stripe/{account.hook_token}/")


def _held(agency: Agency) -> Account | None:
    return Account.objects.select_for_update().filter(agency=agency).first()


def _record(act: str, account: Account, by: Actor, at: datetime) -> None:
    record(
        act,
        agency_id=account.agency_id,
        by=by,
        about=f"stripe:{account.public_id}",
        after={
            "account": account.stripe_id,
            "live": account.is_live,
            "key": account.key_end,
            "signing_secret": account.secret_end,
        },
        at=at,
    )
