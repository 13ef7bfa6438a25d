"""The demo's processes end with it, whatever ends it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from callboard.demo import children
from callboard.demo.children import Child, end_all

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import pathlib, signal, sys, time;"
    "signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "pathlib.Path(sys.argv[1]).touch(); time.sleep(60)",
]


def _until(true, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "It did not happen in time."
        time.sleep(0.02)


def _runs(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_a_child_that_is_asked_to_end_ends():
    child = Child("sleeper", SLEEPER, os.environ)
    child.start()
    assert child.ended_with() is None
    end_all([child])
    assert child.ended_with() == -signal.SIGTERM


def test_a_child_that_does_not_listen_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(children, "PATIENCE", 0.2)
    child = Child("stubborn", [*STUBBORN, str(tmp_path / "deaf")], os.environ)
    child.start()
    _until((tmp_path / "deaf").exists)
    end_all([child])
    assert child.ended_with() == -signal.SIGKILL


@pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_PDEATHSIG is Linux's")
def test_a_demo_that_is_killed_takes_its_children_along(tmp_path):
    program = (
        "import os, pathlib, sys, time; from callboard.demo.children import Child;"
        "child = Child('sleeper', [sys.executable, '-c', 'import os, pathlib, sys, time;"
        "pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); time.sleep(60)', sys.argv[1]],"
        " os.environ); child.start(); time.sleep(60)"
    )
    told = tmp_path / "pid"
    with subprocess.Popen([sys.executable, "-c", program, str(told)]) as demo:
        _until(lambda: told.exists() and told.read_text())
        pid = int(told.read_text())
        assert _runs(pid)
        demo.kill()
    _until(lambda: not _runs(pid))
