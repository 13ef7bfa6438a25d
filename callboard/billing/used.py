"""How much was used, and what of it costs extra: whole seconds, minutes and minor units."""

from dataclasses import dataclass

from callboard.billing.models.terms import Rounding, Terms

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Used:
    """`minutes` are the started minutes of each call, added up."""

    calls: int = 0
    seconds: int = 0
    minutes: int = 0

    def __add__(self, other: "Used") -> "Used":
        return Used(
            self.calls + other.calls, self.seconds + other.seconds, self.minutes + other.minutes
        )

    def billed_seconds(self, rounding: str) -> int:
        """What counts, by the plan's rounding; whole minutes but for per second."""
        if rounding == Rounding.PER_SECOND:
            return self.seconds
        if rounding == Rounding.PER_CALL_MINUTE:
            return self.minutes * MINUTE
        return started_minutes(self.seconds) * MINUTE


def whole_seconds(duration_ms: int | None) -> int:
    """As every page tells a call's length (`callboard.ui.durations`)."""
    return round((duration_ms or 0) / 1000)


def started_minutes(seconds: int) -> int:
    return -(-seconds // MINUTE)


def half_up(numerator: int, denominator: int) -> int:
    """The nearest whole number, halves away from zero."""
    sign = -1 if numerator < 0 else 1
    return sign * ((2 * abs(numerator) + denominator) // (2 * denominator))


def extra_seconds(used: Used, included_minutes: int, rounding: str) -> int:
    return max(0, used.billed_seconds(rounding) - included_minutes * MINUTE)


def extra_cost(used: Used, included_minutes: int, terms: Terms) -> int:
    """Rounded once, over all of it."""
    over = extra_seconds(used, included_minutes, terms.rounding)
    return half_up(over * terms.extra_minute_price, MINUTE)
