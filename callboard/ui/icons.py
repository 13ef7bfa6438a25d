"""Lucide icons as inline SVG, so that they take the text's colour and cost no request."""

from functools import cache
from importlib import resources
from io import BytesIO
from xml.etree.ElementTree import fromstring, tostring
from zipfile import ZipFile

from markupsafe import Markup


@cache
def icon(name: str, size: int = 16) -> Markup:
    """Decoration only (`aria-hidden`): what an icon says must also stand in words. `size` in px.

    How it is drawn (no fill, strokes of 1.75) stands in the stylesheet: a list holds hundreds.
    """
    shapes = fromstring(_drawings().read(f"{name}.svg"))  # noqa: S314 (from an installed package)
    for shape in shapes.iter():
        shape.tag = shape.tag.rpartition("}")[2]
    inside = "".join(tostring(shape, encoding="unicode").strip() for shape in shapes)
    head = (
        f'<svg class="icon" viewBox="0 0 24 24" width="{size}" height="{size}" aria-hidden="true">'
    )
    return Markup(f"{head}{inside.replace(' />', '/>')}</svg>")  # noqa: S704 (no input in it)


@cache
def _drawings() -> ZipFile:
    """Kept open: the package's own function reads the list of all icons again for each."""
    return ZipFile(BytesIO(resources.files("lucide").joinpath("lucide.zip").read_bytes()))
