"""A real Chromium for journeys. Tests take `page`, or `new_context` for a second person."""

import os
import re
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import chromium

HERE = Path(__file__).parent
SHOTS = HERE / "shots"
DESKTOP = {"width": 1280, "height": 800}
# Without motion: on a busy machine the pointer falls beside a menu that is still unfolding, and so
# closes it; and axe meets no toast half faded.
CONTEXT: dict[str, Any] = {"viewport": DESKTOP, "reduced_motion": "reduce"}
# What a status of 4xx leaves in the console: the page itself says it better.
EXPECTED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")

# Playwright's loop runs in this thread; Django would refuse the database for that alone.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    report: Any = yield
    page = getattr(item, "funcargs", {}).get("page")
    if report.when == "call" and report.failed and isinstance(page, Page):
        SHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SHOTS / f"{re.sub(r'[^a-zA-Z0-9]+', '-', item.name)}.png")
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if packages := chromium.missing():
        message = f"NO BROWSER JOURNEY RAN: {packages} missing (apt-get install {packages})"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with chromium.browser() as running:
        yield running


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What scripts threw and the console called an error; anything in it fails the test."""
    heard: list[str] = []
    yield heard
    assert heard == []


def listen(context: BrowserContext, complaints: list[str]) -> None:
    """Writes down what goes wrong in its pages."""
    context.set_default_timeout(60_000)
    context.on("weberror", lambda error: complaints.append(f"script: {error.error}"))

    def hear(page: Page) -> None:
        page.on(
            "console",
            lambda message: (
                complaints.append(f"console: {message.text}")
                if message.type == "error" and not EXPECTED.search(message.text)
                else None
            ),
        )

    context.on("page", hear)


@pytest.fixture
def new_context(browser: Browser, complaints: list[str]) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a person's own browser profile; options are Playwright's (`color_scheme`, …)."""
    opened: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(**{**CONTEXT, **options})
        listen(context, complaints)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture(scope="module")
def shared_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a person's own browser for all tests of a module: each takes half a second."""
    complaints: list[str] = []
    with ExitStack() as opened:

        def make(**options: Any) -> Page:
            context = opened.enter_context(browser.new_context(**{**CONTEXT, **options}))
            listen(context, complaints)
            return context.new_page()

        yield make
    assert complaints == []


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context().new_page()
