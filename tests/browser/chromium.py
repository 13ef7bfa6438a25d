"""Debian's Chromium, driven by Playwright; nothing is downloaded."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
    "--mute-audio",
)


def executable() -> str | None:
    """CHROMIUM from the environment, else the system's, else one that Playwright once installed."""
    if named := os.environ.get("CHROMIUM"):
        return named
    for name in NAMES:
        if path := shutil.which(name):
            return path
    installed = sorted(Path.home().glob(".cache/ms-playwright/chromium-*/chrome-linux*/chrome"))
    return str(installed[-1]) if installed else None


def missing() -> str:
    """What has to be installed before a journey can run, as apt-get names it; empty: nothing."""
    packages = [] if executable() else ["chromium"]
    # Playwright brings its own node, which a slim Debian has no libatomic for.
    driver = subprocess.run(
        [sys.executable, "-m", "playwright", "--version"], check=False, capture_output=True
    )
    if driver.returncode:
        packages.append("libatomic1")
    return " ".join(packages)


def _launch(playwright: Playwright, path: str, *, sandbox: bool) -> Browser:
    return playwright.chromium.launch(
        executable_path=path, args=list(QUIET), chromium_sandbox=sandbox, headless=True
    )


@contextmanager
def browser() -> Iterator[Browser]:
    """A running Chromium.

    Root has no sandbox, and neither has a container without user namespaces.
    """
    path = executable()
    assert path is not None
    with sync_playwright() as playwright:
        if os.geteuid() == 0:
            running = _launch(playwright, path, sandbox=False)
        else:
            try:
                running = _launch(playwright, path, sandbox=True)
            except Error:
                running = _launch(playwright, path, sandbox=False)
        try:
            yield running
        finally:
            running.close()
