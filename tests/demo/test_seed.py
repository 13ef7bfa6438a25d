"""What the demo begins with: every access state, calls that read right, and a second start that
changes nothing.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar
from zoneinfo import ZoneInfo

import pytest
from django.test import TestCase, override_settings

from callboard.agencies.models import Agency, Client
from callboard.agents.models import Agent
from callboard.agents.models.agent import Takes
from callboard.audit.models import Entry
from callboard.billing.models import Invoice
from callboard.bookings import diary
from callboard.bookings.diary import Tab
from callboard.bookings.models import Booking
from callboard.calls import storage
from callboard.calls.models import Call, Recording, Transcript
from callboard.demo.cast import LUMEN, NORTHWIND
from callboard.demo.manifest import manifest
from callboard.demo.plan import DAYS
from callboard.demo.seed.everything import seed
from callboard.demo.sink import Sink
from callboard.mail.models import MailState, OutgoingEmail
from callboard.payments.models import Customer, Extra
from callboard.people import access, passwords
from callboard.people.access import Access
from callboard.people.models import Membership, User
from callboard.tenancy import scope

# A Monday afternoon in Maine.
NOW = datetime(2026, 11, 23, 19, 30, tzinfo=UTC)
BRIGHT_SMILE = NORTHWIND.clients[0]


class TestSeeded(TestCase):
    """Seeded once for all of these tests, which only look."""

    folder: ClassVar[Path]

    @classmethod
    def setUpTestData(cls):
        cls.folder = Path(cls.enterClassContext(TemporaryDirectory()))
        sink = cls.enterClassContext(Sink(cls.folder / "mail"))
        cls.enterClassContext(
            override_settings(
                DATA_DIR=cls.folder,
                MEDIA_ROOT=cls.folder / "media",
                EMAIL_URL=sink.url,
                EMAIL_FROM="portal@mail.example",
                PUBLIC_URL="http://localhost:8000",
            )
        )
        seed(NOW)

    def setUp(self):
        self.enterContext(scope.agency(Agency.objects.get(slug="northwind").pk))

    def test_there_is_a_client_in_each_access_state(self):
        counts = access.counts(Client.objects.all(), NOW)
        assert set(counts) == set(Access.values)
        assert all(count >= 1 for count in counts.values())
        assert sum(counts.values()) >= 7

    def test_two_weeks_of_calls_stand_in_the_client_s_own_days(self):
        calls = Call.objects.filter(client__name="Bright Smile Dental")
        assert 30 <= calls.count() < 50
        assert min(call.started_at for call in calls) > NOW - timedelta(days=DAYS + 1)
        assert max(call.started_at for call in calls) < NOW
        zone = ZoneInfo(BRIGHT_SMILE.time_zone)
        hours = [call.started_at.astimezone(zone).hour for call in calls]
        in_hours = [8 <= hour < 17 for hour in hours]
        assert in_hours.count(True) > 20
        assert in_hours.count(False) >= 3
        assert len({call.outcome for call in calls}) >= 4

    def test_the_heard_ones_have_their_sound_and_a_transcript_in_step(self):
        recordings = Recording.objects.select_related("call__transcript")
        assert recordings.count() >= 5
        for recording in recordings:
            call = recording.call
            assert storage.path_of(recording).stat().st_size == recording.size > 0
            assert recording.duration_ms == pytest.approx(call.duration_ms, abs=200)
            assert recording.size * 60_000 < 510_000 * (recording.duration_ms or 0)
            assert len(recording.channels) == 2
            turns = call.transcript.turns
            assert turns[-1]["end_ms"] < recording.duration_ms
            assert {turn["role"] for turn in turns} == {"agent", "user"}

    def test_a_client_has_bookings_of_every_kind(self):
        client = Client.objects.get(name="Bright Smile Dental")
        counts = diary.counts(client, NOW)
        assert counts[Tab.UPCOMING] >= 3
        assert counts[Tab.PAST] >= 3
        assert counts[Tab.NOT_IN_CALENDAR] == counts[Tab.CANCELLED] == 1
        of_client = Booking.objects.filter(client=client)
        assert of_client.filter(no_show_at__isnull=False).count() == 1
        assert of_client.filter(source="hand").count() == 1
        assert all(one.service and one.name for one in of_client)
        assert Call.objects.filter(result="booked").count() >= 20

    def test_a_client_nobody_has_called_yet_has_an_example_to_hear(self):
        (example,) = Call.objects.examples().select_related("client", "recording")
        assert example.client is not None
        assert example.client.name == "Summit HVAC"
        assert (example.kept_aside, example.recording.is_stored) == (False, True)
        assert NOW - timedelta(days=5) < example.started_at < NOW - timedelta(hours=12)
        real = Call.objects.shown_to_client().real().filter(client=example.client)
        assert not real.exists()

    def test_no_brace_is_left_in_what_is_said(self):
        turns = Transcript.objects.values_list("turns", flat=True)
        said = [turn["text"] for one in turns for turn in one]
        said += Call.objects.values_list("summary", flat=True)
        assert len(said) > 500
        assert not [text for text in said if "{" in text]

    def test_a_client_is_billed_at_stripe_with_its_extra_minutes(self):
        invoices = Invoice.objects.filter(client__name="Lakeside Orthodontics")
        assert sorted(invoices.values_list("state", flat=True)) == ["open", "paid"]
        extra = Extra.objects.get()
        assert extra.item
        assert invoices.get(state="open").total == 29700 + extra.amount
        assert Customer.objects.get().card_last4 == "4242"

    def test_a_draft_s_calls_stay_with_the_agency_and_a_stranger_s_with_the_connection(self):
        aside = Call.objects.filter(kept_aside=True).select_related("client")
        assert {call.client.name for call in aside if call.client} == {"Summit HVAC"}
        assert Call.objects.filter(agent=None, client=None).exists()

    def test_two_clients_share_one_assistant_on_different_numbers(self):
        shared = Agent.objects.filter(takes=Takes.AGENT_AND_NUMBER).select_related("client")
        names = {agent.client.name for agent in shared}
        assert names == {"Northside Physio", "Fairview Family Clinic"}
        assert len({agent.external_id for agent in shared}) == 1
        for agent in shared:
            mine = Call.objects.filter(agent=agent)
            assert {call.our_number for call in mine} == {agent.number}

    def test_the_newcomer_is_a_client_whose_calls_wait_to_be_assigned(self):
        inn = Client.objects.get(name="Blue Heron Inn")
        assert not Agent.objects.filter(client=inn).exists()
        assert not Call.objects.filter(client=inn).exists()
        assert Call.objects.unassigned().exists()

    def test_the_bounced_mail_was_refused_by_the_sink_and_the_others_lie_there(self):
        kept = (self.folder / "mail" / "new").iterdir()
        heads = b"".join(file.read_bytes() for file in kept)
        assert b"grace@harborlaw.example" in heads
        assert b"Delivered-To: bounces@pinestreetdental.example" not in heads

    def test_no_mail_of_the_history_is_left_to_be_sent(self):
        states = set(OutgoingEmail.objects.values_list("state", flat=True))
        assert states == {MailState.SENT, MailState.BOUNCED}
        recent = OutgoingEmail.objects.filter(sent_at__gt=NOW - timedelta(hours=12))
        assert not recent.exists()

    def test_a_shared_address_is_two_accounts_with_two_passwords(self):
        with scope.crossing_agencies("the test looks at both"):
            rows = User.objects.filter(email_canonical="sam@whitakerbooks.example")
            one, other = rows.order_by("id")
            assert one.agency_id != other.agency_id
            assert passwords.matches(NORTHWIND.password, one.password)
            assert passwords.matches(LUMEN.password, other.password)

    def test_a_second_start_changes_and_dates_nothing(self):
        def told() -> list[object]:
            with scope.crossing_agencies("the test looks at both"):
                return [
                    list(Call.objects.order_by("id").values_list("external_id", "started_at")),
                    list(Client.objects.order_by("id").values_list("public_id", "created_at")),
                    Entry.objects.count(),
                    Membership.objects.count(),
                ]

        before = told()
        assert seed(NOW + timedelta(days=3)) == 0
        assert told() == before

    def test_the_manifest_tells_what_a_program_needs(self):
        told = manifest(NOW)
        assert told["base_url"] == "http://localhost:8000"
        assert told["mailbox_url"] == "http://localhost:8000/demo/mailbox"
        assert told["maildir"].endswith("/mail")
        first, second = told["agencies"]
        assert (first["slug"], first["base_url"]) == ("northwind", "http://localhost:8000")
        assert (second["slug"], second["base_url"]) == ("lumen", "http://lumen.localhost:8000")
        roles = {one["role"] for one in first["staff"]}
        assert roles == {"owner", "admin", "manager", "support", "read-only"}
        assert {one["access"] for one in first["clients"]} == set(Access.values)
        connection, by_hand = first["connections"]
        assert connection["provider"] == by_hand["provider"] == "vapi"
        assert connection["webhook_url"].startswith("http://localhost:8000/hooks/vapi/")
        assert all(connection["headers"].values())

    def test_an_active_client_has_a_member_who_belongs_to_it_alone(self):
        clients = manifest(NOW)["agencies"][0]["clients"]
        alone = [
            client
            for client in clients
            if client["access"] == "active" and client["agents"]
            for member in client["members"]
            if sum(member in other["members"] for other in clients) == 1
        ]
        assert alone
        assert all(agent["number"] for client in alone for agent in client["agents"])
