"""The bench runs; what it measures by a clock is no test's business."""

import re
from datetime import UTC, datetime

import pytest

from callboard.demo.bench.bench import run

NOW = datetime(2026, 12, 30, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_each_target_is_measured_and_the_first_view_is_light(data_dir) -> None:
    """It also compares what searches find with what the database finds by itself."""
    said: list[str] = []
    run(600, 1, data_dir, NOW, said.append)
    text = "\n".join(said)
    for target in ("P4", "P6", "P7", "P15", "P16"):
        assert re.search(rf"^{target} ", text, re.MULTILINE)
    (weight,) = [line for line in said if line.startswith("P15")]
    assert weight.endswith(" met"), weight
