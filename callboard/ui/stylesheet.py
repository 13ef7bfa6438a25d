"""Style sheets out of static/css: a folder a cascade layer, a file a component, no build step."""

import re
from functools import cache

from django.conf import settings

from callboard.ui.asset import Asset
from callboard.ui.font import font
from callboard.ui.parts import Part

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*([{};])\s*")
LAYERS = ("reset", "tokens", "base", "components", "screens", "utilities")


def stylesheet(part: Part = Part.PAGE) -> Asset:
    """Read once; read again for every page in development."""
    return _build(part) if settings.DEBUG else _kept(part)


@cache
def _kept(part: Part) -> Asset:
    return _build(part)


def _build(part: Part) -> Asset:
    # Their order is told once, by the sheet that comes first.
    parts = [f"@layer {', '.join(LAYERS)};", _font_face()] if part is Part.PAGE else []
    for layer in LAYERS:
        for path in sorted((part.folder("css") / layer).glob("*.css")):
            parts.append(f"@layer {layer} {{\n{_bare(path.read_text(encoding='utf-8'))}\n}}")
    return Asset.of("\n".join(parts).encode(), "css", "text/css; charset=utf-8")


def _font_face() -> str:
    inter = font()
    if inter is None:
        return ""
    source = f'url("{inter.name}") format("woff2")'
    return f'@font-face{{font-family:"Inter";font-weight:400 700;font-display:swap;src:{source}}}'


def _bare(css: str) -> str:
    """Without comments and the space around signs: they are for us, not for the wire."""
    return _SPACE.sub(r"\1", _COMMENT.sub("", css)).replace(";}", "}").strip()
