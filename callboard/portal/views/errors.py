"""Pages for what went wrong, branded by host: what happened, what to do, whom to ask."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "plain/forbidden.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "plain/not_found.html", status=404)


def failure(request: HttpRequest) -> HttpResponse:
    """Without database and brand: nothing more may break here."""
    reference = getattr(request, "request_id", "")
    return render(request, "plain/failure.html", {"reference": reference}, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "plain/signed_out.html", status=403)
