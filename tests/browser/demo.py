"""The demo as a fixture: started by its own command, as a person would, on a free port."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

READY_WITHIN = 90.0


@contextmanager
def running(folder: Path) -> Iterator[dict[str, Any]]:
    """The manifest of a demo that is ready; it has ended afterwards."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    told = {name: value for name, value in os.environ.items() if name not in ("EMAIL_URL", "EMAIL_FROM")}
    told |= {"PORT": str(port), "DEMO_DIR": str(folder)}
    command = [sys.executable, "-c", "from callboard.config.cli import main; main()", "demo"]
    log = folder.with_suffix(".log")
    with log.open("wb") as out:
        process = subprocess.Popen(command, env=told, stdout=out, stderr=subprocess.STDOUT)
        try:
            manifest = folder / "manifest.json"
            end = time.monotonic() + READY_WITHIN
            while not manifest.exists():
                if process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError("The demo did not start:\n" + log.read_text()[-3000:])
                time.sleep(0.1)
            yield json.loads(manifest.read_text())
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)
