"""What has a published size is run by `make deep`."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
# What a size is called where it is not made.
_SIZES = re.compile(r"\b(sized\(|import .*\bROUNDS\b|import .*\bby_turns\b)")
_RUN = re.compile(r"mark\.(sized|deep)\b|^from hypothesis ", re.MULTILINE)


def test_make_deep_runs_each_test_that_has_a_size() -> None:
    forgotten = [
        str(path.relative_to(TESTS))
        for path in TESTS.rglob("test_*.py")
        if _SIZES.search(text := path.read_text()) and not _RUN.search(text)
    ]
    assert forgotten == []
