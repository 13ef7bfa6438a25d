"""How large the slow cases are: as `make test` has time for, and as published (`make deep`).

A test whose size is one of these is marked `sized`, so that `make deep` runs it. Those with
examples by hypothesis are known by themselves.
"""

import os
from typing import TypeVar

Size = TypeVar("Size")

DEEP = os.environ.get("CALLBOARD_DEEP") == "1"


def sized(usual: Size, published: Size) -> Size:
    return published if DEEP else usual
