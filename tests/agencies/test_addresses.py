"""E-mail addresses: one plain address, and one way to compare."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callboard.agencies import addresses
from callboard.agencies.addresses import InvalidAddress


@pytest.mark.parametrize(
    "text",
    [
        "",
        "maya",
        "a@x.example, b@y.example",
        "Name <a@x.example>",
        f"{'a' * 300}@x.example",
        "a@x.example.",
        "a b@x.example",
        '"a b"@x.example',
        "a@x.example\nBcc: b@y.example",
        "mıke@x.example",
        "mike@",
        "a@@x.example",
        "a@x.example;b@y.example",
        "\x00a@x.example",
    ],
)
def test_o048_not_one_plain_address(text: str) -> None:
    with pytest.raises(InvalidAddress):
        addresses.parse(text)
    assert addresses.canonical(text) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Maya@BrightSmile.example", "maya@brightsmile.example"),
        (" maya@brightsmile.example ", "maya@brightsmile.example"),
        ("user@bücher.example", "user@xn--bcher-kva.example"),
        ("user@BÜCHER.example", "user@bücher.example"),
        ("user@ＢrightSmile.example", "user@brightsmile.example"),
    ],
)
def test_o050_the_same_person(one: str, other: str) -> None:
    assert addresses.canonical(one) == addresses.canonical(other) != ""


@pytest.mark.parametrize("lookalike", ["mıke@x.example", "ｍike@x.example", "mi\u212ae@x.example"])
def test_o049_a_lookalike_is_never_mike(lookalike: str) -> None:
    assert addresses.canonical(lookalike) != "mike@x.example"


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        address = addresses.parse(text)
    except InvalidAddress:
        return
    assert addresses.parse(address.original).canonical == address.canonical
    assert address.canonical.isascii()


def test_masked() -> None:
    assert addresses.masked("maya@brightsmile.example") == "m•••@brightsmile.example"
