"""Layer five: every URL of the product, asked for by everybody, with canaries in all data.

The list is made from the resolver. A parameter that is not described here fails the test: whoever
adds one says what it names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import get_resolver
from django.utils import timezone

from callboard.agencies.models import Agency, Client
from callboard.agents.models import Agent, Connection
from callboard.calls.models import Call, Recording, Transcript
from callboard.mail.models import OutgoingEmail
from callboard.people import batches, revocation, roles
from callboard.people.models import (
    AccessRequest,
    Batch,
    BatchItem,
    Invitation,
    Membership,
    Staff,
    User,
)
from callboard.people.models.batch import BatchAct
from callboard.people.roles import Role
from callboard.tenancy import audience, scope
from callboard.tenancy.audience import Side
from callboard.tenancy.checks import url_patterns
from tests.cast import ANA, Cast, agent, browser, client, connection, member
from tests.conftest import DEEP, on_postgres

CANARY = "canary-of-{}"


@dataclass
class Tenant:
    """One client's data, with its canary in everything a page could show."""

    canary: str
    client: Client
    agent: Agent
    connection: Connection
    call: Call
    invitation: Invitation | None
    user: User | None
    asked: AccessRequest | None
    batch: Batch


def plant(of, name: str, *, own_connection: Connection | None = None) -> Tenant:
    canary = CANARY.format(name)
    of.name = f"{of.name} {canary}"
    of.notes = of.contact_name = canary
    of.save()
    on = own_connection or connection(of.agency)
    Connection.objects.filter(pk=on.pk).update(label=canary)
    robin = agent(of, on, name=canary)
    now = timezone.now()
    call = Call.objects.create(
        agency=of.agency,
        connection=on,
        agent=robin,
        client=of,
        external_id=canary,
        caller_name=canary,
        summary=canary,
        from_number="+14155550123",
        spoken=True,
        outcome="completed",
        rank=4,
        started_at=now,
        last_event_at=now,
        created_at=now,
    )
    Transcript.objects.create(
        agency=of.agency,
        call=call,
        turns=[{"role": "agent", "text": canary, "start_ms": 0, "end_ms": 900}],
    )
    Recording.objects.create(agency=of.agency, call=call, state="failed", reason=canary)
    invitation = Invitation.objects.filter(client=of).first()
    asked = (
        None
        if invitation is None
        else AccessRequest.objects.create(
            agency=of.agency,
            client=of,
            invitation=invitation,
            name=canary,
            address="sam@example.com",
            address_canonical="sam@example.com",
            created_at=now,
        )
    )
    user = invitation.accepted_by if invitation else None
    return Tenant(canary, of, robin, on, call, invitation, user, asked, sent_to_many(of, canary))


def sent_to_many(of: Client, canary: str) -> Batch:
    key = canary[-16:]
    owner = Staff.objects.filter(role=Role.OWNER).values_list("user_id", flat=True)[0]
    act = BatchAct.RESEND
    return batches.start(of.agency, [of], act, key=key, note=canary, by=ANA, user_id=owner)


# Rights are plain code: with default sizes PostgreSQL is asked as the most and the least of them.
FEW = [Role.OWNER, Role.READ_ONLY]
ROLES = FEW if on_postgres() and not DEEP else list(Role)


@pytest.fixture
def world(cast: Cast):
    """Bright Smile is the target; Harbor Law is of the same agency, Cedar Clinic of another."""
    with scope.agency(cast.northwind.pk):
        target = plant(cast.bright_smile, "bright-smile")
        plant(cast.harbor_law, "harbor-law")
        sam = member(cast.harbor_law, "Sam Ortiz")
        gone = client(cast.northwind, "Gone", "gone@gone.example")
        lost = member(gone, "Lost Person")
        visitors = {
            "nobody": browser(cast.northwind),
            "member of another client": browser(cast.northwind, sam),
            "revoked member": browser(cast.northwind, lost),
            **{role.value: browser(cast.northwind, cast.staff[role]) for role in ROLES},
            "right member": browser(cast.northwind, cast.maya),
        }
        revocation.revoke(gone, by=ANA)
    with scope.agency(cast.lumen.pk):
        plant(cast.cedar_clinic, "cedar-clinic")
        there = member(cast.cedar_clinic, "Maya at Lumen")
        visitors["member of another agency"] = browser(cast.lumen, there)
        visitors["staff of another agency"] = browser(cast.lumen, cast.lumen_owner)
    return target, visitors


