"""On from the first step of signing in, however it was proved: to the code of the second one where
there is one, else in."""

from django.http import HttpResponse, HttpResponseRedirect

from callboard.people import second_factor, sessions
from callboard.people.models import User
from callboard.portal import next_page, second_step
from callboard.portal.requests import PublicRequest
from callboard.portal.second_step import Step


def on_from(request: PublicRequest, user: User, *, kept: bool, wanted: str) -> HttpResponse:
    """`wanted` is where to go afterwards; "" for the person's home."""
    if second_factor.of(user) is not None:
        return ask(Step(user.public_id, user.epoch, keep=kept, next=wanted))
    response = HttpResponseRedirect(wanted or next_page.home_of(user), status=303)
    sessions.sign_in(request, response, user, kept=kept)
    return response


def ask(step: Step) -> HttpResponse:
    """To the page that asks for the code of the second step."""
    response = HttpResponseRedirect("/sign-in/code/", status=303)
    second_step.remember(response, step)
    return response
