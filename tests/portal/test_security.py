"""Two-step sign-in from the page that turns it on to a lost phone, and the list of browsers."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client as Browser
from django.utils import timezone

from callboard.agencies import addresses
from callboard.audit.actor import SYSTEM
from callboard.mail.models import OutgoingEmail
from callboard.people import (
    invitations,
    offers,
    one_time_codes,
    owners,
    profile,
    second_factor,
)
from callboard.people.models import SecondFactor, Session
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import ANA, PASSWORD, Cast, browser, password_hash

PAGE = "/settings/security/"
SECRET = re.compile(r'id="secret"[^>]*value="([A-Z2-7]+)"')
HALF_MINUTE = timedelta(seconds=30)


def code_of(cast: Cast, later: int = 0) -> str:
    """What the app shows now, or `later` half minutes from now."""
    with scope.agency(cast.northwind.pk):
        factor = SecondFactor.objects.get()
    moment = timezone.now() + later * HALF_MINUTE
    return one_time_codes.code_at(bytes(factor.secret), moment)


def turn_on(cast: Cast, visitor: Browser) -> list[str]:
    """By its pages; the recovery codes."""
    begun = visitor.post(f"{PAGE}two-step/beginning/", {"begin-present": PASSWORD})
    assert begun.status_code == 303, begun.text
    shown = visitor.get(begun["Location"])
    assert "no-store" in shown["Cache-Control"]
    assert "<svg" in shown.text
    assert SECRET.search(shown.text)
    done = visitor.post(f"{PAGE}two-step/", {"code": code_of(cast)})
    assert done.status_code == 200
    return re.findall(r"<code>([^<]+)</code>", done.text)


def sign_in(cast: Cast, visitor: Browser, **more: str):
    return visitor.post("/sign-in/", {"email": cast.maya.email, "password": PASSWORD, **more})


@pytest.fixture
def codes(cast: Cast, maya: Browser) -> list[str]:
    return turn_on(cast, maya)


def test_turning_it_on_shows_ten_codes_once_and_tells_by_mail(cast: Cast, maya: Browser) -> None:
    codes = turn_on(cast, maya)
    assert len(set(codes)) == 10
    page = maya.get(PAGE).text
    assert "10 recovery codes are left." in page
    assert codes[0] not in page
    with scope.agency(cast.northwind.pk):
        assert OutgoingEmail.objects.filter(kind="second_factor_on").count() == 1


def test_o151_the_app_s_secret_and_the_codes_are_in_no_row(cast: Cast, maya: Browser) -> None:
    codes = turn_on(cast, maya)
    with scope.agency(cast.northwind.pk):
        secret = bytes(SecondFactor.objects.get().secret)
    told = [secret.hex(), repr(secret), one_time_codes.text_of(secret)]
    told += [form for code in codes for form in (code, code.replace("-", ""))]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = repr(cursor.fetchall())
            assert [one for one in told if one in rows] == [], table


def test_a_wrong_first_code_turns_nothing_on(cast: Cast, maya: Browser) -> None:
    maya.post(f"{PAGE}two-step/beginning/", {"begin-present": PASSWORD})
    refused = maya.post(f"{PAGE}two-step/", {"code": "000000"})
    assert refused.status_code == 422
    assert "That code isn’t right." in refused.text
    assert sign_in(cast, browser(cast.northwind))["Location"] == "/"


def test_it_takes_the_password(cast: Cast, maya: Browser) -> None:
    refused = maya.post(f"{PAGE}two-step/beginning/", {"begin-present": "wrong horse"})
    assert refused.status_code == 422
    assert "That is not your present password." in refused.text
    assert maya.get(f"{PAGE}two-step/").status_code == 303


def test_signing_in_takes_the_code(cast: Cast, codes) -> None:
    visitor = browser(cast.northwind)
    asked = sign_in(cast, visitor, next="/settings/team/")
    assert asked["Location"] == "/sign-in/code/"
    assert visitor.get("/calls/").status_code == 302
    assert visitor.post("/sign-in/code/", {"code": "000000"}).status_code == 422
    done = visitor.post("/sign-in/code/", {"code": code_of(cast, 1)})
    assert done["Location"] == "/settings/team/"
    assert visitor.get("/calls/").status_code == 200


def test_a_code_opens_once(cast: Cast, codes) -> None:
    code = code_of(cast, 1)
    for status in (303, 422):
        visitor = browser(cast.northwind)
        sign_in(cast, visitor)
        assert visitor.post("/sign-in/code/", {"code": code}).status_code == status


def test_a_recovery_code_opens_once_and_is_told(cast: Cast, codes) -> None:
    for status in (303, 422):
        visitor = browser(cast.northwind)
        sign_in(cast, visitor)
        typed = codes[0].upper().replace("-", " ")
        assert visitor.post("/sign-in/code/", {"code": typed}).status_code == status
    with scope.agency(cast.northwind.pk):
        assert OutgoingEmail.objects.filter(kind="recovery_code_used").count() == 1


def test_tries_at_the_code_are_limited(cast: Cast, codes) -> None:
    visitor = browser(cast.northwind)
    sign_in(cast, visitor)
    answers = [visitor.post("/sign-in/code/", {"code": "000000"}).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]
    refused = visitor.post("/sign-in/code/", {"code": code_of(cast, 1)})
    assert refused.status_code == 429
    assert "You can try again at" in refused.text


def test_wherever_from_only_so_many_codes_are_looked_at(cast: Cast, codes) -> None:
    """A network is cheaply had; who tries codes knows the password, and the person is told once."""
    visitor = browser(cast.northwind)
    sign_in(cast, visitor)
    answers = [
        visitor.post(
            "/sign-in/code/", {"code": "000000"}, REMOTE_ADDR=f"2001:db8:0:{net:x}::1"
        ).status_code
        for net in range(53)
    ]
    assert answers == [422] * 50 + [429] * 3
    with scope.agency(cast.northwind.pk):
        assert OutgoingEmail.objects.filter(kind="codes_tried").count() == 1


def test_turning_it_on_ends_what_was_signed_in_without_it(cast: Cast, maya: Browser) -> None:
    other = browser(cast.northwind, cast.maya)
    turn_on(cast, maya)
    assert other.get("/calls/").status_code == 302
    assert maya.get("/calls/").status_code == 200


def test_staff_who_need_one_read_no_calls_without_it(cast: Cast, maya: Browser) -> None:
    """Neither on the agency's side nor in a portal of their own."""
    with scope.agency(cast.northwind.pk):
        owners.add_staff(cast.northwind, addresses.parse(cast.maya.email), name="", role=Role.OWNER)
    cast.northwind.staff_need_second_factor = True
    cast.northwind.save()
    for path in ("/agency/", "/calls/"):
        assert maya.get(path)["Location"] == PAGE


