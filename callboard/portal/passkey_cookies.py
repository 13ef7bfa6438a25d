"""The challenge that a browser is about to answer with a passkey: kept in it, signed."""

from dataclasses import asdict

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from callboard.people.passkey_challenges import LIFE, Challenge, ChallengeDead, For


def remember(response: HttpResponse, challenge: Challenge) -> None:
    response.set_cookie(
        _name(challenge.purpose),
        signing.dumps(asdict(challenge), salt=_salt(challenge.purpose)),
        max_age=LIFE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def recall(request: HttpRequest, purpose: For) -> Challenge:
    """Raises `ChallengeDead` for a browser that was asked nothing within ten minutes."""
    try:
        kept = request.COOKIES.get(_name(purpose), "")
        return Challenge(**signing.loads(kept, salt=_salt(purpose), max_age=LIFE))
    except (signing.BadSignature, TypeError):
        raise ChallengeDead from None


def forget(response: HttpResponse, purpose: For) -> None:
    response.delete_cookie(_name(purpose))


def _name(purpose: str) -> str:
    return f"{settings.COOKIE_PREFIX}passkey-{purpose.replace('_', '-')}"


def _salt(purpose: str) -> str:
    return f"passkey:{purpose}"
