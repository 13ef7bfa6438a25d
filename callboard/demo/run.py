"""`callboard demo`: a mail sink, the worker and the web, together on loopback."""

import json
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

import click

from callboard.demo.children import Child, end_all
from callboard.demo.environment import environment, seeding
from callboard.demo.folder import Folder, InUse
from callboard.demo.sink import LOOPBACK, Sink
from callboard.demo.welcome import welcome

READY_WITHIN = 120.0
PAUSE_BEFORE_RESTART = 1.0


class CannotStart(Exception):
    """The demo cannot run; the message says why and what to do."""


class Stopped(Exception):
    """Somebody asked the demo to end before it was ready."""


@click.command()
@click.option("--port", envvar="PORT", type=click.IntRange(1, 65535), default=8000)
@click.option(
    "--dir", "folder", envvar="DEMO_DIR", type=click.Path(path_type=Path), default=".demo"
)
@click.option(
    "--big-client",
    "big",
    envvar="BIG_CLIENT",
    type=click.IntRange(0, 10_000_000),
    default=0,
    help="Add a client with so many calls.",
)
def demo(port: int, folder: Path, big: int) -> None:
    """Run a demo on this machine alone, with made-up agencies, clients and calls."""
    with _until_signalled() as stop:
        try:
            _run(Folder(folder), port, big, stop)
        except Stopped:
            pass
        except (CannotStart, InUse) as refusal:
            raise click.ClickException(str(refusal)) from None


def _run(folder: Folder, port: int, big: int, stop: threading.Event) -> None:
    _refuse_taken(port)
    folder.take()
    folder.manifest.unlink(missing_ok=True)
    with Sink(folder.mail) as sink:
        told = environment(os.environ, folder, port, sink.url)
        command = str(Path(sys.executable).with_name("callboard"))
        prepare = [sys.executable, "-m", "callboard.demo.prepare", str(big)]
        _finish(Child("seed", prepare, seeding(told, sink.url)), stop)
        children = [Child(name, [command, name], told) for name in ("worker", "serve")]
        try:
            for child in children:
                child.start()
            _await_ready(children, port, stop)
            folder.coming_manifest.replace(folder.manifest)
            click.echo(welcome(json.loads(folder.manifest.read_text()), folder))
            _watch(children, stop)
        finally:
            end_all(children)


def _refuse_taken(port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((LOOPBACK, port))
        except OSError as fault:
            raise CannotStart(
                f"Port {port} cannot be used ({fault.strerror}). "
                f"End what uses it, or choose another: PORT={port + 1} make demo"
            ) from None


def _finish(child: Child, stop: threading.Event) -> None:
    """Waits until the child has done its work."""
    child.start()
    try:
        while (code := child.ended_with()) is None:
            if stop.wait(0.05):
                raise Stopped
    finally:
        end_all([child])
    if code != 0:
        raise CannotStart("The demo's data could not be made; the reason stands above.")


def _await_ready(children: list[Child], port: int, stop: threading.Event) -> None:
    until = time.monotonic() + READY_WITHIN
    while not _is_ready(port):
        if stop.wait(0.1):
            raise Stopped
        for child in children:
            if (code := child.ended_with()) is not None:
                raise CannotStart(f"{child.name} ended at once ({code}); the reason stands above.")
        if time.monotonic() > until:
            raise CannotStart("The demo did not become ready; see /readyz.")


def _is_ready(port: int) -> bool:
    try:
        connection = HTTPConnection(LOOPBACK, port, timeout=5)
        connection.request("GET", "/readyz", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False


def _watch(children: list[Child], stop: threading.Event) -> None:
    """Until the demo is asked to end: starts again what died."""
    while not stop.wait(0.2):
        for child in children:
            if (code := child.ended_with()) is not None:
                click.echo(f"{child.name} ended ({code}); starting it again.", err=True)
                stop.wait(PAUSE_BEFORE_RESTART)
                child.start()


@contextmanager
def _until_signalled() -> Iterator[threading.Event]:
    """Set by Ctrl-C and SIGTERM, from the first moment on."""
    stop = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
