"""All colours of a brand from its one colour.

Hue is kept. Only OKLCH lightness moves, until a measured WCAG 2 ratio is met on the 8-bit hex value
that is shipped; chroma is lowered only to stay inside sRGB. `GUARANTEES` is the contract, and the
tests hold it for random colours in both themes.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from callboard.agencies.brand.shade import Shade, contrast, normalised

BACKGROUNDS = ("canvas", "surface", "sunken", "hover", "brand-subtle")

# token -> (what it is read against, least ratio)
GUARANTEES: Mapping[str, tuple[tuple[str, ...], float]] = {
    "ink": ((*BACKGROUNDS, "line"), 7.0),
    "muted": (BACKGROUNDS, 4.5),
    "field-line": (("canvas", "surface", "sunken"), 3.0),
    "on-brand": (("brand-solid", "brand-solid-hover"), 4.5),
    "brand-solid-edge": (("canvas", "surface"), 3.0),
    "brand-text": (BACKGROUNDS, 4.5),
    "brand-line": (("canvas", "surface", "sunken", "brand-subtle"), 3.0),
}

# Measured ratios are aimed a little higher, because browsers and checkers round differently.
MARGIN = 0.03
# A label stays white while the button gives up no more lightness than this; then it turns dark.
MOST_SHIFT = 0.09
# Most chroma of a neutral: enough to belong to the brand, too little to be seen as a colour.
MOST_TINT = 0.012


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token names (no leading dashes) to #rrggbb, by theme; `mail` names the parts of a mail."""

    colour: str
    light: Mapping[str, str]
    dark: Mapping[str, str]
    mail: Mapping[str, str]


@lru_cache(maxsize=256)
def tokens(colour: str) -> Tokens:
    """All tokens of a brand. `colour` is #rgb or #rrggbb; ValueError otherwise."""
    colour = normalised(colour)
    light, dark = _light(colour), _dark(colour)
    return Tokens(colour, light, dark, _mail(light, dark))


def _light(colour: str) -> dict[str, str]:
    brand = Shade.of(colour)
    tint = min(brand.chroma * 0.08, MOST_TINT)
    neutral = {
        "canvas": brand.at(0.985, tint * 0.35).hex,
        "surface": "#ffffff",
        "sunken": brand.at(0.965, tint * 0.6).hex,
        "hover": brand.at(0.976, tint * 0.6).hex,
        "line": brand.at(0.915, tint * 0.7).hex,
        "brand-subtle": brand.at(0.952, min(brand.chroma * 0.2, 0.036)).hex,
        "brand-area": brand.at(0.9, min(brand.chroma * 0.4, 0.075)).hex,
    }
    return _theme(brand, colour, neutral, ink=0.2, muted=0.49, field=0.63, tint=tint, step=-1)


def _dark(colour: str) -> dict[str, str]:
    brand = Shade.of(colour)
    tint = min(brand.chroma * 0.08, MOST_TINT)
    neutral = {
        "canvas": brand.at(0.172, tint * 0.6).hex,
        "surface": brand.at(0.212, tint * 0.7).hex,
        "sunken": brand.at(0.15, tint * 0.6).hex,
        "hover": brand.at(0.245, tint * 0.8).hex,
        "line": brand.at(0.305, tint * 0.8).hex,
        "brand-subtle": brand.at(0.29, min(brand.chroma * 0.35, 0.07)).hex,
        "brand-area": brand.at(0.34, min(brand.chroma * 0.45, 0.09)).hex,
    }
    return _theme(brand, colour, neutral, ink=0.955, muted=0.735, field=0.52, tint=tint, step=1)


def _theme(
    brand: Shade,
    colour: str,
    found: dict[str, str],
    *,
    ink: float,
    muted: float,
    field: float,
    tint: float,
    step: int,
) -> dict[str, str]:
    """Adds what must be read or seen; `step` is the way of more contrast: -1 darker, +1 lighter."""

    def reach(name: str, start: Shade) -> None:
        against, ratio = GUARANTEES[name]
        found[name] = _reach(start, [found[one] for one in against], ratio, step)

    reach("ink", brand.at(ink, tint))
    reach("muted", brand.at(muted, tint))
    reach("field-line", brand.at(field, tint))
    found["brand-solid"], found["on-brand"] = _solid(brand, colour)
    found["brand-solid-hover"] = _hover(Shade.of(found["brand-solid"]), found["on-brand"])
    reach("brand-solid-edge", Shade.of(found["brand-solid"]))
    reach("brand-text", brand)
    reach("brand-line", brand)
    return found


def _reach(start: Shade, against: Iterable[str], ratio: float, step: int) -> str:
    """The shade nearest to `start` that has the ratio against all of `against`."""
    others = tuple(against)

    def good(colour: str) -> bool:
        return all(contrast(colour, other) >= ratio + MARGIN for other in others)

    return _nearest(start, good, 0.0 if step < 0 else 1.0)


def _nearest(start: Shade, good: Callable[[str], bool], end: float) -> str:
    """Bisects lightness between `start` and `end` (0 or 1), where `good` surely holds."""
    if good(start.hex):
        return start.hex
    bad, fine, best = start.lightness, end, start.at(end).hex
    for _step in range(9):
        middle = (bad + fine) / 2
        candidate = start.at(middle).hex
        if good(candidate):
            fine, best = middle, candidate
        else:
            bad = middle
    return best


def _solid(brand: Shade, colour: str) -> tuple[str, str]:
    """The button's colour and its label: white if the colour nearly allows it, else dark."""
    white = "#ffffff"
    darkened = _reach(brand, [white], 4.5, -1)
    if contrast(colour, white) >= 4.5:
        return colour, white
    if brand.lightness - Shade.of(darkened).lightness <= MOST_SHIFT:
        return darkened, white
    return colour, brand.at(0.19, min(brand.chroma * 0.1, 0.02)).hex


def _hover(solid: Shade, label: str) -> str:
    """One visible step away from the solid, preferring the way that raises the label's contrast."""
    now = solid.lightness
    ways: tuple[float, ...]
    if label == "#ffffff":
        ways = (now - 0.055, now + 0.09) if now > 0.33 else (max(now + 0.09, 0.28), now - 0.055)
    else:
        ways = (now + 0.04, now - 0.06) if now < 0.93 else (now - 0.06,)
    for lightness in ways:
        hover = solid.at(lightness).hex
        if contrast(hover, label) >= 4.5 + MARGIN:
            return hover
    return solid.hex


def _mail(light: Mapping[str, str], dark: Mapping[str, str]) -> dict[str, str]:
    """Hex values by the part of a mail they paint; the dark twins carry the prefix dark_."""
    parts = {
        "background": "sunken",
        "card": "surface",
        "line": "line",
        "ink": "ink",
        "muted": "muted",
        "link": "brand-text",
        "bar": "brand-line",
        "button": "brand-solid",
        "button_edge": "brand-solid-edge",
        "button_label": "on-brand",
    }
    bright = {part: light[token] for part, token in parts.items()}
    return bright | {f"dark_{part}": dark[token] for part, token in parts.items()}
