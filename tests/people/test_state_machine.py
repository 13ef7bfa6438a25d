"""O-001: random walks over all events of a client's access, beside the reference model.

Hypothesis chooses the seeds of the walks; after each event the product has to stand where the model
stands, with the same people and the same live links, and a refused event has to have changed
nothing but the record. A failure tells the walk so far.
"""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from callboard.agencies import addresses
from callboard.agencies.models import Agency, Client
from callboard.audit.models import Entry
from callboard.limits.models import Bucket
from callboard.mail.models import MailState, OutgoingEmail
from callboard.people import (
    acceptance,
    access,
    contact,
    invitations,
    links,
    offers,
    revocation,
    team,
)
from callboard.people.models import Invitation, Membership
from callboard.people.refusals import DeadLink, LinkUnknown, Refused
from callboard.tenancy import scope
from tests.cast import ANA, SOMEBODY, client, password_hash
from tests.people.likely import ANY, LIKELY
from tests.people.reference import Link, Model
from tests.sizes import sized

SEEDS, STEPS = sized((2, 50), (20, 2000))
# After so many steps every link that was ever mailed is looked at.
LOOK_BACK = sized(50, 1000)
# Two tests, for two workers.
HALVES = (1, 2)

POOL = ["lee@pine.example", "kim@pine.example", "ada@pine.example"]
HOPS = [timedelta(seconds=1), timedelta(hours=5), timedelta(days=3), timedelta(days=8)]


