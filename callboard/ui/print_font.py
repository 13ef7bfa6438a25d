"""Inter for paper: two weights as files of their own, with the letters of Latin, Greek and
Cyrillic. Made once from the `fontpkg-inter` package and kept under DATA_DIR.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

from django.conf import settings

from callboard.ui.whole_file import write_whole

CHARACTERS = "U+0020-024F,U+0370-052F,U+2000-206F,U+20A0-20C0,U+2116,U+2122,U+2212"
# Raise when anything here changes: a kept file of another recipe is made again.
RECIPE = 1


def regular() -> Path:
    return _kept(400)


def bold() -> Path:
    return _kept(650)


def missing(text: str) -> str:
    """The letters of it that paper would leave blank, each once."""
    unknown = (letter for letter in text if not letter.isspace() and letter not in _printable())
    return "".join(dict.fromkeys(unknown))


@cache
def _printable() -> frozenset[str]:
    found: set[str] = set()
    for span in CHARACTERS.removeprefix("U+").split(",U+"):
        first, _to, last = span.partition("-")
        found.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return frozenset(found)


def _kept(weight: int) -> Path:
    kept = Path(settings.DATA_DIR) / "cache" / f"inter-print-{RECIPE}-{weight}.ttf"
    if not kept.exists():
        write_whole(kept, _made(weight))
    return kept


@cache
def _made(weight: int) -> bytes:
    """Takes seconds; a file that went lost meanwhile is written again at once."""
    import fontpkg_inter
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    source = next(Path(fontpkg_inter.ROOT, "files").glob("Inter[[]*.ttf"))
    options = subset.Options(layout_features=["kern", "tnum"], hinting=False)
    with TTFont(source) as inter:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=subset.parse_unicodes(CHARACTERS))
        subsetter.subset(inter)
        font = BytesIO()
        instancer.instantiateVariableFont(inter, {"opsz": 14, "wght": weight}).save(font)
        return font.getvalue()
