"""What every page's template may use."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from callboard.people.person import Anonymous, Person
from callboard.portal import answering, unread
from callboard.portal.viewing_strip import strip
from callboard.visibility.visibility import NOTHING


def page(request: HttpRequest) -> dict[str, Any]:
    """`agency` and `brand` are None on a host that is no agency's."""
    agency = getattr(request, "agency", None)
    return {
        "agency": agency,
        "brand": getattr(agency, "brand", None),
        "person": getattr(request, "person", Anonymous()),
        "viewing": strip(request),
        "visibility": getattr(request, "visibility", NOTHING),
        "csrf_input": _form_start(request),
        "unread_calls": partial(unread.told, request),
        "assistant_called": partial(answering.called, request),
    }


def _start(request: HttpRequest) -> SafeString:
    """What every form begins with: its token, and for which of a person's portals it is. In another
    tab another one may have been opened since.
    """
    person = getattr(request, "person", None)
    if not isinstance(person, Person) or person.client is None:
        return csrf_input(request)
    portal = format_html('<input type="hidden" name="portal" value="{}">', person.client.public_id)
    return csrf_input(request) + portal


# Not before a template uses it: a page without forms sets no cookie.
_form_start = lazy(_start, SafeString, str)
