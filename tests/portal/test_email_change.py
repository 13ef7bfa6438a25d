"""A new address for one's own account, from the profile to the confirmation."""

import pytest
from django.test import Client as Browser
from django.utils import timezone

from callboard.agencies import addresses
from callboard.audit.models import Entry
from callboard.keys import ring
from callboard.mail.models import OutgoingEmail
from callboard.people import address_changes, address_links
from callboard.people.models import AddressChange, SecondFactor, User
from callboard.tenancy import scope
from tests.cast import PASSWORD, SOMEBODY, Cast, browser, member

PROFILE = "/settings/profile/"
NEW = "maya@chen.example"
OLD = "maya@brightsmile.example"


def ask(visitor: Browser, email: str = NEW, password: str = PASSWORD):
    fields = {"change-email": email, "change-present": password}
    return visitor.post(f"{PROFILE}email/", fields)


def paths(cast: Cast) -> tuple[str, str]:
    """Where the two mailed links lead: the new address's, the old one's."""
    with scope.agency(cast.northwind.pk):
        change = AddressChange.objects.latest("pk")
        confirm = address_links.facts_of(change, "email_change").token()
        stop = address_links.facts_of(change, "email_stop").token()
    return f"/email-change/{confirm}/", f"/email-stop/{stop}/"


def email_of(cast: Cast) -> str:
    with scope.agency(cast.northwind.pk):
        return str(User.objects.get(pk=cast.maya.pk).email)


def follow(visitor: Browser, path: str):
    answer = visitor.get(path)
    assert answer.status_code == 303, answer.text
    assert path not in answer["Location"]
    assert answer["Referrer-Policy"] == "no-referrer"
    return visitor.get(answer["Location"])


def test_o055_the_person_changes_the_own_address(cast: Cast, maya: Browser) -> None:
    elsewhere = browser(cast.northwind, cast.maya)
    assert ask(maya).status_code == 303
    page = maya.get(PROFILE).text
    assert NEW in page
    assert "is not confirmed yet" in page
    assert email_of(cast) == OLD
    link, _stop = paths(cast)
    assert "Other browsers are signed out" in follow(maya, link).text
    assert email_of(cast) == OLD  # a GET confirms nothing
    before = maya.cookies["session"].value
    done = maya.post("/email-change/")
    assert (done.status_code, done["Location"]) == (303, PROFILE)
    assert email_of(cast) == NEW
    assert maya.cookies["session"].value != before
    assert "You sign in with maya@chen.example from now on." in maya.get(PROFILE).text
    assert elsewhere.get("/calls/")["Location"].startswith("/sign-in/")
    fresh = Browser(SERVER_NAME=cast.northwind.host)
    assert fresh.post("/sign-in/", {"email": OLD, "password": PASSWORD}).status_code == 422
    assert fresh.post("/sign-in/", {"email": NEW, "password": PASSWORD}).status_code == 303


@pytest.mark.parametrize(
    ("email", "password", "said"),
    [
        (NEW, "not the password", "That is not your present password."),
        ("maya at chen", PASSWORD, "Enter one email address"),
        ("", PASSWORD, "Enter your new email."),
        (OLD.upper(), PASSWORD, "You sign in with this email already."),
    ],
)
def test_what_is_wrong_is_said_and_kept(
    cast: Cast, maya: Browser, email: str, password: str, said: str
) -> None:
    answer = ask(maya, email, password)
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{email}"' in answer.text or not email
    assert "<title>Error: " in answer.text
    with scope.agency(cast.northwind.pk):
        assert not AddressChange.objects.exists()


def test_guesses_at_the_password_run_out(maya: Browser) -> None:
    for _ in range(10):
        assert ask(maya, password="not the password").status_code == 422
    assert ask(maya).status_code == 429


def test_too_many_mails_are_refused_with_the_time(cast: Cast, maya: Browser) -> None:
    ask(maya)
    for _ in range(2):
        assert maya.post(f"{PROFILE}email/resend/").status_code == 303
    answer = maya.post(f"{PROFILE}email/resend/")
    assert answer.status_code == 429
    assert "Too many mails. You can send again at" in answer.text
    assert ask(maya, "other@chen.example").status_code == 429
    with scope.agency(cast.northwind.pk):
        assert OutgoingEmail.objects.filter(to_address=NEW).count() == 3


def test_cancelling_in_the_profile(cast: Cast, maya: Browser) -> None:
    ask(maya)
    assert maya.post(f"{PROFILE}email/cancellation/").status_code == 303
    assert "is not confirmed yet" not in maya.get(PROFILE).text
    assert maya.post(f"{PROFILE}email/cancellation/").status_code == 404
    assert maya.get(paths(cast)[0]).status_code == 410


def test_without_a_session_the_password_confirms(cast: Cast, maya: Browser) -> None:
    ask(maya)
    visitor = Browser(SERVER_NAME=cast.northwind.host)
    page = follow(visitor, paths(cast)[0])
    assert OLD not in page.text
    assert "m•••@brightsmile.example" in page.text
    assert visitor.post("/email-change/", {"password": "not the password"}).status_code == 422
    assert visitor.post("/email-change/").status_code == 422
    assert email_of(cast) == OLD
    done = visitor.post("/email-change/", {"password": PASSWORD})
    assert (done.status_code, done["Location"]) == (303, "/sign-in/")
    assert email_of(cast) == NEW
    assert "session" not in visitor.cookies  # signing in may ask for more
    assert maya.get("/calls/").status_code == 302
    with scope.agency(cast.northwind.pk):
        entry = Entry.objects.get(act="address_change.confirmed")
        assert (entry.actor_kind, entry.actor_name) == ("member", "Maya Chen")


