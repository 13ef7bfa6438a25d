"""Invitations to many clients at once: looked at first, sent in the background, told row by row."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.audit.models import Entry
from callboard.limits.models import Bucket
from callboard.mail.models import MailState, OutgoingEmail
from callboard.people import access, batches, budgets, invitations
from callboard.people.access import Access
from callboard.people.models import Batch, BatchItem, Invitation
from callboard.people.models.batch import ItemState
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import ANA, Cast, agent, browser, client, connection, invited

RESEND = "/agency/batches/new/resend/"
INVITE = "/agency/batches/new/invite/"
LONG_AGO = timedelta(days=30)


@pytest.fixture
def desk(cast: Cast) -> Browser:
    return browser(cast.northwind, cast.ana)


@pytest.fixture
def expired(cast: Cast) -> list[Client]:
    """Twelve whose links ran out."""
    with scope.agency(cast.northwind.pk):
        clients = [
            client(cast.northwind, f"Expired {n:02}", f"hello@expired-{n}.example")
            for n in range(12)
        ]
        for one in clients:
            invited(one, at=timezone.now() - LONG_AGO)
    return clients


def key_on(page: str) -> str:
    found = re.search(r'name="key" value="([0-9a-z]{16})"', page)
    assert found
    return found[1]


def send(desk: Browser, clients: list[Client], path: str = RESEND, **more: str):
    key = more.pop("key", None) or key_on(desk.get(path).text)
    chosen = [one.public_id for one in clients]
    return desk.post(path, {"key": key, "clients": chosen, **more})


def work(cast: Cast) -> Batch:
    """What the worker does once the ten seconds are over."""
    with scope.agency(cast.northwind.pk):
        batch = Batch.objects.get()
        batches.work_through.func(cast.northwind.pk, batch.pk)
        batch.refresh_from_db()
    return batch


def state(cast: Cast, of: Client) -> str:
    with scope.agency(cast.northwind.pk):
        return access.of(of.pk, timezone.now()).access


def test_the_chosen_are_sent_a_new_link(cast: Cast, desk: Browser, expired: list[Client]) -> None:
    page = desk.get(RESEND).text
    assert page.count('name="clients"') == page.count(" checked") == 12
    assert "Choose none" in page
    assert desk.get(f"{RESEND}?none").text.count(" checked") == 0
    answer = send(desk, expired[:9])
    assert answer.status_code == 303
    assert "0 of 9 sent" in desk.get(answer.url).text
    assert "0 of 9 sent" in desk.get("/agency/").text
    with scope.agency(cast.northwind.pk):
        # Nothing happens in the first ten seconds.
        assert not OutgoingEmail.objects.filter(generation=2).exists()
    batch = work(cast)
    assert batch.ended_at is not None
    with scope.agency(cast.northwind.pk):
        mails = OutgoingEmail.objects.filter(kind="invitation", generation=2)
        assert mails.count() == 9
        mails.update(state=MailState.SENT)
        resent = Entry.objects.filter(act="invitation.resent", actor_name=cast.ana.name)
        assert resent.count() == 9
    assert [state(cast, one) for one in expired].count(Access.INVITE_SENT) == 9
    assert "9 of 9 sent" in desk.get(answer.url).text
    assert "Sending invitations" not in desk.get("/agency/").text


def test_the_same_form_twice_is_one_batch(cast: Cast, desk: Browser, expired: list[Client]) -> None:
    key = key_on(desk.get(RESEND).text)
    first, second = (send(desk, expired, key=key) for _ in range(2))
    assert first.url == second.url
    work(cast)
    assert send(desk, expired, key=key).url == first.url
    with scope.agency(cast.northwind.pk):
        assert Batch.objects.count() == 1


def test_worked_through_twice_it_mails_once(
    cast: Cast, desk: Browser, expired: list[Client]
) -> None:
    send(desk, expired)
    work(cast)
    work(cast)
    with scope.agency(cast.northwind.pk):
        assert OutgoingEmail.objects.filter(generation=2).count() == 12


def test_who_was_sent_one_meanwhile_is_left_alone(
    cast: Cast, desk: Browser, expired: list[Client]
) -> None:
    answer = send(desk, expired[:3])
    with scope.agency(cast.northwind.pk):
        invitations.resend(expired[0], by=ANA)
        Client.objects.filter(pk=expired[1].pk).update(archived_at=timezone.now())
    work(cast)
    page = desk.get(answer.url).text
    assert "Left as it was: Invite Sent by now" in page
    assert "Left as it was: changed meanwhile" in page
    assert "2 left alone" in page
    with scope.agency(cast.northwind.pk):
        assert Invitation.objects.get(client=expired[0]).generation == 2
        denied = Entry.objects.filter(denied=True, act="invitation.resend")
        assert denied.count() == 2


def test_stopped_in_time_it_changed_nothing(
    cast: Cast, desk: Browser, expired: list[Client]
) -> None:
    path = send(desk, expired).url
    assert desk.post(f"{path}stop/").status_code == 303
    page = desk.get(path).text
    assert "12 clients are left as they were." in page
    assert "Left as it was: stopped" in page
    work(cast)
    assert {state(cast, one) for one in expired} == {Access.INVITE_EXPIRED}
    desk.post(f"{path}stop/")
    assert "All were sent already." in desk.get(path).text


def test_what_a_limit_refused_can_be_tried_again(
    cast: Cast, desk: Browser, expired: list[Client]
) -> None:
    path = send(desk, expired[:2]).url
    with scope.agency(cast.northwind.pk):
        for _ in range(5):
            budgets.spend_invitation(
                cast.northwind.pk, expired[0].contact_email_canonical, timezone.now()
            )
    work(cast)
    page = desk.get(path).text
    assert "Too many mails. Possible again:" in page
    assert "1 not sent" in page
    with scope.agency(cast.northwind.pk):
        Bucket.objects.all().delete()
    assert desk.post(f"{path}retry/").status_code == 303
    work(cast)
    with scope.agency(cast.northwind.pk):
        done = BatchItem.objects.filter(state=ItemState.DONE)
        assert done.count() == 2
    desk.post(f"{path}retry/")
    assert "Nothing is left to try again." in desk.get(path).text


def test_a_first_invitation_goes_to_clients_with_a_live_agent(cast: Cast, desk: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        on = connection(cast.northwind)
        live = [client(cast.northwind, f"Live {n}", f"hi@live-{n}.example") for n in range(3)]
        for one in live:
            agent(one, on)
        client(cast.northwind, "Without an address")
    page = desk.get(INVITE).text
    assert page.count('name="clients"') == 3
    assert "Harbor Law Group" not in page
    path = send(desk, live, INVITE, note="See your calls here.").url
    work(cast)
    with scope.agency(cast.northwind.pk):
        sent = Invitation.objects.filter(client__in=live)
        assert {one.note for one in sent} == {"See your calls here."}
        assert {one.invited_by_id for one in sent} == {cast.ana.pk}
    file = desk.get(f"{path}invitations.csv")
    lines = list(csv.reader(io.StringIO(file.text.lstrip("\ufeff"))))
    assert [line[0] for line in lines] == ["Client", "Live 0", "Live 1", "Live 2"]


@pytest.mark.parametrize("chosen", [[], ["nobody"], ["\0"]])
def test_nobody_chosen_is_said(desk: Browser, expired: list[Client], chosen: list[str]) -> None:
    key = key_on(desk.get(RESEND).text)
    answer = desk.post(RESEND, {"key": key, "clients": chosen})
    assert answer.status_code == 422
    assert "Choose at least one client." in answer.text


@pytest.mark.parametrize("key", ["", "\0", "x" * 500, "'; --"])
def test_a_form_with_another_key_sends_nothing(
    cast: Cast, desk: Browser, expired: list[Client], key: str
) -> None:
    answer = desk.post(RESEND, {"key": key, "clients": [expired[0].public_id]})
    assert answer.status_code == 422
    assert "This form is out of date." in answer.text
    with scope.agency(cast.northwind.pk):
        assert not Batch.objects.exists()


def test_who_may_not_invite_sees_none_of_it(cast: Cast, expired: list[Client]) -> None:
    reader = browser(cast.northwind, cast.staff[Role.READ_ONLY])
    assert reader.get(RESEND).status_code == 403
    assert "Resend All" not in reader.get("/agency/").text
    assert "Resend All" in browser(cast.northwind, cast.ana).get("/agency/").text


def test_no_such_act(desk: Browser) -> None:
    assert desk.get("/agency/batches/new/delete/").status_code == 404


def test_it_costs_the_same_for_many(
    desk: Browser, expired: list[Client], django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(9):
        desk.get(RESEND)
    path = send(desk, expired).url
    with django_assert_max_num_queries(9):
        desk.get(path)
