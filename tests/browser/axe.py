"""Accessibility by axe-core, the one that axe-playwright-python carries."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.sizes import sized

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

T = TypeVar("T")
L = TypeVar("L")


def by_turns(pages: Sequence[T], looks: Sequence[L]) -> Iterator[tuple[L, list[T]]]:
    """Each page in one of the looks by turns; with the deep sizes, each in all."""
    for number, look in enumerate(looks):
        yield look, sized(list(pages[number :: len(looks)]), list(pages))


def axe(page: Page, *, within: str = "") -> None:
    """Fails naming rule, element and reason of each violation (`within`: only below a selector)."""
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = Axe().run(page, context=within or None, options=options).response["violations"]
    lines = [
        f"{violation['id']} ({violation['impact']}): {' '.join(map(str, node['target']))}\n"
        f"    {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]
    assert not lines, f"{page.url}: {len(lines)} accessibility violations\n" + "\n".join(lines)
