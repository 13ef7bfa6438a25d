"""Three clients of two agencies with a canary in all data, and everybody who may come."""

from dataclasses import dataclass

import pytest
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.agents import faqs
from callboard.agents.models import Agent, ChangeRequest, Connection, Faq, Publication
from callboard.billing import credits, invoices, plans
from callboard.billing.models import Credit, Invoice, Rounding
from callboard.billing.plans import Offer
from callboard.bookings import bookings
from callboard.bookings.bookings import BookingFacts
from callboard.bookings.models import Booking
from callboard.calls.models import (
    Call,
    CallExport,
    Move,
    Recording,
    SavedView,
    Transcript,
    UnansweredQuestion,
)
from callboard.examples.models import ExampleCall
from callboard.payments.models import Account, Customer
from callboard.people import batches, revocation
from callboard.people.models import (
    AccessRequest,
    Batch,
    Invitation,
    Membership,
    Passkey,
    Staff,
    User,
)
from callboard.people.models.batch import BatchAct
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import ANA, Cast, agent, browser, client, connection, member
from tests.conftest import on_postgres
from tests.sizes import sized
from tests.tenancy.said import published, unanswered, wished

CANARY = "canary-of-{}"


@dataclass
class Tenant:
    """One client's data, with its canary in everything a page could show."""

    canary: str
    client: Client
    agent: Agent
    connection: Connection
    call: Call
    booking: Booking
    invitation: Invitation | None
    user: User | None
    asked: AccessRequest | None
    batch: Batch
    move: Move
    example: ExampleCall
    view: SavedView | None
    export: CallExport | None
    credit: Credit
    bill: Invoice
    faq: Faq
    passkey: Passkey | None
    version: Publication
    change: ChangeRequest
    question: UnansweredQuestion


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
    booking = booked(of, canary)
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
    example = ExampleCall.objects.create(
        agency=of.agency, client=of, agent=robin, key="0", story="books", trade="any", placed_at=now
    )
    batch, move = sent_to_many(of, canary), given(robin)
    view, export = of_the_calls(of, canary)
    credit, bill = billed(of, canary)
    at_stripe(of, canary)
    people = (invitation, user, asked, batch)
    faq = faqs.add(robin, faqs.Words(canary, canary, (canary,)), by=ANA)
    key = own_passkey(user, canary) if user else None
    acts = (move, example, view, export)
    facts = (canary, of, robin, on, call, booking)
    wishes = (published(robin, canary), wished(robin, canary))
    vain = unanswered(call, canary)
    return Tenant(*facts, *people, *acts, credit, bill, faq, key, *wishes, vain)


def given(agent: Agent) -> Move:
    """Earlier calls of this agent, on their way to its client."""
    whose = {"agency": agent.agency, "agent": agent, "to_agent": agent, "to_client": agent.client}
    return Move.objects.create(**whose, expected=1, by={}, created_at=timezone.now())


def own_passkey(user: User, canary: str) -> Passkey:
    own = {"agency_id": user.agency_id, "user": user, "host": user.agency.host}
    now = timezone.now()
    return Passkey.objects.create(**own, credential_id=canary, name=canary, created_at=now)


def booked(of: Client, canary: str) -> Booking:
    now = timezone.now()
    facts = BookingFacts(now, None, canary, "", canary, canary, in_calendar=False)
    return bookings.add(of, facts, by=ANA)


def billed(of: Client, canary: str) -> tuple[Credit, Invoice]:
    offer = Offer(canary, "USD", 29700, 0, 1, 45, Rounding.PER_SECOND, 1, 14, tax_name=canary)
    plans.begin(of, offer, starts_on=timezone.now().date().replace(day=1), by=ANA)
    day = timezone.now().date()
    bill = invoices.upload(
        of,
        b"%PDF-1.7",
        number=canary,
        currency="USD",
        total=29700,
        issued_on=day,
        due_on=day,
        pay_link="",
        by=ANA,
    )
    return credits.give(of, amount=100, reason=canary, by=ANA), bill


def at_stripe(of: Client, canary: str) -> None:
    """Its agency's account, which nobody reaches, and who it is there."""
    now = timezone.now()
    account, _made = Account.objects.get_or_create(
        agency=of.agency, defaults={"connected_at": now, "api_key": "sk_test_x"}
    )
    whose = {"agency": of.agency, "client": of, "account": account, "linked_at": now}
    told = {"stripe_id": canary, "name": canary, "email": canary, "subscription": canary}
    Customer.objects.create(
        **whose, **told, status="active", currency="USD", card_brand=canary, card_last4="4242"
    )


def of_the_calls(of: Client, canary: str) -> tuple[SavedView | None, CallExport | None]:
    """What one of its people keeps of the list of calls."""
    membership = Membership.objects.filter(client=of).first()
    if membership is None:
        return None, None
    own = {"agency": of.agency, "client": of, "membership": membership}
    now = timezone.now()
    view = SavedView.objects.create(**own, name=canary[:40], query="?days=7", created_at=now)
    asked = {"user": membership.user, "query": canary, "zone": of.time_zone, "asked_at": now}
    return view, CallExport.objects.create(**own, **asked)


def sent_to_many(of: Client, canary: str) -> Batch:
    key = canary[-16:]
    owner = Staff.objects.filter(role=Role.OWNER).values_list("user_id", flat=True)[0]
    act = BatchAct.RESEND
    return batches.start(of.agency, [of], act, key=key, note=canary, by=ANA, user_id=owner)


# Rights are plain code: with default sizes PostgreSQL is asked as the most and the least of them.
FEW = [Role.OWNER, Role.READ_ONLY]
ROLES = sized(FEW, list(Role)) if on_postgres() else list(Role)


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
