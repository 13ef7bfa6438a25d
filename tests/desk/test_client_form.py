"""Adding a client and changing what is known of it."""

import re
from datetime import UTC, datetime

import pytest

from callboard.agencies.models import Client
from callboard.audit.models import Entry
from callboard.calls import daily
from callboard.calls.models import Call, DailyCalls
from callboard.mail.models import MailState, OutgoingEmail
from callboard.people.access import Access
from callboard.people.models import Invitation
from callboard.tenancy import scope
from tests.cast import Cast, connection, invited
from tests.people.test_access_states import put

FACTS = {
    "name": "Oak Plumbing",
    "contact_name": "Jo March",
    "contact_email": " Jo@OAK.example ",
    "mobile": "+12075550144",
    "time_zone": "America/Chicago",
    "handles_health_information": "on",
    "notes": "Prefers mornings.",
}


def test_add_a_client(cast: Cast, ana) -> None:
    answer = ana.post("/agency/clients/new/", FACTS)
    with scope.agency(cast.northwind.pk):
        made = Client.objects.get(name="Oak Plumbing")
        entry = Entry.objects.of_client(made.pk).get()
        assert OutgoingEmail.objects.filter(client=made).count() == 0
    assert answer["Location"] == f"/agency/clients/{made.public_id}/"
    assert (made.contact_email_canonical, made.time_zone) == ("jo@oak.example", "America/Chicago")
    assert made.handles_health_information
    assert (entry.act, entry.actor_name, entry.ip) == ("client.created", "Ana Ruiz", "127.0.0.1")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 121),
        ("contact_email", "jo at oak"),
        ("contact_email", "a@oak.example, b@oak.example"),
        ("contact_email", "a@oak.example\r\nBcc: b@oak.example"),
        ("time_zone", "Mars/Olympus"),
        ("name", "\u200b\0"),
        ("notes", "Prefers mornings.\0"),
    ],
)
def test_bad_input_keeps_what_was_typed(cast: Cast, ana, field: str, value: str) -> None:
    answer = ana.post("/agency/clients/new/", FACTS | {field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Prefers mornings." in page
    assert f'id="id_{field}-error"' in page
    assert "<title>Error:" in page
    with scope.agency(cast.northwind.pk):
        assert not Client.objects.filter(contact_name="Jo March").exists()


def test_a_change_says_what_was_there_before(ana, dentist, address) -> None:
    sent = FACTS | {"contact_email": dentist.contact_email, "notes": "", "name": dentist.name}
    assert ana.post(address(dentist, "edit/"), sent).status_code == 302
    entry = Entry.objects.of_client(dentist.pk)[0]
    assert entry.act == "client.changed"
    assert entry.before["time_zone"] == "America/New_York"
    assert entry.after["time_zone"] == "America/Chicago"
    assert "name" not in entry.before
    entries = Entry.objects.count()
    ana.post(address(dentist, "edit/"), sent)
    assert Entry.objects.count() == entries


def test_a_changed_address_ends_the_open_invitation(ana, dentist, address) -> None:
    invitation = invited(dentist)
    page = ana.get(address(dentist, "edit/")).content.decode()
    assert "its link stops working at once" in page
    sent = FACTS | {"send": "1"}
    answer = ana.post(address(dentist, "edit/"), sent)
    assert answer["Location"] == address(dentist, "invitation/")
    invitation.refresh_from_db()
    assert invitation.state == "address_changed"
    assert OutgoingEmail.objects.get(client=dentist).state == MailState.DROPPED
    assert Invitation.objects.open().filter(client=dentist).count() == 0


def test_an_active_client_is_not_saved_and_sent(ana, dentist, address) -> None:
    put(dentist, Access.ACTIVE)
    page = ana.get(address(dentist, "edit/")).content.decode()
    assert "Lee Park signs in with this address." in page
    assert "Save and Send" not in page
    sent = FACTS | {"contact_email": dentist.contact_email}
    assert ana.post(address(dentist, "edit/"), sent).status_code == 302
    dentist.refresh_from_db()
    assert (dentist.name, dentist.contact_email) == ("Oak Plumbing", "lee@pinestreet.example")


def test_a_form_opened_before_acceptance_changes_nothing_after_it(ana, dentist, address) -> None:
    put(dentist, Access.ACTIVE)
    assert ana.post(address(dentist, "edit/"), FACTS).status_code == 422
    dentist.refresh_from_db()
    assert (dentist.name, dentist.contact_email) == ("Pine Street Dental", "lee@pinestreet.example")


def test_a_new_zone_counts_the_days_anew(ana, dentist, address) -> None:
    on = connection(dentist.agency)
    late = datetime(2026, 11, 10, 4, 30, tzinfo=UTC)  # 11:30 PM of the 9th in New York
    Call.objects.create(
        agency=dentist.agency,
        connection=on,
        client=dentist,
        external_id="call-1",
        outcome="completed",
        started_at=late,
        last_event_at=late,
        created_at=late,
    )
    daily.rebuild(dentist)
    assert DailyCalls.objects.get(client=dentist).day.day == 9
    sent = FACTS | {"contact_email": dentist.contact_email, "time_zone": "Europe/Berlin"}
    ana.post(address(dentist, "edit/"), sent)
    assert DailyCalls.objects.get(client=dentist).day.day == 10


def test_a_form_opened_before_a_colleague_saved_takes_nothing_back(ana, dentist, address) -> None:
    """It says what is stored by now, keeps what was typed, and saves it at the second time."""
    path = address(dentist, "edit/")

    def seen() -> str:
        found = re.search(r'name="seen" value="(\w+)"', ana.get(path).text)
        assert found
        return found[1]

    typed = {**FACTS, "contact_email": dentist.contact_email, "seen": seen()}
    other = {**typed, "notes": "Rings back on Mondays.", "contact_email": "new@dentist.example"}
    assert ana.post(path, other).status_code == 302
    refused = ana.post(path, typed)
    assert refused.status_code == 422
    assert "Somebody else saved this client meanwhile." in refused.text
    assert "Contact email: “new@dentist.example”" in refused.text
    assert "Prefers mornings." in refused.text
    dentist.refresh_from_db()
    assert dentist.contact_email == "new@dentist.example"
    assert ana.post(path, {**typed, "seen": seen()}).status_code == 302
