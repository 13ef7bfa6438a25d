"""Layer five: every URL of the product, asked for by everybody, with canaries in all data."""

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import get_resolver

from callboard.agencies.models import Agency, Client
from callboard.agents.models import (
    Agent,
    ChangeRequest,
    Connection,
    Draft,
    Faq,
    FaqVersion,
    Publication,
)
from callboard.billing.models import (
    Credit,
    Invoice,
    InvoiceSettings,
    Period,
    Plan,
    Terms,
    Usage,
    Waiver,
)
from callboard.billing.models import Entry as Ledger
from callboard.bookings.models import Booking
from callboard.calls.models import Call, CallExport, SavedView, UnansweredQuestion
from callboard.examples.models import ExampleCall
from callboard.mail.models import OutgoingEmail
from callboard.payments.models import Account, Customer, Extra
from callboard.people import roles
from callboard.people.models import (
    Batch,
    BatchItem,
    Invitation,
    Membership,
)
from callboard.people.roles import Role
from callboard.tenancy import audience, scope
from callboard.tenancy.audience import Side
from callboard.tenancy.checks import url_patterns
from tests.tenancy.routes import address, described
from tests.tenancy.world import CANARY

pytestmark = pytest.mark.sized("postgres")


def asked(visitor: Browser, path: str) -> tuple[int, str]:
    response: Any = visitor.get(path)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, body.decode("utf-8", "replace")


@pytest.mark.long
def test_o062_every_url_as_everybody(world) -> None:
    """GET every URL with the target's ids: who has no business there gets no canary of it."""
    target, visitors = world
    trespasses = []
    for route, _name, declared in described():
        path = address(route, target)
        for who, visitor in visitors.items():
            if declared.side is not Side.STAFF and who in SAME_AS_THE_OWNER:
                continue  # off the agency's side all roles are alike
            status, body = asked(visitor, path)
            told = _shows(who, body, target.canary) or _fault(who, declared, route, status)
            if told:
                trespasses.append(f"{path} as {who}: {status} {told}")
    assert trespasses == []


def _shows(who: str, body: str, canary: str) -> str:
    """Whose data this answer has no business to show, or ""."""
    mine = who == "right member" or who in set(Role.values)
    if canary in body and not mine:
        return "shows the target's data"
    if who == "right member" and any(CANARY.format(other) in body for other in OTHERS):
        return "shows another client's data"
    return ""


def _fault(who: str, declared: audience.Audience, route: str, status: int) -> str:
    """What is wrong with this status, or ""."""
    if status >= 500 and route != "readyz":  # no worker runs here
        return "fails"
    if declared.side is Side.STAFF:
        return _staff_fault(who, declared, status)
    if declared.side is Side.MEMBER and who == "member of another client" and "<" in route:
        # What only takes a POST says so before it looks; the POSTs are tried below.
        return "" if status in (404, 405) else "is not hidden"
    if declared.side is Side.MEMBER and who in Role.values:
        return "" if status == 404 else "lets staff into the portal unasked"
    return ""


# A POST that is a look: every role of the staff may.
LOOKS = ("viewing", "viewing_end", "report_csv", "margins_csv")
SAME_AS_THE_OWNER = set(Role.values) - {Role.OWNER.value}
OTHERS = ("harbor-law", "cedar-clinic")


def _staff_fault(who: str, declared: audience.Audience, status: int) -> str:
    if who == "nobody":
        return "" if status == 302 else "does not ask to sign in"
    if who == "revoked member":
        return "" if status == 403 else "does not say that access has ended"
    if who in Role.values:
        if not roles.may(who, declared.right):
            return "" if status == 403 else "is open without the right"
        return ""
    if who == "staff of another agency":
        return ""  # their own pages, without the target's ids: the canary decides
    return "" if status == 404 else "is shown to members"


def test_o062_the_target_s_ids_are_unknown_elsewhere(world) -> None:
    """With an id in it, a URL of the target is not found by staff of another agency."""
    target, visitors = world
    found = []
    for route, _name, declared in described():
        if declared.side not in (Side.STAFF, Side.MEMBER) or "<" not in route:
            continue
        path = address(route, target)
        for who in ("staff of another agency", "member of another agency"):
            for method in ("get", "post"):
                status = getattr(visitors[who], method)(path).status_code
                if status not in (404, 405):
                    found.append(f"{method} {path} as {who}: {status}")
    assert found == []


def test_o062_posts_of_outsiders_change_nothing(world) -> None:
    """POST every URL with the target's ids as those who may not: nothing of the target changes."""
    target, visitors = world
    before = digest()
    for route, name, declared in described():
        if declared.side not in (Side.STAFF, Side.MEMBER):
            continue
        path = address(route, target)
        outsiders = ["nobody", "revoked member"]
        if name not in LOOKS:
            outsiders.append(Role.READ_ONLY.value)
        if declared.side is Side.STAFF or "<" in route:  # else a member acts on the own client
            outsiders.append("member of another client")
        for who in outsiders:
            status = visitors[who].post(path, {"name": "stolen", "client": "stolen"}).status_code
            assert status in (302, 403, 404, 405), f"{path} as {who}: {status}"
    assert digest() == before


def digest() -> list[str]:
    """Every row that an act of an outsider could have touched."""
    models = (
        Agency,
        Client,
        Membership,
        Invitation,
        Batch,
        BatchItem,
        OutgoingEmail,
        Agent,
        Connection,
        Call,
        Booking,
        ExampleCall,
        SavedView,
        CallExport,
        Plan,
        Terms,
        Period,
        Usage,
        Ledger,
        Credit,
        Invoice,
        InvoiceSettings,
        Waiver,
        Faq,
        FaqVersion,
        ChangeRequest,
        Draft,
        Publication,
        UnansweredQuestion,
        Account,
        Customer,
        Extra,
    )
    with scope.crossing_agencies("the test compares everything before and after"):
        return [repr(list(model.objects.order_by("pk").values_list())) for model in models]


def test_o103_no_get_changes_a_row(world) -> None:
    target, visitors = world
    before = digest()
    for route, _pattern in url_patterns(get_resolver()):
        for who in ("nobody", "right member", Role.OWNER.value):
            visitors[who].get(address(route, target))
    assert digest() == before


def test_o103_every_post_needs_its_token(world) -> None:
    """But for hooks, which prove themselves, and a link's address, where a POST changes nothing."""
    target, visitors = world
    exempt = {"hook", "stripe_hook", "invitation_link"}
    for route, pattern in url_patterns(get_resolver()):
        if pattern.name in exempt:
            continue
        for who in ("right member", Role.OWNER.value):
            strict = Browser(enforce_csrf_checks=True, SERVER_NAME=target.client.agency.host)
            strict.cookies = visitors[who].cookies
            status = strict.post(address(route, target)).status_code
            assert status in (403, 404, 405), f"{route} as {who}: {status}"
