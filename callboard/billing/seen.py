"""A period as a client's people see it, whose agency may hide what was used and what it cost extra.

Where the extra is hidden, so is every sum that it is part of: the price is known, and the rest of a
total would be the extra. An invoice is a document: who may see it reads all that stands on it.
"""

from dataclasses import replace

from callboard.billing import wording
from callboard.billing.statement import Statement
from callboard.billing.used import MINUTE
from callboard.billing.wording import Line
from callboard.visibility.visibility import Visibility


def lines(told: Statement, by: Visibility) -> list[Line]:
    found = wording.lines(told)
    if not by.sees("billing.extra"):
        return [line for line in found if not line.by_use]
    if not by.sees("billing.usage"):
        return [replace(line, why="") if line.by_use else line for line in found]
    return found


def used_seconds(told: Statement, by: Visibility) -> int | None:
    """Of the included minutes alone where the extra ones are hidden; None where there is nothing
    to be told.
    """
    if not by.sees("billing.usage"):
        return None
    if by.sees("billing.extra"):
        return told.billed_seconds
    included = told.included_minutes * MINUTE
    return min(told.billed_seconds, included) if included else None
