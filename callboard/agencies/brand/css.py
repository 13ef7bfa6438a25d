"""A brand's colours as a stylesheet, served under its hash (the CSP allows no inline style)."""

from collections.abc import Mapping
from hashlib import sha256

from callboard.agencies.brand.colour import Tokens


def stylesheet(tokens: Tokens) -> str:
    """Light, dark where the system asks for it, or the chosen one (`data-theme` on <html>)."""
    light, dark = _declarations(tokens.light), _declarations(tokens.dark)
    return (
        f":root{{color-scheme:light;{light}}}\n"
        "@media (prefers-color-scheme: dark){:root:not([data-theme=light])"
        f"{{color-scheme:dark;{dark}}}}}\n"
        f"[data-theme=dark]{{color-scheme:dark;{dark}}}\n"
    )


def fingerprint(css: str) -> str:
    """Short and stable: a brand's file is cached for ever under it."""
    return sha256(css.encode()).hexdigest()[:12]


def _declarations(colours: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in colours.items())
