"""Limits that hold over all processes: one row a bucket, one atomic statement a hit.

A limit counts within a window that begins with its first hit. The subject (an account, a network,
an address) is hashed together with the limit's name and the agency, so one tenant's hits never
count against another's."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F
from django.utils import timezone

from callboard.limits.models import Bucket

_HIT = """
INSERT INTO limits_bucket (key, since, count) VALUES (%s, %s, %s)
ON CONFLICT (key) DO UPDATE SET
  count = CASE WHEN limits_bucket.since <= %s THEN excluded.count ELSE limits_bucket.count +
  excluded.count END, since = CASE WHEN limits_bucket.since <= %s THEN excluded.since ELSE
  limits_bucket.since END
RETURNING count, since
"""


@dataclass(frozen=True, slots=True)
class Limit:
    name: str
    most: int
    window: timedelta

    def hit(self, *subject: object, at: datetime | None = None, count: int = 1) -> "Standing":
        """Counts one more and says whether that was still within the limit."""
        now = at or timezone.now()
        adapt = connection.ops.adapt_datetimefield_value
        start = now - self.window
        with connection.cursor() as cursor:
            cursor.execute(
                _HIT, [self._key(subject), adapt(now), count, adapt(start), adapt(start)]
            )
            hits, since = cursor.fetchone()
        return Standing(self, hits, _aware(since))

    def give_back(self, *subject: object, at: datetime | None = None) -> None:
        """Takes one hit back that turned out to be none."""
        start = (at or timezone.now()) - self.window
        rows = Bucket.objects.filter(key=self._key(subject), since__gt=start, count__gt=0)
        rows.update(count=F("count") - 1)

    def standing(self, *subject: object, at: datetime | None = None) -> "Standing":
        """Where the subject stands, without counting."""
        now = at or timezone.now()
        row = Bucket.objects.filter(key=self._key(subject), since__gt=now - self.window).first()
        return Standing(self, row.count, row.since) if row else Standing(self, 0, now)

    def _key(self, subject: tuple[object, ...]) -> str:
        text = "\x1f".join([self.name, *map(str, subject)])
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Standing:
    limit: Limit
    hits: int
    since: datetime

    @property
    def exceeded(self) -> bool:
        """More hits than the limit allows: this one is refused."""
        return self.hits > self.limit.most

    @property
    def full(self) -> bool:
        """The next hit would be refused."""
        return self.hits >= self.limit.most

    @property
    def until(self) -> datetime:
        return self.since + self.limit.window


def _aware(value: datetime | str) -> datetime:
    """SQLite answers a raw statement with text."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.get_default_timezone())
