import gzip
import re
from pathlib import Path

import pytest

from callboard.ui.assets import PREFIX, asset, font_url, stylesheet_url
from callboard.ui.font import font
from callboard.ui.parts import STATIC, Part
from callboard.ui.stylesheet import LAYERS, stylesheet

FILES = sorted((STATIC / "css").rglob("*.css"))
# A colour by name, hex or function; a mask has no colour, only how much of the thing shows.
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|oklab)a?\(|:\s*(?:white|black|red|gray)\b"
)


def test_layers_come_in_their_order_and_the_file_is_whole() -> None:
    css = stylesheet().content.decode()
    assert css.startswith("@layer reset, tokens, base, components, screens, utilities;")
    assert css.count("{") == css.count("}")
    assert "/*" not in css
    assert {path.parent.name for path in FILES} == set(LAYERS)


def test_the_agency_s_pages_bring_their_own() -> None:
    assert ".timeline" in stylesheet(Part.DESK).content.decode()
    assert ".timeline" not in stylesheet().content.decode()


def test_a_call_s_own_part_stands_in_the_same_layers() -> None:
    css = stylesheet(Part.CALL).content.decode()
    assert css.startswith("@layer components {")
    assert css.count("{") == css.count("}")
    assert ".player" in css


def test_the_name_follows_the_content() -> None:
    sheet = stylesheet()
    found = asset(sheet.name)
    assert found is not None
    assert found.content == sheet.content
    assert stylesheet_url() == PREFIX + sheet.name
    assert asset("0123456789ab.css") is None
    assert asset("../settings.py") is None


def test_it_stays_small() -> None:
    assert len(gzip.compress(stylesheet().content)) < 16_000
    assert len(gzip.compress(stylesheet(Part.CALL).content)) < 4_000


def test_the_font_is_a_small_woff2_of_its_own_name() -> None:
    inter = font()
    assert inter is not None
    assert inter.content[:4] == b"wOF2"
    assert len(inter.content) < 21_500
    assert font_url() == PREFIX + inter.name
    assert inter.name in stylesheet().content.decode()
    assert asset(inter.name) is not None


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_only_tokens_name_colours(path: Path) -> None:
    if path.parent.name == "tokens":
        return
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if COLOUR.search(line) and "mask-image" not in line] == []
