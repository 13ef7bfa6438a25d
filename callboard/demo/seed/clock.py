"""The past, for the process that seeds: where the product asks what time it is, it is then."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Verbs take their time as an argument. The worker's do not: what they do happens now, and the
    now of the demo's history is long ago.
    """
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real
