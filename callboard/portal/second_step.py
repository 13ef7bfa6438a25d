"""Between a right password and the code: what the browser keeps for ten minutes, signed.

It opens nothing by itself. It is bound to the account's epoch, so that a changed password or an
ended access ends it too."""

from dataclasses import asdict, dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from callboard.people.models import User

LIFE_SECONDS = 10 * 60
_SALT = "second step"


@dataclass(frozen=True, slots=True)
class Step:
    """`next` is where to go afterwards; `invitation` the selector of a link to accept then."""

    user_id: str
    epoch: int
    keep: bool = False
    next: str = ""
    invitation: str = ""


def remember(response: HttpResponse, step: Step) -> None:
    response.set_cookie(
        _name(),
        signing.dumps(asdict(step), salt=_SALT),
        max_age=LIFE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def recall(request: HttpRequest) -> tuple[Step, User] | None:
    """What was kept, and whose it is; None where it ran out or no longer holds."""
    try:
        kept = Step(
            **signing.loads(request.COOKIES.get(_name(), ""), salt=_SALT, max_age=LIFE_SECONDS)
        )
    except (signing.BadSignature, TypeError):
        return None
    user = User.objects.filter(public_id=kept.user_id, epoch=kept.epoch).first()
    return (kept, user) if user else None


def forget(response: HttpResponse) -> None:
    response.delete_cookie(_name())


def _name() -> str:
    return f"{settings.COOKIE_PREFIX}second-step"
