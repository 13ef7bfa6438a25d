"""Lucide icons as inline SVG, so that they take the text's colour and cost no request."""

from functools import cache

from lucide.jinja import lucide
from markupsafe import Markup

ATTRIBUTES = {"stroke_width": "1.75", "class": "icon", "aria_hidden": "true", "focusable": "false"}


@cache
def icon(name: str, size: int = 16) -> Markup:
    """Decoration only (`aria-hidden`): what an icon says must also stand in words. `size` in px."""
    drawn = lucide(name, size=size, **ATTRIBUTES)
    return Markup("".join(line.strip() for line in drawn.splitlines()))  # noqa: S704 (no input in it)
