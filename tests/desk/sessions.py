"""A browser with a session, without the cost of a password check."""

from django.http import HttpResponse
from django.test import Client as Browser
from django.test import RequestFactory

from callboard.agencies.models import Agency
from callboard.people import sessions
from callboard.people.models import User
from callboard.tenancy import scope


def signed_in(of: Agency, user: User, **options: bool) -> Browser:
    browser = Browser(SERVER_NAME=of.host, **options)  # type: ignore[arg-type]
    request = RequestFactory(SERVER_NAME=of.host).get("/")
    request.agency = of  # type: ignore[attr-defined]
    response = HttpResponse()
    with scope.agency(of.pk):
        sessions.sign_in(request, response, user)
    for name, morsel in response.cookies.items():
        browser.cookies[name] = morsel.value
    return browser
