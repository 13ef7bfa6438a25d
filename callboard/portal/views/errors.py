"""Pages for what went wrong, branded by host: what happened, what to do, whom to ask."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "plain/forbidden.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "plain/not_found.html", status=404)


def failure(request: HttpRequest) -> HttpResponse:
    """Branded where the brand was read already; whatever else breaks, an answer comes."""
    context = {"reference": getattr(request, "request_id", "")}
    try:
        return render(request, "plain/failure.html", context, status=500)
    except Exception:
        return render(None, "plain/bare.html", context, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return refused(request, "plain/signed_out.html")


def refused(request: HttpRequest, template: str, status: int = 403) -> HttpResponse:
    """A whole page fits into no part of another: where a script asked for one, the page it is
    on is loaded again, and says so.
    """
    response = render(request, template, status=status)
    if request.headers.get("HX-Request"):
        response.headers["HX-Refresh"] = "true"
    return response


def refused_in_place(request: HttpRequest, template: str) -> HttpResponse:
    """The same where nothing has to be loaded again: a script puts the sentence where it asked."""
    response = render(request, template, status=403)
    response.headers["HX-Reselect"] = "#main > *"
    if request.headers.get("HX-Target") != "dialog":
        response.headers["HX-Retarget"] = "#main"
        response.headers["HX-Reswap"] = "innerHTML"
    return response
