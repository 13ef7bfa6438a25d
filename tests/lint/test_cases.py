"""docs/cases.md is made with `python -m scripts.cases`; what it names has to be there."""

import re

from scripts import cases


def test_every_test_that_the_list_names_exists() -> None:
    there = {test for tests in cases.named().values() for test in tests}
    listed = set(re.findall(r"`(tests/\S+?::\w+)`", cases.OUT.read_text()))
    assert listed
    assert listed - there == set()