def test_who_has_a_second_factor_signs_in_first(cast: Cast, maya: Browser) -> None:
    ask(maya)
    with scope.agency(cast.northwind.pk):
        now = timezone.now()
        SecondFactor.objects.create(
            agency=cast.northwind, user=cast.maya, secret=b"x", created_at=now, confirmed_at=now
        )
    visitor = Browser(SERVER_NAME=cast.northwind.host)
    assert "/sign-in/?next=/email-change/" in follow(visitor, paths(cast)[0]).text
    assert visitor.post("/email-change/", {"password": PASSWORD}).status_code == 409
    assert email_of(cast) == OLD


def test_o056_another_account_is_refused(cast: Cast, maya: Browser, ana: Browser) -> None:
    ask(maya)
    assert "You are signed in as" in follow(ana, paths(cast)[0]).text
    assert ana.post("/email-change/").status_code == 409
    assert email_of(cast) == OLD


def test_o056_twice(cast: Cast, maya: Browser) -> None:
    ask(maya)
    link, stop = paths(cast)
    follow(maya, link)
    cookie = maya.cookies["email_change"].value
    maya.post("/email-change/")
    again = maya.get(link)
    assert again.status_code == 200
    assert "Your email was changed already" in again.text
    maya.cookies["email_change"] = cookie
    assert maya.post("/email-change/").status_code == 409
    assert maya.get(stop).status_code == 200


def test_o057_taken_meanwhile(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        sam = member(cast.harbor_law, "Sam Ortiz")
    known, unknown = ask(maya, sam.email), ask(maya, "nobody@chen.example")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    ask(maya, sam.email)
    follow(maya, paths(cast)[0])
    answer = maya.post("/email-change/")
    assert answer.status_code == 409
    assert "This email cannot be used" in answer.text
    assert email_of(cast) == OLD
    assert maya.get("/calls/").status_code == 200


def test_the_old_address_stops_it_without_signing_in(cast: Cast, maya: Browser) -> None:
    ask(maya)
    link, stop = paths(cast)
    visitor = Browser(SERVER_NAME=cast.northwind.host)
    for _ in range(2):
        page = follow(visitor, stop)
        assert "Stop the Change" in page.text
    assert maya.get(link).status_code == 303  # still pending
    assert "The change is stopped" in visitor.post("/email-stop/").text
    assert maya.get(link).status_code == 410
    assert visitor.get(stop).status_code == 410
    assert visitor.post("/email-stop/").status_code == 404
    assert maya.post("/email-change/").status_code == 404
    assert email_of(cast) == OLD


def test_o018_a_link_or_cookie_of_the_other_purpose_opens_nothing(
    cast: Cast, maya: Browser
) -> None:
    ask(maya)
    link, stop = paths(cast)
    assert maya.get(link.replace("change", "stop")).status_code == 404
    assert maya.get(stop.replace("stop", "change")).status_code == 404
    for path in (link, stop):
        token = path.split("/")[2]
        assert maya.get(f"/invitation/{token}/").status_code == 404
        assert maya.get(f"/reset-password/{token}/").status_code == 410
        assert maya.get(f"/setup/{token}/").status_code in (404, 410)
    follow(maya, stop)
    maya.cookies["email_change"] = maya.cookies["email_stop"].value
    assert maya.post("/email-change/").status_code == 404
    assert email_of(cast) == OLD


def test_a_form_from_elsewhere_confirms_and_stops_nothing(cast: Cast, maya: Browser) -> None:
    ask(maya)
    strict = Browser(SERVER_NAME=cast.northwind.host, enforce_csrf_checks=True)
    strict.cookies = maya.cookies
    for path in (*paths(cast),):
        strict.get(path)
    for path in ("/email-change/", "/email-stop/", f"{PROFILE}email/cancellation/"):
        assert strict.post(path).status_code == 403
    assert email_of(cast) == OLD


def test_staff_change_theirs_too(cast: Cast, ana: Browser) -> None:
    assert ask(ana, "ana@ruiz.example").status_code == 303
    assert "ana@ruiz.example" in ana.get(PROFILE).text
    follow(ana, paths(cast)[0])
    assert ana.post("/email-change/").status_code == 303
    assert ana.get("/agency/clients/").status_code == 200


def test_the_other_agency_sees_nothing(cast: Cast, maya: Browser) -> None:
    ask(maya)
    visitor = Browser(SERVER_NAME=cast.lumen.host)
    for path in paths(cast):
        answer = visitor.get(path)
        assert answer.status_code == 404
        assert NEW not in answer.text
        assert OLD not in answer.text


def test_a_retired_key_opens_nothing(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        change = address_changes.propose(cast.maya, addresses.parse(NEW), by=SOMEBODY)
        link = paths(cast)[0]
        assert change.key_id == ring.newest_key_id()
        AddressChange.objects.filter(pk=change.pk).update(key_id="retired")
    assert maya.get(link).status_code == 404
