"""“Who else should see this?”: asked of the first person in a portal, until they say “not now”.

What they said is a taste of this browser, no fact about anybody: a plain cookie keeps it."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from callboard.people.alone import is_alone
from callboard.portal.requests import PersonRequest, client_of
from callboard.portal.views.front_door import HOME
from callboard.tenancy.audience import member_edits

LIFE_SECONDS = 365 * 24 * 60 * 60


def is_worth_asking(request: PersonRequest) -> bool:
    invites = request.visibility.edits("team.invite")
    return invites and _name(request) not in request.COOKIES and is_alone(client_of(request).pk)


@require_POST
@member_edits("team.invite")
def dismissal(request: PersonRequest) -> HttpResponse:
    response = HttpResponseRedirect(HOME, status=303)
    response.set_cookie(
        _name(request),
        "not-now",
        max_age=LIFE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _name(request: PersonRequest) -> str:
    return f"{settings.COOKIE_PREFIX}who-else-{client_of(request).public_id}"
