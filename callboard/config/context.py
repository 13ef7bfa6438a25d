"""What every page's template may use."""

from typing import Any

from django.http import HttpRequest

from callboard.people.person import Anonymous


def page(request: HttpRequest) -> dict[str, Any]:
    """`agency` and `brand` are None on a host that is no agency's."""
    agency = getattr(request, "agency", None)
    return {
        "agency": agency,
        "brand": getattr(agency, "brand", None),
        "person": getattr(request, "person", Anonymous()),
    }
