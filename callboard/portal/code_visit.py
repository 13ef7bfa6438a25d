"""What a browser keeps that asked for a sign-in code, signed: a code works in no other."""

from dataclasses import asdict

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from callboard.people.mailed_codes import LIFE, Visit

_SALT = "sign-in code asked for"


def remember(response: HttpResponse, visit: Visit) -> None:
    response.set_cookie(
        _name(),
        signing.dumps(asdict(visit), salt=_SALT),
        max_age=LIFE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def recall(request: HttpRequest) -> Visit | None:
    try:
        return Visit(**signing.loads(request.COOKIES.get(_name(), ""), salt=_SALT, max_age=LIFE))
    except (signing.BadSignature, TypeError):
        return None


def forget(response: HttpResponse) -> None:
    response.delete_cookie(_name())


def _name() -> str:
    return f"{settings.COOKIE_PREFIX}sign-in-code"
