"""A real Chromium for journeys. Tests take `page`, or `new_context` for a second person."""

import os
import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import chromium

HERE = Path(__file__).parent
SHOTS = HERE / "shots"
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


@pytest.fixture
def new_context(browser: Browser, complaints: list[str]) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a person's own browser profile; options are Playwright's (`color_scheme`, …)."""
    opened: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        context.set_default_timeout(30_000)
        context.on("weberror", lambda error: complaints.append(f"script: {error.error}"))

        def listen(page: Page) -> None:
            page.on(
                "console",
                lambda message: (
                    complaints.append(f"console: {message.text}")
                    if message.type == "error" and not EXPECTED.search(message.text)
                    else None
                ),
            )

        context.on("page", listen)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context().new_page()
