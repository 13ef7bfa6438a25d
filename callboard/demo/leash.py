"""Starts a command that does not outlive the demo: `python -m callboard.demo.leash <parent> …`.

The demo ends what it started. If it cannot, because it was killed, Linux does it instead.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1  # From sys/prctl.h.


def main() -> None:
    parent, *command = sys.argv[1:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    # The demo may have died before the leash was on.
    if os.getppid() == int(parent):
        os.execv(command[0], command)  # noqa: S606 - the demo's own commands


if __name__ == "__main__":
    main()
