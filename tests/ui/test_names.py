"""Names are read by others: what is not seen is no name."""

import pytest

from callboard.ui.names import one_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Maya\tChen\n", "Maya Chen"),
        ("Maya\u00a0Chen", "Maya Chen"),
        ("\u202eMaya", "Maya"),
        ("Ma\x00ya\ud800", "Maya"),
        ("\u200b\u2060", ""),
        ("\u200d", ""),
        ("\ufffe", ""),
        # Written with joiners.
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d⚕️", "👩\u200d⚕️"),
    ],
)
def test_a_name_is_a_line_of_what_is_seen(typed: str, kept: str) -> None:
    assert one_line(typed) == kept
