"""A mail scanner that opens every link, follows what it finds and presses every button leaves each
open invitation as it was.
"""

from html import unescape
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.test import Client as Browser

from callboard.agencies import addresses
from callboard.audit.actor import SYSTEM, Actor
from callboard.people import invitations, offers, staff, team
from callboard.people.models import Invitation, Membership, User
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import Cast, browser

pytestmark = pytest.mark.django_db

SCANNER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) SafeLinks"


class Found(HTMLParser):
    """The links of a page and its forms, each with what a press of its button would send."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[str, str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "form":
            self.forms.append((given.get("method", "get"), given.get("action", ""), {}))
        if tag in ("input", "button") and self.forms and given.get("name"):
            self.forms[-1][2][given["name"]] = given.get("value", "")


def crawl(visitor: Browser, start: str, most: int = 60) -> set[str]:
    """Everything within reach; what was asked for."""
    waiting = [start]
    seen: set[str] = set()
    while waiting and len(seen) < most:
        path = urldefrag(waiting.pop()).url
        if path in seen:
            continue
        seen.add(path)
        visitor.head(path)
        page = visitor.get(path)
        if page.has_header("Location"):
            waiting.append(urljoin(path, page["Location"]))
            continue
        if page.streaming:
            continue
        found = Found(unescape(page.text))
        for method, action, fields in found.forms:
            target = urljoin(path, action or path)
            answer = visitor.post(target, fields) if method == "post" else visitor.get(target)
            if answer.has_header("Location"):
                waiting.append(urljoin(target, answer["Location"]))
        waiting += [urljoin(path, link) for link in found.links if not urlsplit(link).scheme]
    return seen


def facts() -> list[tuple[object, ...]]:
    rows = Invitation.objects.order_by("pk")
    return list(rows.values_list("pk", "state", "generation", "selector", "expires_at"))


def path_of(invitation: Invitation) -> str:
    return f"/invitation/{offers.facts_of(invitation).token()}/"


@pytest.fixture
def sent(cast: Cast) -> list[str]:
    """The links of an invitation to a contact, the one it replaced, a colleague's and a staff's."""
    with scope.agency(cast.northwind.pk):
        first = path_of(invitations.invite(cast.harbor_law, by=SYSTEM, user_id=cast.ana.pk))
        newest = path_of(invitations.resend(cast.harbor_law, by=SYSTEM))
        sam = [addresses.parse("sam@brightsmile.example")]
        team.invite(cast.bright_smile, sam, by=SYSTEM, user_id=cast.maya.pk)
        ana = Actor("staff", cast.ana.name, cast.ana.public_id)
        lou = [addresses.parse("lou@northwind.example")]
        staff.invite(cast.northwind, lou, Role.SUPPORT, by=ana)
        others = Invitation.objects.open().exclude(client=cast.harbor_law)
        return [first, newest, *(path_of(one) for one in others)]


def test_o012_pressing_everything_leaves_open_invitations_as_they_were(
    cast: Cast, sent: list[str]
) -> None:
    with scope.agency(cast.northwind.pk):
        before = facts()
        people = User.objects.count(), Membership.objects.active().count()
    for link in sent:
        for _ in range(2):
            crawl(browser(cast.northwind, HTTP_USER_AGENT=SCANNER), link)
    with scope.agency(cast.northwind.pk):
        assert facts() == before
        assert (User.objects.count(), Membership.objects.active().count()) == people
    live = [link for link in sent[1:] if browser(cast.northwind).get(link).status_code == 303]
    assert live == sent[1:]


def test_it_did_press_buttons(cast: Cast, sent: list[str]) -> None:
    """Or the test above proves nothing."""
    asked = crawl(browser(cast.northwind, HTTP_USER_AGENT=SCANNER), sent[0])
    assert "/invitation/renewal/" in asked
    assert {"/invitation/", "/invitation/request/"} <= crawl(browser(cast.northwind), sent[1])
