"""The environment the tests run in, set before Django's settings are read.

Loaded by `-p tests.environment`. DATABASE_URL alone is taken from outside:
`python -m tests.postgres -- pytest`.
"""

import atexit
import base64
import os
import shlex
import shutil
import tempfile
from pathlib import Path

CACHE = Path(__file__).resolve().parent.parent / ".pytest_cache" / "made"


def _key(byte: int) -> str:
    return base64.b64encode(bytes([byte]) * 32).decode()


VALUES = {
    "SECRET_KEY": "a secret of the tests alone, and long enough to count as one",
    "CALLBOARD_KEYS": f"{_key(1)},{_key(2)}",
    "PUBLIC_URL": "http://portal.test",
    # Port 1 answers to nobody: a mail that a test did not mean to send fails at once.
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "EMAIL_FROM": "portal@portal.test",
    # As little does Stripe, but where a test brings its own.
    "STRIPE_API_BASE": "http://127.0.0.1:1",
}

# What a developer's shell may carry, and the tests have their own idea of.
UNSET = (
    "CALLBOARD_DEBUG",
    "CALLBOARD_DEMO",
    "FETCH_ALSO_ALLOWED",
    "HOST",
    "LIMITS_PER_NETWORK",
    "PORT",
    "TRUSTED_PROXY_COUNT",
)


def settle() -> None:
    """Sets os.environ; DATA_DIR is a temporary folder, one for each process of the run."""
    for name in UNSET:
        os.environ.pop(name, None)
    os.environ.update(VALUES)
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker and "CALLBOARD_TEST_DIR" in os.environ:
        folder = Path(os.environ["CALLBOARD_TEST_DIR"], worker)
        folder.mkdir(exist_ok=True)
    else:
        folder = Path(tempfile.mkdtemp(prefix="callboard-tests-"))
        os.environ["CALLBOARD_TEST_DIR"] = str(folder)
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["DATA_DIR"] = str(folder)
    # The font is made once for all runs: that takes two seconds, and it is always the same.
    if not (folder / "cache").exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        (folder / "cache").symlink_to(CACHE)


def main() -> None:
    """Prints the constant part for a shell: what `make check` needs to read the settings."""
    for name in UNSET:
        print(f"unset {name}")
    for name, value in VALUES.items():
        print(f"export {name}={shlex.quote(value)}")


if __name__ == "__main__":
    main()
else:
    settle()
