"""The agency's screens of calls in Chromium: each under axe and no wider than its window, in four
looks by turns.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from callboard.agencies import brand
from callboard.calls import moves
from callboard.providers import erasing
from callboard.tenancy import scope
from tests.browser.axe import by_turns
from tests.browser.desk_of_calls import OURS, Desk, desk
from tests.browser.keyboard import sign_in
from tests.browser.test_portal import look_at
from tests.cast import ANA

__all__ = ["desk"]

pytestmark = pytest.mark.django_db(transaction=True)

WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 375, "height": 812}
INDIGO, YELLOW = "#4f46e5", "#facc15"
LOOKS: tuple[tuple[str, dict[str, Any]], ...] = (
    (INDIGO, {"viewport": WIDE}),
    (INDIGO, {"viewport": WIDE, "color_scheme": "dark"}),
    (YELLOW, {"viewport": WIDE}),
    (YELLOW, {"viewport": PHONE}),
)


def screens(at: Desk) -> Iterator[str]:
    dental, law = at.cast.bright_smile, at.cast.harbor_law
    robin, client = at.robin, f"clients/{dental.public_id}/"
    yield from ("calls/", "calls/?outcome=booked&length=long", "calls/?q=dana")
    yield from ("calls/?whose=nobody&spam=1", f"{client}calls/", "calls/exports/")
    yield "calls/?days=soon&outcome=x"
    for call in (at.whole, at.live, at.draft, at.example, at.nobodys):
        yield f"calls/{call.public_id}/"
    yield f"calls/{at.nobodys.public_id}/assignment/"
    yield f"calls/{at.whole.public_id}/move/"
    yield f"calls/{at.whole.public_id}/move/?to={law.public_id}"
    yield f"agents/{robin.public_id}/move/?to={law.public_id}&with_agent=on"
    yield f"agents/{robin.public_id}/move/?to={law.public_id}&since=2099-01-01"
    yield f"agents/{robin.public_id}/meanings/"
    begun = moves.move(robin, law, since=None, with_agent=False, by=ANA)
    yield f"moves/{begun.public_id if begun else ''}/"
    yield f"{client}examples/"
    yield f"{client}examples/removal/"
    erasing.start(at.cast.northwind, OURS, by=ANA)
    yield from ("settings/test-numbers/", "settings/data/")


@pytest.mark.sized
def test_every_screen_is_accessible_and_fits(
    desk: Desk, new_context: Callable[..., BrowserContext]
) -> None:
    with scope.agency(desk.cast.northwind.pk):
        paths = list(screens(desk))
    for (colour, options), turn in by_turns(paths, LOOKS):
        with scope.agency(desk.cast.northwind.pk):
            brand.save(desk.cast.northwind, colour=colour)
        ana = sign_in(new_context(**options), desk.base, desk.cast.ana.email)
        for path in turn:
            look_at(ana, f"{desk.base}/agency/{path}")
