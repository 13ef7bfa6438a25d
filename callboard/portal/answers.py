"""How the portal's forms answer, sent by a page or by a dialog."""

from django.http import HttpResponse, HttpResponseRedirect

from callboard.portal.requests import PersonRequest


def done(request: PersonRequest, path: str) -> HttpResponse:
    """On to a page after a form, from wherever it was sent."""
    if request.htmx:
        answer = HttpResponse(status=204)
        answer.headers["HX-Redirect"] = path
        return answer
    return HttpResponseRedirect(path, status=303)
