"""A Maildir that is only ever added to: what the sink took stays in `new/`, for people and tests to
read.
"""

import itertools
import os
import time
from pathlib import Path

_numbers = itertools.count(1)


def make(folder: Path) -> None:
    for part in ("tmp", "new", "cur"):
        (folder / part).mkdir(parents=True, exist_ok=True, mode=0o700)


def deliver(folder: Path, message: bytes) -> Path:
    """The message's file in `new/`, on disk to the last byte when this returns.

    Names begin with the time, so that they sort as the mails came in.
    """
    name = f"{time.time():.6f}.P{os.getpid()}Q{next(_numbers)}.demo"
    unfinished, finished = folder / "tmp" / name, folder / "new" / name
    with unfinished.open("xb") as file:
        file.write(message)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(finished)
    listing = os.open(folder / "new", os.O_RDONLY)
    try:
        os.fsync(listing)
    finally:
        os.close(listing)
    return finished
