"""One stylesheet out of static/css: a folder a cascade layer, a file a component, no build step."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from callboard.ui.font import font

FOLDER = Path(__file__).parent / "static" / "css"
LAYERS = ("reset", "tokens", "base", "components", "screens", "utilities")


@dataclass(frozen=True, slots=True)
class Stylesheet:
    name: str
    content: bytes


def stylesheet() -> Stylesheet:
    """Read once; read again for every page in development."""
    return _build() if settings.DEBUG else _kept()


@cache
def _kept() -> Stylesheet:
    return _build()


def _build() -> Stylesheet:
    parts = [f"@layer {', '.join(LAYERS)};", _font_face()]
    for layer in LAYERS:
        for path in sorted((FOLDER / layer).glob("*.css")):
            parts.append(f"@layer {layer} {{\n{_bare(path.read_text(encoding='utf-8'))}\n}}")
    content = "\n".join(parts).encode()
    return Stylesheet(f"{sha256(content).hexdigest()[:12]}.css", content)


def _font_face() -> str:
    inter = font()
    if inter is None:
        return ""
    source = f'url("{inter.name}") format("woff2")'
    return f'@font-face{{font-family:"Inter";font-weight:400 700;font-display:swap;src:{source}}}'


def _bare(css: str) -> str:
    """Without comments and indentation: they are for us, not for the wire."""
    while "/*" in css:
        before, _, rest = css.partition("/*")
        css = before + rest.partition("*/")[2]
    return "\n".join(line.strip() for line in css.splitlines() if line.strip())
