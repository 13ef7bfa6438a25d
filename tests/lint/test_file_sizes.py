"""One concept a file: none over 300 lines, the middle one under 80."""

from statistics import median

from tests.lint import tree

SUFFIXES = {".py", ".html", ".css", ".js"}
LONGEST = 300
MIDDLE = 80


def _lines() -> dict[str, int]:
    return {
        str(name): len((tree.text(name) or "").splitlines())
        for name in tree.files()
        if name.suffix in SUFFIXES and "migrations" not in name.parts
    }


def test_no_file_is_longer_than_a_reader_holds_in_mind():
    too_long = {name: count for name, count in _lines().items() if count > LONGEST}
    assert too_long == {}


def test_the_middle_file_of_the_product_is_short():
    counts = [count for name, count in _lines().items() if name.startswith("callboard/") and count]
    assert median(counts) < MIDDLE


def test_scripts_stay_small():
    modules = {name: count for name, count in _lines().items() if name.endswith(".js")}
    assert {name: count for name, count in modules.items() if count > 60} == {}
