"""The operator's commands that compare, mend and measure calls."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from callboard.calls import daily
from callboard.calls.models import DailyCalls, SearchText
from callboard.config.cli import main
from callboard.tenancy import scope
from tests.cast import Cast
from tests.portal.sounds import a_call

pytestmark = pytest.mark.django_db


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def test_numbers_that_differ_are_told_and_counted_anew(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        a_call(cast.bright_smile)
        daily.rebuild(cast.bright_smile)
        assert run("rollup").exit_code == 0
        DailyCalls.objects.update(calls=99)
        found = run("rollup", "--verify")
        assert found.exit_code == 1
        assert f"Client {cast.bright_smile.public_id}: 1 days" in found.output
        assert run("rollup", "--rebuild").exit_code == 0
        assert run("rollup").output == "3 clients, 0 with numbers that differed.\n"


def test_what_the_search_lacks_is_mended(cast: Cast) -> None:
    assert run("reindex").output == "There are no calls.\n"
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile)
        assert run("reindex").output == f"1 calls, 1 mended (--after {call.pk})\n"
        assert SearchText.objects.get().call == call
        assert run("reindex").output == f"1 calls, 0 mended (--after {call.pk})\n"
        assert run("reindex", "--after", str(call.pk)).output == "There are no calls.\n"


def test_the_bench_measures_every_target_and_finds_what_the_raw_queries_find(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path / "not there yet"
    said = run("bench", "--calls", "300", "--pairs", "1")
    # A clock on a busy machine says little: whether the targets are met is not asked here.
    assert said.exit_code in (0, 1), said.output
    assert said.exception is None or isinstance(said.exception, SystemExit)
    lines = said.output.splitlines()
    assert [sum(line.startswith(name) for line in lines) for name in ("P4", "P6", "P7")] == [
        2,
        1,
        2,
    ]
    assert [sum(line.startswith(name) for line in lines) for name in ("P15", "P16", "   ")] == [
        1,
        1,
        15,
    ]
    # What goes over the line needs no clock.
    (weight,) = [line for line in lines if line.startswith("P15")]
    assert weight.endswith(" met"), weight
    assert ("MISSED" in said.output) == (said.exit_code == 1)
    again = run("bench", "--calls", "300", "--pairs", "1")
    assert "… " not in again.output
