"""The styleguide on its own: no agency, no database, any colour, under the real pages' policy."""

from types import SimpleNamespace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from callboard.agencies.brand.colour import tokens
from callboard.agencies.brand.css import stylesheet
from callboard.ui.assets import asset
from callboard.ui.styleguide import context

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "media-src 'self'; connect-src 'self'; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; frame-src 'self'; object-src 'none'"
)


def brand(colour: str) -> SimpleNamespace:
    return SimpleNamespace(
        name="Northwind Voice",
        logo_url="",
        css_url=f"/brand/{colour}.css",
        initial="N",
        support_email="ana@northwind.example",
        support_phone="+12075550123",
    )


def screen(request: HttpRequest, colour: str, name: str) -> HttpResponse:
    request.agency = SimpleNamespace(brand=brand(colour))  # type: ignore[attr-defined]
    response = render(request, f"styleguide/{name}.html", context(name))
    response["Content-Security-Policy"] = POLICY
    return response


def brand_css(request: HttpRequest, colour: str) -> HttpResponse:
    return HttpResponse(stylesheet(tokens(colour)), content_type="text/css")


def interface(request: HttpRequest, name: str) -> HttpResponse:
    found = asset(name)
    if found is None:
        raise Http404
    return HttpResponse(found.content, content_type=found.content_type)


def mail(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<!doctype html><title>Mail</title><p>Hi Maya,")


urlpatterns = [
    path("brand/<colour>.css", brand_css),
    path("ui/<name>", interface),
    path("mail/", mail),
    path("styleguide/<name>/", screen, {"colour": "4f46e5"}),
    path("<colour>/<name>/", screen),
]
