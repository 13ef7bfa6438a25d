"""O-001: random walks over all events of a client's access, beside the reference model.

Hypothesis chooses the events; after each the product has to stand where the model stands, with the
same live links, and a refused event has to have changed nothing but the record.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from callboard.agencies import addresses
from callboard.agencies.models import Agency, Client
from callboard.audit.models import Entry
from callboard.limits.models import Bucket
from callboard.mail.models import MailState, OutgoingEmail
from callboard.people import acceptance, access, contact, invitations, links, offers, revocation, team
from callboard.people.models import Invitation, Membership
from callboard.people.refusals import DeadLink, LinkUnknown, Refused
from callboard.tenancy import scope
from tests.cast import ANA, SOMEBODY, client, password_hash
from tests.people.reference import Link, Model

DEEP = os.environ.get("CALLBOARD_DEEP") == "1"
SEEDS, STEPS = (20, 2000) if DEEP else (5, 50)

POOL = ["lee@pine.example", "kim@pine.example", "ada@pine.example"]
ADDRESS = st.sampled_from(POOL)
HOPS = [timedelta(seconds=1), timedelta(hours=5), timedelta(days=3), timedelta(days=8)]


class Walk(RuleBasedStateMachine):
    """One client of one agency. Set `agency` before it runs."""

    agency: Agency

    def __init__(self) -> None:
        super().__init__()
        self.undo_all = transaction.atomic()
        self.undo_all.__enter__()
        self.client = client(self.agency, "Pine Street Dental")
        self.model = Model(now=datetime(2026, 3, 2, 15, 0, tzinfo=UTC))
        # Every link that was ever mailed, and its token.
        self.mailed: list[tuple[Link, str]] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo_all.__exit__(None, None, None)

    # Events

    @initialize(address=ADDRESS)
    def begin(self, address: str) -> None:
        self._set_address(address)

    @rule(hop=st.sampled_from(HOPS))
    def time_passes(self, hop: timedelta) -> None:
        self.model.now += hop

    @rule(address=ADDRESS)
    def set_address(self, address: str) -> None:
        self._set_address(address)

    @rule()
    def clear_address(self) -> None:
        self._set_address("")

    @rule()
    def invite(self) -> None:
        self._try(
            self.model.invite,
            lambda: invitations.invite(self._now(), by=ANA, user_id=None, at=self.model.now),
        )

    @rule(to_bounced=st.booleans())
    def resend(self, to_bounced: bool) -> None:
        self._try(
            lambda: self.model.resend(to_bounced=to_bounced),
            lambda: invitations.resend(
                self._now(), by=ANA, to_bounced=to_bounced, at=self.model.now
            ),
        )

    @rule()
    def cancel(self) -> None:
        self._try(
            self.model.cancel, lambda: invitations.cancel(self._now(), by=ANA, at=self.model.now)
        )

    @rule()
    def revoke(self) -> None:
        self._try(
            self.model.revoke, lambda: revocation.revoke(self._now(), by=ANA, at=self.model.now)
        )

    @rule(address=ADDRESS)
    def invite_colleague(self, address: str) -> None:
        self._try(
            lambda: self.model.invite_colleague(address),
            lambda: team.invite(
                self._now(), [addresses.parse(address)], by=ANA, user_id=None, at=self.model.now
            ),
        )

    @rule(address=ADDRESS, own_wish=st.booleans())
    def somebody_goes(self, address: str, own_wish: bool) -> None:
        members = Membership.objects.active().filter(client=self.client)
        member = members.filter(user__email_canonical=address).select_related("user", "client")
        going = member.first()
        if going is None:
            assert address not in self.model.members
            return
        allowed = self.model.leave if own_wish else self.model.remove
        go = team.leave if own_wish else team.remove
        self._try(lambda: allowed(address), lambda: go(going, by=ANA, at=self.model.now))

    @rule()
    def restore(self) -> None:
        self._try(
            self.model.restore,
            lambda: team.restore(
                self._now(), team.restorable(self.client), by=ANA, user_id=None, at=self.model.now
            ),
        )

    @precondition(lambda self: self.mailed)
    @rule(data=st.data())
    def accept(self, data: st.DataObject) -> None:
        link, token = data.draw(st.sampled_from(self.mailed))
        self._try(lambda: self.model.accept(link), lambda: self._accept(token))

    @precondition(lambda self: self.mailed)
    @rule(data=st.data(), by_machine=st.booleans())
    def open_link(self, data: st.DataObject, by_machine: bool) -> None:
        _link, token = data.draw(st.sampled_from(self.mailed))
        try:
            found = links.find(token, at=self.model.now)
        except (DeadLink, LinkUnknown):
            return
        links.note_opened(found, by=SOMEBODY, by_machine=by_machine, at=self.model.now)

    @rule(state=st.sampled_from([MailState.BOUNCED, MailState.COMPLAINED]), late=st.booleans())
    def the_mail_comes_back(self, state: MailState, late: bool) -> None:
        """A late report is about a mail of an earlier generation, and tells nothing of this one."""
        current = access.of(self.client.pk, self.model.now).invitation_id
        mails = OutgoingEmail.objects.filter(client_id=self.client.pk, kind="invitation")
        known = Invitation.objects.filter(pk=current).first()
        if late:
            older = mails.exclude(pk=known.mail_id if known else None)
            older.filter(about=current).update(state=state)
        elif known is not None and known.state == "open" and self.model.bounce():
            mails.filter(pk=known.mail_id).update(state=state)

    # What has to hold after each

    @invariant()
    def stands_where_the_model_stands(self) -> None:
        assert access.of(self.client.pk, self.model.now).access == self.model.state
        counted = access.counts(Client.objects.filter(pk=self.client.pk), self.model.now)
        assert counted[self.model.state] == 1

    @invariant()
    def the_same_people_are_in(self) -> None:
        members = Membership.objects.active().filter(client=self.client)
        assert set(members.values_list("user__email_canonical", flat=True)) == self.model.members

    @invariant()
    def the_same_links_open(self) -> None:
        opens = [link for link, token in self.mailed if self._opens(token)]
        assert sorted(link.address for link in opens) == sorted(
            link.address for link in self.model.live_links()
        )
        assert all(not link.dead and self.model.now < link.expires_at for link in opens)
        assert len({link.address for link in opens}) == len(opens)

    # How

    def _set_address(self, address: str) -> None:
        parsed = addresses.parse(address) if address else None
        self._try(
            lambda: self.model.set_address(address),
            lambda: contact.set_contact_address(self._now(), parsed, by=ANA, at=self.model.now),
        )

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
        try:
            in_product()
        except Refused as refusal:
            assert not allowed, f"{refusal}, and the model allows it"
            assert self._digest() == before
        else:
            assert allowed, "the model refuses it"
            self._note_new_links()

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
        mine = Client.objects.filter(pk=self.client.pk)
        return (
            mine.values_list().get(),
            tuple(Invitation.objects.filter(client=self.client).order_by("id").values_list()),
            tuple(Membership.objects.filter(client=self.client).order_by("id").values_list()),
            OutgoingEmail.objects.count(),
            Entry.objects.filter(client_id=self.client.pk, denied=False).count(),
        )

    def _now(self) -> Client:
        return Client.objects.select_related("agency").get(pk=self.client.pk)


@pytest.mark.django_db
def test_o001_any_walk_stays_with_the_reference_model(cast) -> None:
    Walk.agency = cast.northwind
    with scope.agency(cast.northwind.pk):
        run_state_machine_as_test(
            Walk,
            settings=settings(
                max_examples=SEEDS,
                stateful_step_count=STEPS,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
