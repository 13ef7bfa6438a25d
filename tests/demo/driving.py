"""A demo as a process of its own, and a visitor who knows nothing but its manifest."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import requests

import callboard
from callboard.demo.environment import environment as environment_of
from callboard.demo.folder import Folder
from tests import environment

T = TypeVar("T")

READY_WITHIN = 240.0
_CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as trial:
        port: int = trial.getsockname()[1]
        return port


def until(true: Callable[[], T], seconds: float = 90.0) -> T:
    """What `true` answers, as soon as it is something."""
    end = time.monotonic() + seconds
    while not (answer := true()):
        assert time.monotonic() < end, f"It did not happen in {seconds} s."
        time.sleep(0.05)
    return answer


@dataclass
class Running:
    process: subprocess.Popen[str]
    folder: Path
    manifest: dict[str, Any]

    def end(self, number: int) -> tuple[int, str]:
        """Sends the signal; the exit code and all that was said."""
        self.process.send_signal(number)
        said, _ = self.process.communicate(timeout=30)
        return self.process.returncode, said

    def command(self, *words: str) -> str:
        """What `callboard …` prints in the demo's own environment."""
        port = int(self.manifest["base_url"].rpartition(":")[2])
        told = environment_of(os.environ, Folder(self.folder), port, "")
        command = str(Path(sys.executable).with_name("callboard"))
        return subprocess.check_output([command, *words], env=told, text=True)

    def processes(self) -> dict[int, str]:
        """Every process that was told of this demo's folder, with its command line."""
        found = {}
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                if str(self.folder).encode() in (entry / "environ").read_bytes():
                    command = (entry / "cmdline").read_bytes()
                    found[int(entry.name)] = command.replace(b"\0", b" ").decode()
            except OSError:
                continue  # It ended meanwhile, or is somebody else's.
        return found


@contextmanager
def demo(folder: Path, port: int, *, resumed: bool = False) -> Iterator[Running]:
    """Starts `callboard demo` without a terminal, and waits for its manifest.

    A `resumed` one goes on with what an earlier pass of this run has seeded and kept, if any.
    """
    if resumed and _kept().is_dir():
        shutil.copytree(_kept(), folder, symlinks=True)
    manifest = folder / "manifest.json"
    # A start removes the last one's manifest, and writes its own when it is ready.
    before = _made(manifest)
    outside = {
        name: value
        for name, value in os.environ.items()
        if name not in {*environment.VALUES, "DATABASE_URL", "DATA_DIR"}
    }
    if not folder.exists():
        # The font is made once for all runs of the tests, as `tests.environment` has it.
        folder.mkdir(mode=0o700)
        (folder / "cache").symlink_to(environment.CACHE)
    command = str(Path(sys.executable).with_name("callboard"))
    process = subprocess.Popen(
        [command, "demo"],
        env={**outside, "PORT": str(port), "DEMO_DIR": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        until(
            lambda: _made(manifest) not in (None, before) or process.poll() is not None,
            READY_WITHIN,
        )
        if process.poll() is not None:
            raise AssertionError(f"The demo ended: {process.communicate()[0]}")
        yield Running(process, folder, json.loads(manifest.read_text()))
    finally:
        if process.poll() is None:
            process.terminate()
            process.communicate(timeout=30)


def mailed_link(running: Running, address: str, *, besides: Collection[str] = ()) -> str:
    """The invitation's link in the newest mail to this address, as it lies in the mail server's
    folder; waits for one that is none of `besides`.
    """
    # A demo that is resumed listens on another port than its old mails say.
    port = running.manifest["base_url"].rpartition(":")[2]

    def look() -> str:
        for file in sorted(Path(running.manifest["maildir"], "new").iterdir(), reverse=True):
            text = file.read_text(errors="replace").replace("=\n", "").replace("=3D", "=")
            if f"Delivered-To: {address}" in text:
                for link in re.findall(r"http://\S+/invitation/[\w.-]+/", text):
                    here = re.sub(r":\d+/", f":{port}/", link, count=1)
                    return "" if here in besides else here
        return ""

    return until(look, 40)


def keep(folder: Path) -> None:
    """For the passes after this one: seeding takes most of a start."""
    shutil.rmtree(_kept().parent, ignore_errors=True)
    shutil.copytree(folder, _kept(), symlinks=True)


def _kept() -> Path:
    """Of these sources, on this day: the demo's history is told relative to today."""
    sources = Path(callboard.__file__).parent.rglob("*")
    newest = max(file.stat().st_mtime_ns for file in sources if file.suffix != ".pyc")
    today = datetime.now(UTC).date()
    return environment.CACHE.parent / "callboard-demo-of-tests" / f"{today}-{newest}"


def _made(file: Path) -> int | None:
    return file.stat().st_mtime_ns if file.exists() else None


class Visitor:
    """A browser without scripts. It finds an agency's host on loopback, whatever the name is."""

    def __init__(self, base_url: str) -> None:
        scheme, _, host = base_url.partition("://")
        port = host.rpartition(":")[2]
        self._base = f"{scheme}://127.0.0.1:{port}"
        self._session = requests.Session()
        self._session.headers.update({"Host": host, "Origin": base_url})

    def get(self, path: str, **options: Any) -> requests.Response:
        return self._session.get(self._base + path, timeout=20, **options)

    def post(self, path: str, **options: Any) -> requests.Response:
        return self._session.post(self._base + path, timeout=20, **options)

    def sign_in(self, email: str, password: str) -> requests.Response:
        token = _CSRF.search(self.get("/sign-in/").text)
        assert token, "The sign-in page has no form."
        filled = {"email": email, "password": password, "csrfmiddlewaretoken": token[1]}
        return self.post("/sign-in/", data=filled, allow_redirects=False)
