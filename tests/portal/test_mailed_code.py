"""Signing in with a code or a link from a mail, without a password."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client as Browser
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from callboard.audit.models import Entry
from callboard.mail import compose, messages
from callboard.mail.messages import Message
from callboard.mail.models import OutgoingEmail
from callboard.people import mailed_codes, profile, recovery_codes, revocation, second_factor
from callboard.people.models import MailedCode, Session
from callboard.tenancy import scope
from tests.cast import ANA, Cast, browser, member, password_hash
from tests.portal.test_security import codes

__all__ = ["codes"]

ASK, CODE, LINK = "/sign-in/email/", "/sign-in/email/code/", "/sign-in/email/link/"
MAYA = "maya@brightsmile.example"


def work() -> None:
    """What the worker does with what was asked since."""
    for task in DBTaskResult.objects.order_by("enqueued_at"):
        mailed_codes.mail_one.func(*task.args_kwargs["args"])
        task.delete()


def ask(visitor: Browser, email: str = MAYA, **more: str):
    answer = visitor.post(ASK, {"email": email, **more})
    work()
    return answer


def newest(cast: Cast) -> OutgoingEmail:
    with scope.agency(cast.northwind.pk):
        return OutgoingEmail.objects.filter(kind__startswith="sign_in_").latest("id")


def said(cast: Cast) -> str:
    """The newest mail's text."""
    with scope.agency(cast.northwind.pk):
        message = messages.build(newest(cast))
        assert isinstance(message, Message)
        return compose.text_of(message)


def code_in(cast: Cast) -> str:
    found = re.search(r"^[2-9a-z]{4}-[2-9a-z]{4}$", said(cast), re.MULTILINE)
    assert found
    return found.group()


def link_in(cast: Cast) -> str:
    found = re.search(r"https?://[^/]+(/sign-in/email/link/\S+)", said(cast))
    assert found
    return found[1]


def mailed(cast: Cast) -> int:
    with scope.agency(cast.northwind.pk):
        return OutgoingEmail.objects.filter(kind__startswith="sign_in_").count()


def signed_in(visitor: Browser) -> bool:
    return visitor.get("/calls/").status_code == 200


def test_the_code_opens_the_page_that_was_asked_for(cast: Cast, visitor: Browser) -> None:
    page = visitor.get("/sign-in/?next=/calls/%3Fdays%3D7").text
    assert f'formaction="{ASK}"' in page
    asked = ask(visitor, next="/calls/?days=7", keep="on")
    assert asked["Location"] == CODE
    assert 'autocomplete="one-time-code"' in visitor.get(CODE).text
    typed = f"  {code_in(cast).upper().replace('-', ' ')} "
    done = visitor.post(CODE, {"code": typed})
    assert (done.status_code, done["Location"]) == (303, "/calls/?days=7")
    assert visitor.cookies["session"]["max-age"] == 90 * 24 * 3600
    assert signed_in(visitor)


def test_the_code_is_in_no_row_and_not_in_the_subject(cast: Cast, visitor: Browser) -> None:
    ask(visitor)
    code = code_in(cast).replace("-", "")
    with scope.agency(cast.northwind.pk):
        row = MailedCode.objects.get()
        kept = [*MailedCode.objects.values_list(), *OutgoingEmail.objects.values_list()]
        kept += Entry.objects.values_list()
        message = messages.build(newest(cast))
    assert code not in repr(kept).replace("-", "")
    assert isinstance(message, Message)
    assert recovery_codes.grouped(code) not in message.subject + message.preheader
    assert row.expires_at - row.created_at == timedelta(minutes=10)


