"""The host names the agency; everything after this happens inside that agency's scope."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import render

from callboard.agencies.models import Agency
from callboard.tenancy import scope

Answer = Callable[[HttpRequest], HttpResponse]

# Answered on any host: machines that watch the installation know no agency.
# The style sheet and the font are the same for everybody, the unknown host's page included.
ANY_HOST = ("/healthz", "/readyz", "/ui/")


class HostMiddleware:
    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(ANY_HOST):
            return self.answer(request)
        agency = agency_of(request)
        if agency is None:
            return render(request, "plain/unknown_host.html", status=404)
        request.agency = agency  # type: ignore[attr-defined]
        with scope.agency(agency.id):
            return self.answer(request)


def agency_of(request: HttpRequest) -> Agency | None:
    name, _port = split_domain_port(request.get_host())
    return Agency.objects.select_related("brand").filter(host=name.rstrip(".").lower()).first()
