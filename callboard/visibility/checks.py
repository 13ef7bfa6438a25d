"""A view that names an item which is none would hide nothing: it stops the start."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.urls import get_resolver

from callboard.tenancy import audience
from callboard.tenancy.checks import url_patterns
from callboard.visibility.catalogue import ITEMS


@register(Tags.urls)
def every_item_of_a_view_is_one(**_: Any) -> list[CheckMessage]:
    found = (
        (route, pattern.callback, audience.of(pattern.callback))
        for route, pattern in url_patterns(get_resolver())
    )
    return [
        Error(
            f"The view of /{route} is for {said.item}, which is no item.",
            obj=view,
            id="callboard.E012",
        )
        for route, view, said in found
        if said is not None and said.item and said.item not in ITEMS
    ]