class Walk:
    """One client of one agency, and the model beside it. `story` tells what happened."""

    def __init__(self, agency: Agency, seed: int) -> None:
        self.choice = random.Random(seed)
        self.client = client(agency, "Pine Street Dental")
        self.model = Model(now=datetime(2026, 3, 2, 15, 0, tzinfo=UTC))
        # Every link that was ever mailed, and its token.
        self.mailed: list[tuple[Link, str]] = []
        self.story: list[str] = []

    def go(self, steps: int) -> None:
        self._set_address(POOL[0])
        for _ in range(steps):
            # Mostly what the state is made for, so that the walk gets about; else anything.
            likely = self.choice.random() < 0.6
            event = self.choice.choice(LIKELY[self.model.state] if likely else ANY)
            self.story.append(f"{event} at {self.model.state}")
            self.model.now += timedelta(milliseconds=1)  # no two acts are of one moment
            getattr(self, event)()
            self.holds()

    # Events

    def time_passes(self) -> None:
        self.model.now += self.choice.choice(HOPS)

    def set_address(self) -> None:
        self._set_address(self.choice.choice(POOL))

    def clear_address(self) -> None:
        self._set_address("")

    def invite(self) -> None:
        self._try(
            self.model.invite,
            lambda: invitations.invite(self._now(), by=ANA, user_id=None, at=self.model.now),
        )

    def resend(self) -> None:
        to_bounced = self.choice.random() < 0.5
        self._try(
            lambda: self.model.resend(to_bounced=to_bounced),
            lambda: invitations.resend(
                self._now(), by=ANA, to_bounced=to_bounced, at=self.model.now
            ),
        )

    def cancel(self) -> None:
        self._try(
            self.model.cancel, lambda: invitations.cancel(self._now(), by=ANA, at=self.model.now)
        )

    def revoke(self) -> None:
        self._try(
            self.model.revoke, lambda: revocation.revoke(self._now(), by=ANA, at=self.model.now)
        )

    def invite_colleague(self) -> None:
        address = self.choice.choice(POOL)
        self._try(
            lambda: self.model.invite_colleague(address),
            lambda: team.invite(
                self._now(), [addresses.parse(address)], by=ANA, user_id=None, at=self.model.now
            ),
        )

    def somebody_goes(self) -> None:
        members = Membership.objects.active().filter(client=self.client)
        present = list(members.select_related("user", "client").order_by("user__email"))
        if not present:
            return
        going, own_wish = self.choice.choice(present), self.choice.random() < 0.5
        address = going.user.email_canonical
        allowed = self.model.leave if own_wish else self.model.remove
        go = team.leave if own_wish else team.remove
        self._try(lambda: allowed(address), lambda: go(going, by=ANA, at=self.model.now))

    def restore(self) -> None:
        self._try(
            self.model.restore,
            lambda: team.restore(
                self._now(), team.restorable(self.client), by=ANA, user_id=None, at=self.model.now
            ),
        )

    def accept_live(self) -> None:
        live = self.model.live_links()
        self._accept_one([one for one in self.mailed if one[0] in live])

    def accept_any(self) -> None:
        self._accept_one(self.mailed)

    def open_link(self) -> None:
        if not self.mailed:
            return
        _link, token = self.choice.choice(self.mailed)
        try:
            found = links.find(token, at=self.model.now)
        except (DeadLink, LinkUnknown):
            return
        by_machine = self.choice.random() < 0.5
        links.note_opened(found, by=SOMEBODY, by_machine=by_machine, at=self.model.now)

    def the_mail_comes_back(self) -> None:
        """A late report is about a mail of an earlier generation, and tells nothing of this one."""
        state = self.choice.choice([MailState.BOUNCED, MailState.COMPLAINED])
        current = access.of(self.client.pk, self.model.now).invitation_id
        known = Invitation.objects.filter(pk=current).first() if current else None
        if known is None or known.mail_id is None:
            return
        mails = OutgoingEmail.objects.filter(client_id=self.client.pk, kind="invitation")
        if self.choice.random() < 0.5:
            mails.exclude(pk=known.mail_id).filter(about=known.pk).update(state=state)
        elif known.state == "open" and self.model.bounce():
            mails.filter(pk=known.mail_id).update(state=state)

    # What has to hold after each

    def holds(self) -> None:
        assert access.of(self.client.pk, self.model.now).access == self.model.state
        if len(self.story) % 5 == 0:
            counted = access.counts(Client.objects.filter(pk=self.client.pk), self.model.now)
            assert counted[self.model.state] == 1
        members = Membership.objects.active().filter(client=self.client)
        assert set(members.values_list("user__email_canonical", flat=True)) == self.model.members
        live = {id(link) for link in self.model.live_links()}
        # The live ones and the latest at each step, all that were ever mailed now and then.
        looked_at = [
            (link, token)
            for number, (link, token) in enumerate(reversed(self.mailed))
            if number < 2 or id(link) in live or len(self.story) % LOOK_BACK == 0
        ]
        opens = [link for link, token in looked_at if self._opens(token)]
        assert {id(link) for link in opens} == live
        assert len({link.address for link in opens}) == len(opens)

    # How

    def _set_address(self, address: str) -> None:
        parsed = addresses.parse(address) if address else None
        self._try(
            lambda: self.model.set_address(address),
            lambda: contact.set_contact_address(self._now(), parsed, by=ANA, at=self.model.now),
        )

    def _accept_one(self, among: list[tuple[Link, str]]) -> None:
        if not among:
            return
        link, token = self.choice.choice(among)
        self._try(lambda: self.model.accept(link), lambda: self._accept(token))

    def _accept(self, token: str) -> None:
        try:
            found = links.find(token, at=self.model.now)
        except DeadLink as refusal:
            raise Refused("accept", str(refusal)) from None
        account = acceptance.account_of(found)
        if account is not None:
            acceptance.accept_as(found, account, by=SOMEBODY, at=self.model.now)
            return
        acceptance.accept_as_new(
            found, name="Lee", password_hash=password_hash(), by=SOMEBODY, at=self.model.now
        )

    def _try(self, in_model: Callable[[], bool], in_product: Callable[[], Any]) -> None:
        before = self._digest()
        # The budgets are another test's subject.
        Bucket.objects.all().delete()
        allowed = in_model()
        refusal = None
        try:
            in_product()
        except Refused as fault:
            refusal = fault
        assert allowed == (refusal is None), f"The model says {allowed}; the product: {refusal}"
        if refusal is None:
            self._note_new_links()
        else:
            assert self._digest() == before

    def _note_new_links(self) -> None:
        known = {token for _link, token in self.mailed}
        for invitation in Invitation.objects.open().filter(client=self.client):
            token = offers.facts_of(invitation).token()
            if token not in known:
                self.mailed.append((self._link_to(invitation.address_canonical), token))

    def _link_to(self, address: str) -> Link:
        contact_s = self.model.contact
        if contact_s is not None and contact_s.address == address:
            return contact_s
        return self.model.colleagues[address]

    def _opens(self, token: str) -> bool:
        try:
            links.find(token, at=self.model.now)
        except (DeadLink, LinkUnknown):
            return False
        return True

    def _digest(self) -> tuple[object, ...]:
        """Rows as the database has them: after a thousand steps they are many."""
        rows = []
        with connection.cursor() as cursor:
            for model, column in (
                (Client, "id"),
                (Invitation, "client_id"),
                (Membership, "client_id"),
            ):
                table = model._meta.db_table
                cursor.execute(
                    f"SELECT * FROM {table} WHERE {column} = %s ORDER BY id", [self.client.pk]
                )
                rows.append(cursor.fetchall())
        return (
            *rows,
            OutgoingEmail.objects.count(),
            Entry.objects.filter(client_id=self.client.pk, denied=False).count(),
        )

    def _now(self) -> Client:
        return Client.objects.select_related("agency").get(pk=self.client.pk)


@pytest.mark.sized
@pytest.mark.parametrize("_half", HALVES)
def test_o001_any_walk_stays_with_the_reference_model(cast, _half: int) -> None:
    @settings(max_examples=SEEDS // len(HALVES), phases=[Phase.generate], deadline=None)
    @given(seed=st.integers(0, 2**32))
    def walk(seed: int) -> None:
        with transaction.atomic():
            one = Walk(cast.northwind, seed)
            try:
                one.go(STEPS)
            except AssertionError as fault:
                raise AssertionError(f"{fault}\nThe walk: " + ", ".join(one.story)) from fault
            transaction.set_rollback(True)

    with scope.agency(cast.northwind.pk):
        walk()
