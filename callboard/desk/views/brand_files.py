"""The brand as files whose name changes with their content, so that they may be kept for ever."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from callboard.agencies.models import Brand
from callboard.tenancy.audience import public
from callboard.ui.bare_files import bare

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
@public
def stylesheet(request: HttpRequest, slug: str, fingerprint: str) -> HttpResponse:
    """The present tokens; an older page's name is answered with them too, but not kept."""
    agency = request.agency  # type: ignore[attr-defined]
    if slug != agency.slug:
        raise Http404
    brand: Brand = agency.brand
    response = HttpResponse(brand.stylesheet, content_type="text/css; charset=utf-8")
    if fingerprint == brand.stylesheet_hash:
        response.headers["Cache-Control"] = FOR_EVER
    return response


@require_safe
@public
def logo(request: HttpRequest, fingerprint: str) -> HttpResponseBase:
    brand: Brand = request.agency.brand  # type: ignore[attr-defined]
    if not brand.logo_hash or fingerprint != brand.logo_hash:
        raise Http404
    response = HttpResponse(bytes(brand.logo or b""), content_type="image/png")
    response.headers["Cache-Control"] = FOR_EVER
    return bare(response)
