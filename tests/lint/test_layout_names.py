"""What a layout sets wins over what a view gives its page under the same name."""

import re

from tests.lint import tree

# Set from the page's own value, which they keep.
TAKEN_OVER = {"failed", "title"}


def _found(pattern: str, path: str) -> dict[str, set[str]]:
    return {
        str(name): set(re.findall(pattern, tree.text(name) or "", re.MULTILINE))
        for name in tree.files()
        if re.fullmatch(path, str(name))
    }


def test_no_view_gives_what_a_layout_sets() -> None:
    layouts = _found(r"^\{% set (\w+) =", r"callboard/.*(layouts/\w+|layout)\.html")
    taken = set().union(*layouts.values()) - TAKEN_OVER
    assert {"nav", "account"} <= taken
    given = _found(r'^ +"(\w+)": ', r"callboard/(desk|portal)/views/\w+\.py")
    assert {name: keys & taken for name, keys in given.items() if keys & taken} == {}
