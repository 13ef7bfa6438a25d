"""Ways around the tenancy guard are closed to everything but tenancy itself."""

import re

import pytest

from tests.lint import tree

DOOR = re.compile(r"\b_base_manager\b|\.raw\(|\bRawQuerySet\b")


def offences(source: str) -> list[str]:
    return [line.strip() for line in source.splitlines() if DOOR.search(line)]


def test_only_tenancy_goes_around_the_guard():
    found = {
        str(name): offences(tree.text(name) or "")
        for name in tree.files()
        if name.suffix == ".py"
        and name.parts[0] == "callboard"
        and name.parts[1] != "tenancy"
        and "migrations" not in name.parts
    }
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "source", ["Call._base_manager.all()", "Call.objects.raw('select 1')", "RawQuerySet('x')"]
)
def test_the_rule_sees_each_door(source: str):
    assert offences(source)


def test_the_rule_lets_honest_code_through():
    assert not offences("raw_body = request.body\nCall.objects.visible_to(membership)")
