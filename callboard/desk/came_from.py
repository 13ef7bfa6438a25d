"""The page of the agency's side that an act was begun on, and that is come back to afterwards: a
list with its filters, at the same place.
"""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

FIELD = "back"
_LONGEST = 2000


def address(request: HttpRequest) -> str:
    """As the form or the address says it; "" where nothing is said, or it is no page of ours."""
    said = request.POST.get(FIELD) or request.GET.get(FIELD, "")
    is_ours = said.startswith(reverse("desk:home")) and said.isprintable()
    return said if is_ours and len(said) <= _LONGEST else ""


def carried(path: str, back: str) -> str:
    """The address of a page on the way, which knows where it goes back to."""
    return f"{path}?{urlencode({FIELD: back})}" if back else path
