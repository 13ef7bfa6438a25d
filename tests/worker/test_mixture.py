"""O-144: people work on while web and worker are killed again and again. What was acknowledged is
there, everything else is there as a whole or not at all.
"""

import random
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Timer

import pytest
import requests
from django.utils import timezone

from callboard.agencies.models import Agency, Client
from callboard.audit.models import Entry
from callboard.mail.models import MailState, OutgoingEmail
from callboard.people import offers
from callboard.people.models import Invitation, Membership, User
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import PASSWORD, agency, staff
from tests.config.test_serve import answers, free_port
from tests.mail.sink import serving
from tests.processes import Installation, Running, until
from tests.sizes import sized

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = sized(2, 100)
STEPS_TO_A_KILL = 8
HOST = "northwind.test"


class Person:
    """A browser over real HTTP. `post` answers whether the act was acknowledged."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.channel = requests.Session()
        self.channel.headers["Host"] = HOST

    def get(self, path: str) -> requests.Response:
        return self.channel.get(self.base + path, timeout=20)

    def post(self, path: str, form: str, **facts: str) -> bool:
        """`form` is the page that holds the form."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(form).text)
        if token is None:
            return False
        facts["csrfmiddlewaretoken"] = token[1]
        answer = self.channel.post(self.base + path, facts, timeout=20, allow_redirects=False)
        return answer.status_code in (302, 303)


@dataclass
class Work:
    """What the agency and its clients do, and what of it was acknowledged."""

    agency: Agency
    port: int
    choice: random.Random
    added: list[str] = field(default_factory=list)
    invited: list[str] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    revoked: list[str] = field(default_factory=list)
    tried: int = 0

    def step(self, desk: Person) -> None:
        self.tried += 1
        acts: list[Callable[[Person], None]] = [self._add, self._invite, self._accept, self._revoke]
        self.choice.choice(acts)(desk)

    def _add(self, desk: Person) -> None:
        address = f"lee{self.tried}@pine.example"
        path = "/agency/clients/new/"
        facts = {"name": f"Dentist {self.tried}", "contact_email": address, "time_zone": "UTC"}
        if desk.post(path, path, **facts):
            self.added.append(address)

    def _invite(self, desk: Person) -> None:
        address = self._one_of(self.added, without=self.invited)
        if address and desk.post(*[f"{self._page(address)}invitation/"] * 2):
            self.invited.append(address)

    def _accept(self, _desk: Person) -> None:
        address = self._one_of(self.invited, without=self.accepted)
        if not address:
            return
        with scope.agency(self.agency.pk):
            token = offers.facts_of(Invitation.objects.get(address=address)).token()
        visitor = Person(self.port)
        visitor.get(f"/invitation/{token}/")
        if visitor.post("/invitation/", "/invitation/", name="Lee", password=PASSWORD):
            self.accepted.append(address)

    def _revoke(self, desk: Person) -> None:
        address = self._one_of(self.accepted, without=self.revoked)
        if address and desk.post(*[f"{self._page(address)}revocation/"] * 2):
            self.revoked.append(address)

    def _one_of(self, some: list[str], *, without: list[str]) -> str:
        left = [one for one in some if one not in without]
        return self.choice.choice(left) if left else ""

    def _page(self, address: str) -> str:
        with scope.agency(self.agency.pk):
            return f"/agency/clients/{Client.objects.get(contact_email=address).public_id}/"


@pytest.mark.sized
def test_o144_what_was_acknowledged_outlives_any_death(installation: Installation) -> None:
    made = agency("Northwind Voice", "northwind", HOST, "#4f46e5")
    with scope.agency(made.pk):
        ana = staff(made, "ana@northwind.example", "Ana Ruiz", Role.OWNER)
    choice = random.Random(144)
    work = Work(made, free_port(), choice)
    with serving() as server:
        installation.environment = {
            "EMAIL_URL": server.url,
            "PORT": str(work.port),
            "CALLBOARD_DEMO": "1",
        }
        processes = {name: installation.start(name) for name in ("serve", "worker")}
        for _ in range(KILLS):
            desk = signed_in(work.port, ana)
            victim = choice.choice(list(processes.values()))
            killer = Timer(choice.uniform(0, 0.05), kill, [victim])
            deadly = choice.randrange(STEPS_TO_A_KILL)
            for number in range(STEPS_TO_A_KILL):
                if number == deadly:
                    killer.start()  # in the middle of the step, or soon after
                with suppress(requests.RequestException):  # not acknowledged
                    work.step(desk)
            killer.join()
            for name, process in processes.items():
                if process.poll() is not None:
                    processes[name] = installation.start(name)
        with scope.agency(made.pk):
            # The leases of the dead run out by themselves, in a minute.
            sending = OutgoingEmail.objects.filter(state=MailState.SENDING)
            sending.update(leased_until=timezone.now())
            OutgoingEmail.objects.filter(state=MailState.QUEUED).update(next_at=timezone.now())
        until(lambda: not waiting(made), "every mail has left")
        taken = {mail["To"].addresses[0].addr_spec for mail in server.taken}
    assert work.accepted
    with scope.agency(made.pk):
        nothing_acknowledged_is_lost(work)
        nothing_is_half_there()
        called_back = set(work.accepted)  # a mail that waits is not sent once it is accepted
        assert set(work.invited) - called_back <= taken


def signed_in(port: int, user: User) -> Person:
    until(lambda: answers(port), "an answer")
    person = Person(port)
    assert person.post("/sign-in/", "/sign-in/", email=user.email, password=PASSWORD)
    return person


def kill(process: Running) -> None:
    if process.poll() is None:
        process.send_signal(9)
        process.wait(10)


def waiting(of: Agency) -> bool:
    states = [MailState.QUEUED, MailState.SENDING, MailState.DELAYED]
    with scope.agency(of.pk):
        return OutgoingEmail.objects.filter(state__in=states).exists()


def nothing_acknowledged_is_lost(work: Work) -> None:
    for address in work.added:
        assert Client.objects.filter(contact_email=address).count() == 1
    for address in work.invited:
        assert Invitation.objects.filter(address=address).count() == 1
    for address in work.accepted:
        assert Membership.objects.filter(user__email=address).count() == 1
    for address in work.revoked:
        assert not Membership.objects.active().filter(user__email=address).exists()


def nothing_is_half_there() -> None:
    """Each row has the others of its act, and its entries in the record."""

    def entries(act: str) -> int:
        return Entry.objects.filter(act=act, denied=False).count()

    assert entries("client.created") == Client.objects.count()
    assert entries("invitation.created") == Invitation.objects.count()
    assert Invitation.objects.filter(mail__isnull=True).count() == 0
    accepted = Invitation.objects.filter(state="accepted")
    assert entries("invitation.accepted") == accepted.count() == Membership.objects.count()
    assert User.objects.count() == accepted.count() + 1
    ended = Membership.objects.filter(ended_at__isnull=False)
    assert entries("access.revoked") == ended.count()
