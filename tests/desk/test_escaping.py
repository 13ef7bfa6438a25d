"""Whatever a name says, it is text: on the agency's pages, in the preview and in the mail."""

from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from callboard.agencies.models import Agency, Client
from callboard.calls.models import Call, Transcript
from callboard.mail import compose
from callboard.people.mails.invitation import invitation_message
from callboard.people.models import Invitation, User
from callboard.tenancy import scope
from tests.cast import Cast, agent, connection, invited

HOSTILE = "\"'><a href=//evil.example>x</a><img src=x onerror=1>{{ 7*7 }}</mj-text><mj-raw>"


class Tags(HTMLParser):
    """The elements and attributes a browser would see."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def assert_only_text(page: str, where: str) -> None:
    for _tag, attributes in Tags(page).found:
        assert "onerror" not in attributes, where
        assert attributes.get("src") != "x", where
        link = attributes.get("href") or attributes.get("src") or ""
        assert urlsplit(link).netloc != "evil.example", f"{where}: {link}"
    assert "{{ 7*7 }}" in page, f"{where} does not show the name at all"
    assert "<mj-" not in page.replace("&lt;mj-", ""), where


@pytest.fixture
def world(cast: Cast):
    """Every name of Northwind and of Harbor Law is hostile."""
    with scope.agency(cast.northwind.pk):
        agency, client = cast.northwind, cast.harbor_law
        Agency.objects.filter(pk=agency.pk).update(name=HOSTILE[:100], support_phone=HOSTILE[:40])
        User.objects.filter(pk=cast.ana.pk).update(name=HOSTILE)
        Client.objects.filter(pk=client.pk).update(
            name=HOSTILE, contact_name=HOSTILE, notes=HOSTILE, mobile=HOSTILE[:40]
        )
        on = connection(agency)
        robin = agent(client, on, name=HOSTILE[:80])
        type(on).objects.filter(pk=on.pk).update(label=HOSTILE[:80])
        now = timezone.now()
        call = Call.objects.create(
            agency=agency,
            connection=on,
            agent=robin,
            client=client,
            external_id=HOSTILE,
            caller_name=HOSTILE,
            from_number=HOSTILE[:60],
            summary=HOSTILE,
            ended_reason=HOSTILE,
            outcome="completed",
            rank=4,
            started_at=now,
            last_event_at=now,
            created_at=now,
        )
        turn = {"role": "agent", "text": HOSTILE, "start_ms": 0, "end_ms": 900}
        Transcript.objects.create(agency=agency, call=call, turns=[turn])
        nobodys = {"external_id": "call-2", "agent_reference": HOSTILE, "agent": None}
        Call.objects.create(
            agency=agency,
            connection=on,
            started_at=now,
            last_event_at=now,
            created_at=now,
            **nobodys,
        )
        client.refresh_from_db()
        client.agency = Agency.objects.select_related("brand").get(pk=agency.pk)
        yield client, robin, on, call


def test_o053_pages(ana, world, address) -> None:
    client, robin, on, call = world
    for path in (
        "/agency/clients/",
        f"/agency/clients/?q={HOSTILE[:4]}",
        address(client),
        address(client, "access/?seen=other"),
        address(client, "edit/"),
        address(client, "calls/"),
        address(client, "invitation/"),
        "/agency/calls/",
        f"/agency/calls/{call.public_id}/",
        "/agency/agents/",
        f"/agency/agents/{robin.public_id}/",
        "/agency/connections/",
        f"/agency/connections/{on.public_id}/",
        "/agency/settings/branding/",
        "/agency/settings/branding/preview/page/",
    ):
        assert_only_text(ana.get(path).content.decode(), path)


def test_o053_dialogs_after_a_send(ana, world, address) -> None:
    client, *_ = world
    invited(client, at=timezone.now() - timedelta(hours=1))
    for below in ("invitation/resend/", "invitation/cancellation/"):
        answer = ana.get(address(client, below))
        assert_only_text(answer.content.decode(), below)
    answer = ana.post(address(client, "invitation/link/"))
    assert_only_text(answer.content.decode(), "link")


def test_o053_preview_and_mail(cast: Cast, ana, world, address) -> None:
    client, *_ = world
    preview = ana.get(address(client, "invitation/preview/"), {"note": HOSTILE})
    assert_only_text(preview.content.decode(), "preview")
    offered = Invitation(
        agency=client.agency,
        client=client,
        note=HOSTILE,
        invited_by=User.objects.get(pk=cast.ana.pk),
        expires_at=timezone.now(),
    )
    message = invitation_message(offered, link=client.agency.url("/invitation/x/"))
    assert_only_text(compose.html_of(message), "mail")


def test_o053_what_was_typed_wrong_comes_back_as_text(ana, cast: Cast) -> None:
    for path, sent in (
        ("/agency/clients/new/", {"name": HOSTILE, "contact_email": HOSTILE, "notes": HOSTILE}),
        ("/agency/connections/new/", {"label": HOSTILE[:80], "auth_mode": "none"}),
        ("/agency/settings/branding/", {"name": HOSTILE[:100], "colour": HOSTILE[:9]}),
    ):
        answer = ana.post(path, sent)
        assert answer.status_code == 422, path
        assert_only_text(answer.content.decode(), path)
