import gzip
import re
from pathlib import Path

import pytest

from callboard.ui.assets import PREFIX, asset, font_url, stylesheet_url
from callboard.ui.font import font
from callboard.ui.stylesheet import FOLDER, LAYERS, stylesheet

SCRIPTS = sorted((FOLDER.parent / "js").glob("*.js"))
FILES = sorted(FOLDER.rglob("*.css"))
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


def test_the_name_follows_the_content() -> None:
    sheet = stylesheet()
    found = asset(sheet.name)
    assert found is not None
    assert found.content == sheet.content
    assert stylesheet_url() == PREFIX + sheet.name
    assert asset("0123456789ab.css") is None
    assert asset("../settings.py") is None


def test_it_stays_small() -> None:
    assert len(gzip.compress(stylesheet().content)) < 20_000


def test_the_font_is_a_small_woff2_of_its_own_name() -> None:
    inter = font()
    assert inter is not None
    assert inter.content[:4] == b"wOF2"
    assert len(inter.content) < 40_000
    assert font_url() == PREFIX + inter.name
    assert inter.name in stylesheet().content.decode()
    assert asset(inter.name) is not None


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_only_tokens_name_colours(path: Path) -> None:
    if path.parent.name == "tokens":
        return
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if COLOUR.search(line) and "mask-image" not in line] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_one_small_module(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 60
    assert "eval(" not in text
    assert "innerHTML" not in text
    assert "callboard" not in text.lower()


def test_scripts_stay_small() -> None:
    from django.contrib.staticfiles import finders

    place = finders.find("django_htmx/htmx-2.min.js")
    assert place is not None
    htmx = Path(place).read_bytes()
    assert len(gzip.compress(htmx + b"".join(path.read_bytes() for path in SCRIPTS))) < 40_000
