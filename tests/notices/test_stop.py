"""The link at the foot of a notice: who uses it, what it stops, and who only looks at it."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client as Browser

from callboard.audit.models import Entry
from callboard.mail import messages
from callboard.mail.messages import Message
from callboard.mail.models import OutgoingEmail
from callboard.notices import choices, links
from callboard.notices.events import Event
from callboard.notices.models import NoticeChoice
from callboard.people import revocation
from callboard.people.models import User
from callboard.tenancy import scope
from tests.cast import ANA, Cast, browser
from tests.notices.conftest import (
    CALL_BACK,
    EVERYTHING,
    NOON,
    Line,
    choose,
    dropped,
    look,
    mails,
    membership_of,
    said,
)
from tests.portal.test_scanner import SCANNER, crawl

# A form's own, and new in every page.
CSRF = re.compile(r"\b[A-Za-z0-9]{64}\b")
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def path(cast: Cast, line: Line) -> str:
    """Of the mail about a new call."""
    choose(cast.maya)
    line.told()
    look(NOON)
    return urlsplit(said(mails()[0]).stop_url).path


def wanted(cast: Cast) -> set[Event]:
    return set(choices.of(membership_of(cast.maya)).events)


def mail_server(cast: Cast) -> Browser:
    """Of the reader's mail program: no cookies, no token, and the product checks for one."""
    return Browser(SERVER_NAME=cast.northwind.host, enforce_csrf_checks=True)


def test_one_click_of_a_mail_program_stops_at_once(cast: Cast, path: str) -> None:
    for _twice in range(2):
        answer = mail_server(cast).post(path, ONE_CLICK)
        assert answer.status_code == 200
        assert not answer.has_header("Location")
    assert wanted(cast) == EVERYTHING - {Event.NEW_CALL}
    [entry] = Entry.objects.filter(act="notices.stopped")
    assert entry.client_id == cast.bright_smile.pk
    assert "new_call" in entry.before["mails"]
    assert "new_call" not in entry.after["mails"]


def test_looking_changes_nothing(cast: Cast, path: str) -> None:
    """By a GET, a HEAD, a POST without what a mail program says, or one without a token."""
    visitor = mail_server(cast)
    page = visitor.get(path)
    assert "Stop new-call mails?" in page.text
    assert "m•••@brightsmile.example" in page.text
    assert page.text.count("<button") == 1
    assert page["Referrer-Policy"] == "strict-origin"
    assert page["Cache-Control"] == "no-store"
    visitor.head(path)
    assert "Stop new-call mails?" in visitor.post(path).text
    assert visitor.post(path, {"List-Unsubscribe": "yes"}).status_code == 200
    assert mail_server(cast).post(f"{path}confirmation/").status_code == 403
    assert wanted(cast) == EVERYTHING


def test_a_person_presses_the_button_signed_out(cast: Cast, path: str) -> None:
    visitor = browser(cast.northwind)
    action = re.search(r'action="([^"]+)"', visitor.get(path).text)
    assert action
    answer = visitor.post(action[1])
    assert "Stopped" in answer.text
    assert wanted(cast) == EVERYTHING - {Event.NEW_CALL}


def test_the_page_says_so_and_they_can_be_turned_on_again(cast: Cast, path: str) -> None:
    mail_server(cast).post(path, ONE_CLICK)
    maya = browser(cast.northwind, cast.maya)
    page = maya.get("/settings/notifications/")
    assert "You stopped some of these mails" in page.text
    maya.post("/settings/notifications/", {"new_call": "on"})
    assert wanted(cast) == {Event.NEW_CALL}
    assert "You stopped" not in maya.get("/settings/notifications/").text


def test_a_mail_on_its_way_is_not_sent_any_more(cast: Cast, path: str) -> None:
    mail_server(cast).post(path, ONE_CLICK)
    assert dropped(mails()[0])