def test_without_the_first_step_there_is_no_second(cast: Cast, codes) -> None:
    visitor = browser(cast.northwind)
    assert visitor.post("/sign-in/code/", {"code": codes[0]})["Location"] == "/sign-in/"
    visitor.cookies["second-step"] = "forged"
    assert visitor.post("/sign-in/code/", {"code": codes[0]})["Location"] == "/sign-in/"


def test_a_password_changed_in_between_ends_the_first_step(cast: Cast, codes) -> None:
    visitor = browser(cast.northwind)
    sign_in(cast, visitor)
    with scope.agency(cast.northwind.pk):
        profile.change_password(cast.maya, password_hash(), by=ANA)
    answer = visitor.post("/sign-in/code/", {"code": code_of(cast, 1)})
    assert answer["Location"] == "/sign-in/"


def test_an_invitation_takes_the_code_too(cast: Cast, codes) -> None:
    with scope.agency(cast.northwind.pk):
        cast.harbor_law.contact_email = cast.maya.email
        cast.harbor_law.contact_email_canonical = cast.maya.email_canonical
        cast.harbor_law.save()
        invitation = invitations.invite(cast.harbor_law, by=SYSTEM, user_id=None)
    visitor = browser(cast.northwind)
    visitor.get(f"/invitation/{offers.facts_of(invitation).token()}/")
    asked = visitor.post("/invitation/", {"password": PASSWORD})
    assert asked["Location"] == "/sign-in/code/"
    assert visitor.get("/calls/").status_code == 302
    done = visitor.post("/sign-in/code/", {"code": code_of(cast, 1)})
    assert done["Location"] == "/home/"
    assert "Harbor Law Group" in visitor.get("/calls/").text


def test_turning_it_off_takes_password_and_code(cast: Cast, maya: Browser, codes) -> None:
    off = f"{PAGE}two-step/off/"
    wrong = maya.post(off, {"off-present": PASSWORD, "off-code": "000000"})
    assert wrong.status_code == 422
    assert maya.post(off, {"off-present": "wrong", "off-code": codes[1]}).status_code == 422
    assert maya.post(off, {"off-present": PASSWORD, "off-code": codes[1]}).status_code == 303
    assert sign_in(cast, browser(cast.northwind))["Location"] == "/"


