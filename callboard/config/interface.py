"""The interface's own files, the same for every agency, and its catalogue of components."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from callboard.tenancy.audience import operator, public
from callboard.ui import assets
from callboard.ui.styleguide import PAGES, context

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
@operator
def asset(request: HttpRequest, name: str) -> HttpResponse:
    """What pages link to; a name with another hash is not found, and never cached."""
    found = assets.asset(name)
    if found is None:
        raise Http404
    content, encoding = found.encoded(request.headers.get("Accept-Encoding", ""))
    response = HttpResponse(content, content_type=found.content_type)
    response.headers["Cache-Control"] = FOR_EVER
    patch_vary_headers(response, ["Accept-Encoding"])
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return response


@require_safe
@public
def styleguide(request: HttpRequest, name: str = "index") -> HttpResponse:
    if name != "index" and name not in PAGES:
        raise Http404
    return render(request, f"styleguide/{name}.html", context(name))