def test_o046_everybody_gets_the_same_words_after_the_same_statements(
    cast: Cast, invitation, django_assert_num_queries
) -> None:
    with scope.agency(cast.northwind.pk):
        revocation.revoke(cast.bright_smile, by=ANA)
    words = set()
    for email in (cast.ana.email, MAYA, invitation.address, "nobody@nowhere.example", "nonsense"):
        visitor = browser(cast.northwind)
        # The agency with its brand, the network's limit, and the one task.
        with django_assert_num_queries(3):
            assert visitor.post(ASK, {"email": email})["Location"] == CODE
        # The agency with its brand.
        with django_assert_num_queries(1):
            page = visitor.get(CODE).text
        words.add(re.sub(r'(value="|FToken": ")[^"]*"', "", page).replace(email, ""))
        with django_assert_num_queries(3):
            wrong = visitor.post(CODE, {"code": "2222-2222"})
        assert wrong.status_code == 422
        words.add(re.sub(r'(value="|FToken": ")[^"]*"', "", wrong.text).replace(email, ""))
    assert len(words) == 2


def test_o034_who_has_no_access_is_mailed_nothing(cast: Cast, invitation) -> None:
    with scope.agency(cast.northwind.pk):
        revocation.revoke(cast.bright_smile, by=ANA)
    for email in (MAYA, invitation.address, "nobody@nowhere.example"):
        ask(browser(cast.northwind), email)
    assert mailed(cast) == 0


def test_a_newer_code_ends_the_older(cast: Cast, visitor: Browser) -> None:
    ask(visitor)
    older = code_in(cast)
    ask(visitor)
    assert visitor.post(CODE, {"code": older}).status_code == 422
    assert visitor.post(CODE, {"code": code_in(cast)}).status_code == 303


def test_a_code_opens_once_and_in_the_browser_that_asked(cast: Cast, visitor: Browser) -> None:
    ask(visitor)
    code, elsewhere = code_in(cast), browser(cast.northwind)
    elsewhere.post(ASK, {"email": MAYA})  # the worker has not mailed yet
    assert elsewhere.post(CODE, {"code": code}).status_code == 422
    kept = visitor.cookies["sign-in-code"].value
    assert visitor.post(CODE, {"code": code}).status_code == 303
    elsewhere.cookies["sign-in-code"] = kept
    assert elsewhere.post(CODE, {"code": code}).status_code == 422
    assert not signed_in(elsewhere)


def test_after_five_wrong_tries_a_code_is_dead_and_a_new_one_works(
    cast: Cast, visitor: Browser
) -> None:
    ask(visitor)
    answers = [visitor.post(CODE, {"code": "2222-2222"}).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]
    refused = visitor.post(CODE, {"code": code_in(cast)})
    assert refused.status_code == 429
    assert "Too many tries. Ask for a new code." in refused.text
    ask(visitor)
    assert visitor.post(CODE, {"code": code_in(cast)}).status_code == 303


def test_an_unknown_address_runs_out_of_tries_alike(visitor: Browser) -> None:
    visitor.post(ASK, {"email": "nobody@nowhere.example"})
    answers = [visitor.post(CODE, {"code": "2222-2222"}).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]


def test_three_an_hour_and_the_last_one_goes_on_working(cast: Cast, visitor: Browser) -> None:
    for _ in range(5):
        ask(visitor)
    assert mailed(cast) == 3
    assert visitor.post(CODE, {"code": code_in(cast)}).status_code == 303


def test_ten_a_day(cast: Cast, visitor: Browser) -> None:
    begin = timezone.now()
    for hours in range(5):
        with time_machine.travel(begin + timedelta(hours=hours * 1.1), tick=False):
            for _ in range(3):
                ask(visitor)
    assert mailed(cast) == 10


def test_after_ten_minutes_it_opens_nothing(cast: Cast, visitor: Browser) -> None:
    ask(visitor)
    code = code_in(cast)
    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1), tick=False):
        assert visitor.post(CODE, {"code": code})["Location"] == ASK
        assert not signed_in(visitor)


