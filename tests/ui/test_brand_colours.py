"""ux.md 2.2: what every brand's colours promise, whatever the one colour is."""

import re
import time
from dataclasses import asdict

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from callboard.agencies.brand.colour import GUARANTEES, tokens
from callboard.agencies.brand.css import fingerprint, stylesheet
from callboard.agencies.brand.notes import contrast_notes
from callboard.agencies.brand.shade import Shade, contrast, normalised
from callboard.ui.parts import STATIC

CORNERS = (
    *("#ffffff", "#000000", "#ffff00", "#facc15", "#4f46e5", "#0d9488", "#808080", "#010101"),
    *("#ff0000", "#00ff00", "#0000ff", "#00ffff", "#ff00ff", "#fefefe", "#e11d48", "#767676"),
)
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def shortfalls(colour: str) -> list[str]:
    made = tokens(colour)
    return [
        f"{colour} {theme}: {name} on {other} is {contrast(found[name], found[other]):.2f}"
        for theme, found in (("light", made.light), ("dark", made.dark))
        for name, (others, least) in GUARANTEES.items()
        for other in others
        if contrast(found[name], found[other]) < least
    ]


@pytest.mark.parametrize("colour", CORNERS)
def test_corner_colours_keep_every_promise(colour: str) -> None:
    assert shortfalls(colour) == []


@given(COLOURS)
def test_any_colour_keeps_every_promise(colour: str) -> None:
    assert shortfalls(colour) == []


@given(COLOURS)
def test_neutrals_are_tinted_but_never_coloured(colour: str) -> None:
    made = tokens(colour)
    for theme in (made.light, made.dark):
        for name in ("canvas", "surface", "sunken", "hover", "line", "ink", "muted", "field-line"):
            # 8-bit rounding alone adds a few thousandths to what was asked for.
            assert Shade.of(theme[name]).chroma <= 0.015 + 0.004


@given(COLOURS)
@example("#de7405")
def test_hue_is_kept_and_the_button_moves_little(colour: str) -> None:
    brand, solid = Shade.of(colour), Shade.of(tokens(colour).light["brand-solid"])
    assert abs(brand.lightness - solid.lightness) <= 0.1
    if brand.chroma > 0.06 and solid.chroma > 0.06:
        turn = abs(brand.hue - solid.hue) % 360
        assert min(turn, 360 - turn) < 2


@given(COLOURS)
def test_the_hover_can_be_seen(colour: str) -> None:
    for theme in (tokens(colour).light, tokens(colour).dark):
        assert theme["brand-solid-hover"] != theme["brand-solid"]


def test_most_colours_are_used_as_they_are() -> None:
    sample = [f"#{number:06x}" for number in range(0, 0xFFFFFF, 0xFFFFFF // 200)]
    unchanged = sum(tokens(colour).light["brand-solid"] == colour for colour in sample)
    assert unchanged / len(sample) > 0.7


def test_the_examples_of_the_design() -> None:
    indigo, yellow, teal = tokens("#4f46e5"), tokens("#facc15"), tokens("#0d9488")
    assert indigo.light["brand-solid"] == "#4f46e5"
    assert indigo.light["on-brand"] == "#ffffff"
    assert yellow.light["brand-solid"] == "#facc15"
    assert contrast(yellow.light["on-brand"], "#facc15") > 10
    assert yellow.dark["brand-text"] == "#facc15"
    assert teal.light["brand-solid"] != "#0d9488"
    assert teal.light["on-brand"] == "#ffffff"


def test_a_colour_takes_less_than_thirty_milliseconds() -> None:
    began = time.process_time()
    for colour in CORNERS:
        tokens(colour)
    assert (time.process_time() - began) / len(CORNERS) < 0.03


@pytest.mark.parametrize(
    ("typed", "kept"), [("#4F46E5", "#4f46e5"), (" 4f46e5 ", "#4f46e5"), ("#FC0", "#ffcc00")]
)
def test_a_typed_colour_is_cleaned(typed: str, kept: str) -> None:
    assert normalised(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "red", "#12", "#12345g", "#1234567", "url(x)", "#fff;}body{"]
)
def test_what_is_no_colour_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not a hex colour"):
        tokens(typed)


@given(COLOURS)
def test_only_hex_reaches_a_stylesheet_or_a_mail(colour: str) -> None:
    stored = asdict(tokens(colour))
    for part in ("light", "dark", "mail"):
        assert all(re.fullmatch(r"#[0-9a-f]{6}", value) for value in stored[part].values())
    assert set(stored["mail"]) == {
        name for name in stored["mail"] if re.fullmatch(r"[a-z_]+", name)
    }


def test_the_mail_button_can_be_read_in_both_themes() -> None:
    for colour in CORNERS:
        mail = tokens(colour).mail
        for prefix in ("", "dark_"):
            assert contrast(mail[f"{prefix}button"], mail[f"{prefix}button_label"]) >= 4.5
            assert contrast(mail[f"{prefix}link"], mail[f"{prefix}card"]) >= 4.5
            assert contrast(mail[f"{prefix}muted"], mail[f"{prefix}background"]) >= 4.5


def test_the_stylesheet_holds_three_doors_to_a_theme() -> None:
    css = stylesheet(tokens("#4f46e5"))
    assert css.startswith(":root{color-scheme:light;--canvas:")
    assert "@media (prefers-color-scheme: dark){:root:not([data-theme=light])" in css
    assert "\n[data-theme=dark]{color-scheme:dark;" in css
    assert css.count("{") == css.count("}")
    assert fingerprint(css) == fingerprint(css) != fingerprint(css + " ")


def test_a_page_without_a_brand_has_the_same_tokens() -> None:
    text = (STATIC / "css" / "tokens" / "neutral.css").read_text(encoding="utf-8")
    assert text.partition("*/\n")[2] == stylesheet(tokens("#475569"))


@pytest.mark.parametrize(
    ("colour", "word"),
    [
        ("#4f46e5", "Button text is white on your colour: 6.3:1, good."),
        ("#facc15", "Your yellow is too light for white text"),
        ("#facc15", "darker edge"),
        ("#facc15", "Links use a darker shade"),
        ("#0d9488", "Buttons use a darker shade"),
    ],
)
def test_notes_say_what_was_done(colour: str, word: str) -> None:
    assert word in " ".join(contrast_notes(colour))


@given(COLOURS)
def test_notes_never_blame(colour: str) -> None:
    notes = contrast_notes(colour)
    assert notes
    assert not re.search(r"fail|error|AA|%\(|%s", " ".join(notes))
