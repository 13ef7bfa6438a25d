import gzip
import re
from pathlib import Path

import pytest

from callboard.ui.assets import PREFIX, asset, script_url
from callboard.ui.parts import STATIC, Part
from callboard.ui.script import SCRIPTED, script

FILES = sorted((STATIC / "js").rglob("*.js"))


def text(part: Part = Part.PAGE) -> str:
    return script(part).content.decode()


def test_each_module_comes_after_those_that_it_imports() -> None:
    for name in ("folding", "player-time", "transcript"):
        handed = text(Part.CALL).index(f'modules["{name}"] = {{')
        assert handed < text(Part.CALL).index(f'= modules["{name}"]')


def test_what_a_module_hands_on_is_named() -> None:
    assert 'modules["folding"] = { fold, matches }' in text(Part.CALL)


@pytest.mark.parametrize("part", SCRIPTED)
def test_a_browser_is_left_nothing_to_fetch(part: Part) -> None:
    assert not re.search(r"^(import|export)\b", text(part), re.MULTILINE)
    used = set(re.findall(r'= modules\["([a-z-]+)"\]', text(part)))
    assert used <= {path.stem for path in part.folder("js").glob("*.js")}


@pytest.mark.parametrize("part", SCRIPTED)
def test_the_name_follows_the_content(part: Part) -> None:
    found = asset(script(part).name)
    assert found is not None
    assert found.content == script(part).content
    assert found.content_type == "text/javascript; charset=utf-8"
    assert script_url(part) == PREFIX + script(part).name


def test_it_stays_small() -> None:
    assert len(gzip.compress(script().content)) < 24_000
    assert len(gzip.compress(script(Part.CALL).content)) < 8_000


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_is_one_small_module(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= 60
    assert "eval(" not in source
    assert "innerHTML" not in source
    assert "callboard" not in source.lower()