@pytest.mark.parametrize("act", ["revoked", "password"])
def test_what_ends_sessions_ends_the_code_too(cast: Cast, visitor: Browser, act: str) -> None:
    ask(visitor)
    code = code_in(cast)
    with scope.agency(cast.northwind.pk):
        if act == "revoked":
            revocation.revoke(cast.bright_smile, by=ANA)
            cast.bright_smile.refresh_from_db()
            member(cast.bright_smile)
        else:
            profile.change_password(cast.maya, password_hash(), by=ANA)
    assert visitor.post(CODE, {"code": code}).status_code == 422
    assert not signed_in(visitor)


def test_o038_the_second_step_is_asked_for_all_the_same(cast: Cast, codes) -> None:
    visitor = browser(cast.northwind)
    ask(visitor, next="/settings/team/")
    step = visitor.post(CODE, {"code": code_in(cast)})
    assert step["Location"] == "/sign-in/code/"
    assert not signed_in(visitor)
    done = visitor.post("/sign-in/code/", {"code": codes[0]})
    assert done["Location"] == "/settings/team/"
    with scope.agency(cast.northwind.pk):
        assert second_factor.of(cast.maya) is not None


def test_o012_opening_the_link_uses_nothing_up_and_its_button_does(cast: Cast) -> None:
    asking = browser(cast.northwind)
    asked = ask(asking, next="/bookings/", **{"as": "link"})
    assert "a link is on its way" in asking.get(asked["Location"]).text
    path, phone = link_in(cast), browser(cast.northwind)
    for method in ("get", "head", "options", "get"):
        getattr(browser(cast.northwind), method)(path)
    opened = phone.get(path)
    assert (opened.status_code, opened["Location"]) == (303, LINK)
    assert opened["Referrer-Policy"] == "no-referrer"
    assert phone.get(LINK).text.count("<button") == 1
    assert not signed_in(phone)
    assert phone.post(LINK)["Location"] == "/bookings/"
    assert signed_in(phone)
    assert browser(cast.northwind).get(path).status_code == 410


def test_o015_o016_another_link_is_dead(cast: Cast, visitor: Browser) -> None:
    ask(visitor, **{"as": "link"})
    path = link_in(cast)
    other = path[:-2] + ("A" if path[-2] != "A" else "B") + path[-1]
    assert visitor.get(other).status_code == 410
    assert browser(cast.lumen).get(path).status_code == 410
    assert visitor.get(path.replace("/sign-in/email/link/", "/reset-password/")).status_code == 410
    assert visitor.get("/sign-in/email/link/nonsense/").status_code == 410
    assert visitor.post(LINK).status_code == 410


@pytest.mark.parametrize("code", ["", "x" * 900, "\x00", "é" * 8, "\U0001f9b7"])
def test_nonsense_is_refused_in_words(cast: Cast, visitor: Browser, code: str) -> None:
    ask(visitor)
    assert visitor.post(CODE, {"code": code}).status_code == 422
    for nothing in ({}, {"email": "x" * 300}, {"email": "\x00"}, {"email[]": MAYA}):
        assert visitor.post(ASK, nothing).status_code == 422


def test_o076_next_leads_nowhere_else(cast: Cast, visitor: Browser) -> None:
    ask(visitor, next="//evil.example/")
    assert visitor.post(CODE, {"code": code_in(cast)})["Location"] == "/"


def test_the_record_says_what_was_mailed_and_used(cast: Cast, visitor: Browser) -> None:
    ask(visitor)
    visitor.post(CODE, {"code": code_in(cast)})
    with scope.agency(cast.northwind.pk):
        acts = list(Entry.objects.order_by("id").values_list("act", flat=True))[-3:]
        assert acts == ["sign_in_code.mailed", "sign_in_code.used", "sessions.started"]
        assert Session.objects.filter(user=cast.maya, ended_at=None).count() == 1


def test_staff_come_in_the_same_way(cast: Cast, visitor: Browser) -> None:
    ask(visitor, cast.ana.email)
    assert visitor.post(CODE, {"code": code_in(cast)})["Location"] == "/agency/"
