"""What is served under /ui/: style sheets, scripts and one font, cached for ever by their hash."""

from callboard.ui.asset import Asset
from callboard.ui.font import font
from callboard.ui.parts import Part
from callboard.ui.script import SCRIPTED, script
from callboard.ui.stylesheet import stylesheet

PREFIX = "/ui/"


def asset(name: str) -> Asset | None:
    """The file called `name`, or None for one that no page links to now."""
    sheets, scripts = map(stylesheet, Part), map(script, SCRIPTED)
    for one in (*sheets, *scripts, font()):
        if one is not None and one.name == name:
            return one
    return None


def stylesheet_url(part: str = "") -> str:
    return PREFIX + stylesheet(Part(part)).name


def script_url(part: str = "") -> str:
    return PREFIX + script(Part(part)).name


def font_url() -> str:
    """Of the font to preload; empty where it could not be made and the system's own serves."""
    inter = font()
    return PREFIX + inter.name if inter else ""
