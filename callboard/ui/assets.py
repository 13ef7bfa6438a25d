"""What is served under /ui/: one stylesheet and one font, named by their hash, cached for ever."""

from dataclasses import dataclass

from callboard.ui.font import font
from callboard.ui.stylesheet import stylesheet

PREFIX = "/ui/"


@dataclass(frozen=True, slots=True)
class Asset:
    content: bytes
    content_type: str


def asset(name: str) -> Asset | None:
    """The file called `name`, or None for one that no page links to now."""
    css = stylesheet()
    if name == css.name:
        return Asset(css.content, "text/css; charset=utf-8")
    inter = font()
    if inter is not None and name == inter.name:
        return Asset(inter.content, "font/woff2")
    return None


def stylesheet_url() -> str:
    return PREFIX + stylesheet().name


def font_url() -> str:
    """Of the font to preload; empty where it could not be made and the system's own serves."""
    inter = font()
    return PREFIX + inter.name if inter else ""
