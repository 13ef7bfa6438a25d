"""Lengths, telephone numbers and initials as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callboard.ui.durations import clock, duration
from callboard.ui.initials import initials
from callboard.ui.mail_addresses import parted
from callboard.ui.phones import dial, phone


@pytest.mark.parametrize(
    ("milliseconds", "words", "face"),
    [
        (0, "0 s", "0:00"),
        (45_400, "45 s", "0:45"),
        (184_000, "3 min 4 s", "3:04"),
        (3_723_000, "1 h 2 min", "1:02:03"),
        (None, "–", "–"),
    ],
)
def test_lengths(milliseconds: int | None, words: str, face: str) -> None:
    assert duration(milliseconds) == words
    assert clock(milliseconds) == face


@pytest.mark.parametrize(
    ("number", "country", "shown"),
    [
        ("+14155550134", "US", "(415) 555-0134"),
        ("+442079460018", "US", "+44 20 7946 0018"),
        ("+442079460018", "GB", "020 7946 0018"),
        ("anonymous", "US", "anonymous"),
        ("+1", "US", "+1"),
        ("<script>", "US", "<script>"),
        ("", "US", "–"),
        (None, "US", "–"),
    ],
)
def test_a_number_reads_as_its_country_writes_it(
    number: str | None, country: str, shown: str
) -> None:
    assert phone(number, country) == shown


@given(st.text(max_size=40))
def test_garbage_is_no_number_and_no_failure(text: str) -> None:
    assert isinstance(phone(text), str)
    assert dial(text) == "" or dial(text).startswith("tel:+")


def test_only_a_number_can_be_dialled() -> None:
    assert dial("+14155550134") == "tel:+1-415-555-0134"
    assert dial("anonymous") == dial(None) == ""


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ana Ruiz", "AR"),
        ("Northwind", "N"),
        ("Oak & Ivy Veterinary", "OV"),
        ("", "·"),
        ("& !", "·"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("ana.ruiz@mail.northwind.example", ["ana", ".ruiz@", "mail", ".northwind", ".example"]),
        (".ana@.example", [".ana@", ".example"]),
        ("<b>@x", ["&lt;b&gt;@", "x"]),
        ("nobody", ["nobody"]),
    ],
)
def test_an_address_breaks_between_its_parts(address: str, parts: list[str]) -> None:
    assert parted(address) == f'<span class="mail-address">{"<wbr>".join(parts)}</span>'


def test_no_address_takes_no_room() -> None:
    assert parted("") == ""
