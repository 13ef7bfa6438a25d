"""Making a stored sound small, in a process that may break, and learning how it looks."""

import errno
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from callboard.calls.encoding import CANNOT_WRITE

# Two hours of stereo take about one minute; what hangs is given up.
_LONGEST = 900.0


@dataclass(frozen=True, slots=True)
class Heard:
    """`peaks` as in `callboard.calls.peaks`; where nobody could listen to it, nothing is known."""

    is_encoded: bool = False
    duration_ms: int | None = None
    peaks: bytes = b""


def compress(kind: str, source: Path, target: Path) -> Heard:
    """Writes the small form of `source` to `target`, unless it is small already or cannot be read
    (it then stays what the browser gets). Raises `OSError` where there is no room.
    """
    files = (str(source), str(target))
    child = [sys.executable, "-I", "-m", "callboard.calls.encoding", kind, *files]
    try:
        done = subprocess.run(child, capture_output=True, timeout=_LONGEST, env={}, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return Heard()
    if done.returncode == CANNOT_WRITE:
        raise OSError(errno.ENOSPC, "No space left for the encoded recording")
    if done.returncode:
        return Heard()
    told = json.loads(done.stdout)
    return Heard(told["is_encoded"], told["duration_ms"], bytes.fromhex(told["peaks"]))