def test_the_mail_of_several_stops_all(cast: Cast, line: Line) -> None:
    choose(cast.maya)
    for call in ("one", "two"):
        line.told(call=call)
    look(NOON)
    mail_server(cast).post(urlsplit(said(mails()[0]).stop_url).path, ONE_CLICK)
    assert wanted(cast) == set()


def test_who_never_chose_can_stop_what_comes_unasked(cast: Cast, line: Line) -> None:
    line.told(analysis=CALL_BACK)
    look(NOON)
    mail_server(cast).post(urlsplit(said(mails()[0]).stop_url).path, ONE_CLICK)
    assert wanted(cast) == {Event.URGENT}


def test_o018_a_link_stops_what_it_says_and_opens_nothing_else(cast: Cast, path: str) -> None:
    """O-018: the token of one purpose at the address of each other."""
    token = path.rstrip("/").rpartition("/")[2]
    visitor = browser(cast.northwind)
    for what in (*links.STOPS, "everything"):
        if what != "new_call":
            assert visitor.post(f"/mails/stop/{what}/{token}/", ONE_CLICK).status_code == 404
    for other in ("reset-password", "setup", "invitation", "email-change", "email-stop"):
        assert visitor.get(f"/{other}/{token}/").status_code in (404, 410)
    assert wanted(cast) == EVERYTHING


def test_a_made_up_link_tells_nothing(cast: Cast, path: str) -> None:
    known = path.rstrip("/").rpartition("/")[2]
    stranger = "a" * 22 + known[22:]
    forged = known[:23] + "a" * 43
    pages = {
        browser(cast.northwind).get(f"/mails/stop/new_call/{token}/").text
        for token in (stranger, forged, "cut-off")
    }
    assert len({CSRF.sub("", page) for page in pages}) == 1
    assert browser(cast.lumen).get(path).status_code == 404


def test_inv5_a_new_address_ends_the_links_to_the_old_one(cast: Cast, path: str) -> None:
    changed = "maya@new.example"
    User.objects.filter(pk=cast.maya.pk).update(email=changed, email_canonical=changed)
    assert mail_server(cast).post(path, ONE_CLICK).status_code == 404
    assert wanted(cast) == EVERYTHING


def test_it_works_for_who_has_no_access_any_more(cast: Cast, path: str) -> None:
    """And says the same: whoever holds the link does not learn that it ended."""
    before = browser(cast.northwind).get(path).text
    revocation.revoke(cast.bright_smile, by=ANA)
    assert CSRF.sub("", browser(cast.northwind).get(path).text) == CSRF.sub("", before)
    assert mail_server(cast).post(path, ONE_CLICK).status_code == 200


def test_another_key_came_meanwhile(cast: Cast, path: str, settings) -> None:
    """Links made with an older key work as long as it is in the list."""
    old = settings.CALLBOARD_KEYS
    new = "bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmU="
    settings.CALLBOARD_KEYS = f"{new},{old}"
    assert mail_server(cast).get(path).status_code == 200
    settings.CALLBOARD_KEYS = new
    assert mail_server(cast).get(path).status_code == 404


def test_a_scanner_that_follows_every_link_of_the_mail_changes_no_access(
    cast: Cast, path: str
) -> None:
    crawl(browser(cast.northwind, HTTP_USER_AGENT=SCANNER), "/sign-in/")
    for _ in range(3):
        Browser(SERVER_NAME=cast.northwind.host, HTTP_USER_AGENT=SCANNER).get(path)
    assert wanted(cast) == EVERYTHING


def test_nothing_but_notices_can_be_stopped(cast: Cast, path: str) -> None:
    kinds = set(OutgoingEmail.objects.exclude(kind="call_notice").values_list("kind", flat=True))
    assert kinds
    for mail in OutgoingEmail.objects.exclude(kind="call_notice"):
        made = messages.build(mail)
        assert not isinstance(made, Message) or made.stop_url == ""
    with scope.agency(cast.northwind.pk):
        assert NoticeChoice.objects.count() == 1
