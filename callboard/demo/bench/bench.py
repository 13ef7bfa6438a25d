"""The whole run."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from callboard.demo.bench import numbers, targets
from callboard.demo.bench.house import built
from callboard.demo.bench.pairs import fdatasync_ms

# Calls end here, whenever the bench runs: what an earlier run left is of use to the next.
_SETTLED = timedelta(minutes=15)


def run(calls: int, pairs: int, folder: Path, now: datetime, say: Callable[[str], None]) -> bool:
    """Whether all targets were met."""
    house = built(calls, now - _SETTLED, lambda done: say(f"… {done:,} calls"))
    say(f"{calls:,} calls, {pairs} pairs; fdatasync takes {fdatasync_ms(folder):.2f} ms")
    met = True
    for lines in (
        targets.the_list(house, pairs),
        targets.a_filter(house, pairs),
        targets.the_search(house, pairs),
        numbers.the_numbers(house, now, pairs),
        targets.the_weight(house),
        targets.the_seed(house, now, pairs, calls),
    ):
        for line in lines:
            say(str(line))
            met = met and line.met is not False
    return met
