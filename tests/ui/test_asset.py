import gzip

import brotli
import pytest
from django.test import Client

from callboard.ui.asset import Asset
from callboard.ui.assets import script_url, stylesheet_url
from callboard.ui.font import font
from callboard.ui.script import script

TEXT = Asset.of(b"a { color: red }\n" * 50, "css", "text/css; charset=utf-8")
OPENED = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("BR;q=0.5, gzip", "br"),
        ("br;q=0, gzip;q=1.0", "gzip"),
        ("br; q=0.000, gzip;q=0", ""),
        ("identity", ""),
        ("", ""),
        (";;q=,br;;", "br"),
    ],
)
def test_it_comes_in_the_shortest_form_that_the_browser_takes(accepted: str, encoding: str) -> None:
    content, told = TEXT.encoded(accepted)
    assert told == encoding
    assert OPENED[told](content) == TEXT.content


def test_a_font_is_short_already() -> None:
    inter = font()
    assert inter is not None
    assert inter.encoded("br, gzip") == (inter.content, "")


@pytest.mark.django_db
def test_it_is_served_so_and_kept_apart_by_caches() -> None:
    for path in (stylesheet_url(), script_url(), script_url("call")):
        answer = Client().get(path, headers={"Accept-Encoding": "br, gzip"})
        assert answer["Content-Encoding"] == "br"
        assert "Accept-Encoding" in answer["Vary"]
        assert "immutable" in answer["Cache-Control"]
        plain = Client().get(path)
        assert "Content-Encoding" not in plain
        assert brotli.decompress(answer.content) == plain.content
    assert script_url().endswith(script().name)
