"""Measuring in turns: A B A B, and the middle one of each."""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Pair:
    """In milliseconds; `ratio` is the middle one of the pairs' own."""

    ours: float
    other: float
    ratio: float


def measured(ours: Callable[[], object], other: Callable[[], object], pairs: int) -> Pair:
    ours(), other()  # whatever is read for the first time
    taken = [(_ms(ours), _ms(other)) for _ in range(pairs)]
    return Pair(
        median(a for a, _b in taken),
        median(b for _a, b in taken),
        median(a / b for a, b in taken),
    )


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def fdatasync_ms(folder: Path) -> float:
    """How long this disk takes to promise 4 KB, now."""
    with tempfile.TemporaryFile(dir=folder) as file:

        def flush() -> None:
            file.write(bytes(4096))
            file.flush()
            os.fdatasync(file.fileno())

        return median(_ms(flush) for _ in range(21))