def test_new_recovery_codes_end_the_old(cast: Cast, maya: Browser, codes) -> None:
    """They take the code too: the password alone would else turn the second step off by them."""
    typed = {"renew-present": PASSWORD}
    assert maya.post(f"{PAGE}two-step/codes/", typed).status_code == 422
    page = maya.post(f"{PAGE}two-step/codes/", {**typed, "renew-code": code_of(cast, 1)}).text
    with scope.agency(cast.northwind.pk):
        assert OutgoingEmail.objects.filter(kind="recovery_codes_new").count() == 1
    fresh = re.findall(r"<code>([^<]+)</code>", page)
    assert not set(fresh) & set(codes)
    visitor = browser(cast.northwind)
    sign_in(cast, visitor)
    assert visitor.post("/sign-in/code/", {"code": codes[2]}).status_code == 422
    assert visitor.post("/sign-in/code/", {"code": fresh[0]}).status_code == 303


def test_a_picture_nobody_confirmed_is_gone_after_a_while(cast: Cast, maya: Browser) -> None:
    maya.post(f"{PAGE}two-step/beginning/", {"begin-present": PASSWORD})
    with scope.agency(cast.northwind.pk):
        SecondFactor.objects.update(created_at=timezone.now() - second_factor.TO_CONFIRM)
    assert maya.get(f"{PAGE}two-step/").status_code == 303


def test_staff_may_have_to(cast: Cast) -> None:
    desk, member = browser(cast.northwind, cast.ana), browser(cast.northwind, cast.maya)
    cast.northwind.staff_need_second_factor = True
    with scope.agency(cast.northwind.pk):
        cast.northwind.save()
    assert desk.get("/agency/clients/")["Location"] == PAGE
    assert desk.post("/agency/clients/new/", {"name": "X"})["Location"] == PAGE
    assert "asks everybody on its team" in desk.get(PAGE).text
    assert member.get("/calls/").status_code == 200
    codes = turn_on(cast, desk)
    assert desk.get("/agency/clients/").status_code == 200
    refused = desk.post(f"{PAGE}two-step/off/", {"off-present": PASSWORD, "off-code": codes[0]})
    assert refused.status_code == 409


# Where one is signed in


def test_each_browser_is_named_and_ended(cast: Cast, maya: Browser) -> None:
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1"
    phone = browser(cast.northwind, cast.maya, HTTP_USER_AGENT=agent)
    page = unescape(maya.get(PAGE).text)
    assert "Safari on iPhone" in page
    assert "This browser" in page
    handle = re.search(r'name="browser" value="([^"]+)"', page)
    assert handle
    assert maya.post(f"{PAGE}sessions/ending/", {"browser": handle[1]}).status_code == 303
    assert phone.get("/calls/").status_code == 302
    assert maya.get("/calls/").status_code == 200


def test_all_others_at_once(cast: Cast, maya: Browser) -> None:
    others = [browser(cast.northwind, cast.maya) for _ in range(3)]
    assert maya.post(f"{PAGE}sessions/others/ending/").status_code == 303
    assert {each.get("/calls/").status_code for each in others} == {302}
    assert maya.get("/calls/").status_code == 200


def test_somebody_else_s_browser_cannot_be_ended(cast: Cast, maya: Browser) -> None:
    ana = browser(cast.northwind, cast.ana)
    browser(cast.northwind, cast.ana)
    page = unescape(ana.get(PAGE).text)
    handle = re.search(r'name="browser" value="([^"]+)"', page)
    assert handle
    for stolen in (handle[1], "", "nonsense", handle[1][:-2] + "xx"):
        maya.post(f"{PAGE}sessions/ending/", {"browser": stolen})
    with scope.agency(cast.northwind.pk):
        assert Session.objects.filter(user=cast.ana, ended_at__isnull=True).count() == 2


def test_a_new_device_is_told_by_mail_once(cast: Cast, maya: Browser) -> None:
    def told() -> int:
        with scope.agency(cast.northwind.pk):
            return OutgoingEmail.objects.filter(kind="new_device", to_name="Maya Chen").count()

    before = told()
    for _ in range(2):
        browser(
            cast.northwind,
            cast.maya,
            HTTP_USER_AGENT="Firefox on Windows",
            REMOTE_ADDR="198.51.100.7",
        )
    assert told() == before + 1
