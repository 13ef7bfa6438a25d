"""What a browser keeps of a link it has opened: the selector, signed, so that the secret leaves the
address bar at once.

The whole link is neither in the cookie nor in any later address; a signed selector proves that the
link was shown here."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

LIFE_SECONDS = 2 * 60 * 60


def remember(response: HttpResponse, purpose: str, selector: str) -> None:
    response.set_cookie(
        _name(purpose),
        signing.dumps(selector, salt=f"link:{purpose}"),
        max_age=LIFE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def recall(request: HttpRequest, purpose: str) -> str:
    """The selector, or "" for a browser that has shown no such link within two hours."""
    try:
        selector: str = signing.loads(
            request.COOKIES.get(_name(purpose), ""),
            salt=f"link:{purpose}",
            max_age=LIFE_SECONDS,
        )
    except signing.BadSignature:
        return ""
    return selector


def forget(response: HttpResponse, purpose: str) -> None:
    response.delete_cookie(_name(purpose))


def private(response: HttpResponse) -> HttpResponse:
    """Headers of an answer at a link's own address, which is a secret: nowhere kept or told. A page
    with a form has a policy of its own (`may_post`).
    """
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    return unstored(response)


def may_post(response: HttpResponse) -> None:
    """For a page with a form at a link's own address: it tells the host alone, not the address,
    where it comes from. Told to say nothing, a browser posts with `Origin: null`, as forgers do.
    """
    response.headers["Referrer-Policy"] = "strict-origin"


def unstored(response: HttpResponse) -> HttpResponse:
    """For the pages behind a link, whose address is no secret."""
    response.headers["Cache-Control"] = "no-store"
    return response


def _name(purpose: str) -> str:
    return f"{settings.COOKIE_PREFIX}{purpose}"