def address(route: str, target: Tenant) -> str:
    """The route with the target's ids in it. A parameter nobody has described fails the test."""
    known = {
        "client_id": target.client.public_id,
        "call_id": target.call.public_id,
        "user_id": target.user.public_id if target.user else "",
        "request_id": target.asked.public_id if target.asked else "",
        "provider": "vapi",
        "token": "nonsense",
        "name": "nonsense.css",
        "slug": target.client.agency.slug,
        "fingerprint": "nonsense",
    }
    by_place = [
        ("invitations/<", target.invitation.public_id if target.invitation else ""),
        ("agents/<", target.agent.public_id),
        ("connections/<", target.connection.public_id),
        ("batches/<", target.batch.public_id),
        ("clients/<", target.client.public_id),
        ("calls/<", target.call.public_id),
    ]

    def value(match: re.Match[str]) -> str:
        name = match["name"]
        if name == "public_id":
            return next(found for place, found in by_place if place in route)
        return known[name]

    return "/" + re.sub(r"<(?:\w+:)?(?P<name>\w+)>", value, route)


def asked(visitor: Browser, path: str) -> tuple[int, str]:
    response: Any = visitor.get(path)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, body.decode("utf-8", "replace")


def described() -> Iterator[tuple[str, str, audience.Audience]]:
    """Every route with its name and its audience."""
    for route, pattern in url_patterns(get_resolver()):
        declared = audience.of(pattern.callback)
        assert declared is not None, route
        yield route, pattern.name or "", declared


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


def test_a_dialog_is_never_answered_with_a_whole_page(world) -> None:
    """Whatever is shown in the page's dialog stays a panel, refused or not."""
    target, visitors = world
    inside = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "dialog"}
    owner, whole = visitors[Role.OWNER.value], []
    for route, _name, declared in described():
        if declared.side is not Side.STAFF:
            continue
        path = address(route, target)
        opened = owner.get(path, **inside)
        if opened.status_code == 200 and b"<html" not in opened.content:
            for facts in ({}, {"confirm": "on"}):
                answer = owner.post(path, facts, **inside)
                # What is not found is not shown in the dialog at all.
                if b"<html" in answer.content and answer.status_code != 404:
                    whole.append(path)
    refused = visitors[Role.READ_ONLY.value].get("/agency/batches/new/resend/", **inside)
    assert (refused.status_code, refused["HX-Refresh"]) == (403, "true")
    owners = f"/agency/staff/{target_owner(target)}/removal/"
    assert b"<html" not in owner.post(owners, **inside).content
    assert whole == []


def target_owner(target: Tenant) -> str:
    with scope.agency(target.client.agency_id):
        owner = Staff.objects.select_related("user").get(role=Role.OWNER, ended_at__isnull=True)
        return owner.user.public_id


def test_o062_posts_of_outsiders_change_nothing(world) -> None:
    """POST every URL with the target's ids as those who may not: nothing of the target changes."""
    target, visitors = world
    before = digest()
    for route, _name, declared in described():
        if declared.side not in (Side.STAFF, Side.MEMBER):
            continue
        path = address(route, target)
        outsiders = ["nobody", "revoked member", Role.READ_ONLY.value]
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
    exempt = {"hook", "invitation_link"}
    for route, pattern in url_patterns(get_resolver()):
        if pattern.name in exempt:
            continue
        for who in ("right member", Role.OWNER.value):
            strict = Browser(enforce_csrf_checks=True, SERVER_NAME=target.client.agency.host)
            strict.cookies = visitors[who].cookies
            status = strict.post(address(route, target)).status_code
            assert status in (403, 404, 405), f"{route} as {who}: {status}"
