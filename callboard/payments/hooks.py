"""`POST /hooks/stripe/<token>/`: where Stripe sends what happened in an agency's account.

Proved on the raw bytes, noted, committed, answered; the worker asks Stripe for the rest."""

from collections.abc import Mapping
from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from callboard.payments import inbox, signature
from callboard.payments.models import Account
from callboard.payments.reading import Notice, NotTold, notice
from callboard.providers import answers
from callboard.providers.body import read_object
from callboard.providers.events import BadBody
from callboard.providers.hooks import NOTED_EVERY
from callboard.tenancy.audience import hook


@csrf_exempt
@require_POST
@hook
def receive(request: HttpRequest, token: str) -> HttpResponse:
    """401 unproved, 400 unreadable, 413 too large, 404 unknown; else 200 once it is safe."""
    account = Account.objects.filter(hook_token=token, connected_at__isnull=False).first()
    if account is None:
        return answers.unknown()
    body = answers.body_of(request)
    if body is None:
        return answers.too_large()
    now = timezone.now()
    header = request.headers.get("Stripe-Signature", "")
    if not signature.is_proved(body, header, account.secrets_at(now), now):
        return answers.unproved(request, account.agency_id)
    _note_event(account, now)
    try:
        told: Mapping[str, object] = read_object(body)
        one = notice(told)
    except (BadBody, NotTold) as fault:
        return answers.refused(400, str(fault))
    if not _is_ours(one, account):
        return JsonResponse({"status": "ignored"})
    return JsonResponse({"status": "stored" if inbox.store(account, one, now) else "known"})


def _is_ours(one: Notice, account: Account) -> bool:
    """Of this account, of its mode, and about one of its customers."""
    foreign = one.account and account.stripe_id and one.account != account.stripe_id
    return bool(one.customer and not foreign and one.is_live == account.is_live)


def _note_event(account: Account, now: datetime) -> None:
    last = account.last_event_at
    if last is None or now - last > NOTED_EVERY:
        Account.objects.filter(pk=account.pk).update(last_event_at=now)
