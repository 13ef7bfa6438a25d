"""Settings → Data & retention: how long recordings are kept, asked twice before any is lost."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from callboard.agencies.models import Agency, Client
from callboard.audit.models import Entry
from callboard.calls.models import DiskUse
from callboard.people.roles import Role
from callboard.tenancy import scope
from callboard.ui.sizes import file_size
from tests.cast import Cast, client
from tests.portal.sounds import a_call, a_recording

PAGE = "/agency/settings/data/"


@pytest.fixture
def northwind(cast: Cast, data_dir):
    with scope.agency(cast.northwind.pk):
        yield cast.northwind


def kept() -> int:
    days: int = Agency.objects.get(slug="northwind").recordings_kept_days
    return days


def a_use(of: Client | None, agency: Agency, size: int = 1_234_000_000, count: int = 412) -> None:
    now = timezone.now()
    DiskUse.objects.create(agency=agency, client=of, recordings=count, size=size, counted_at=now)


def test_for_ever_unless_the_agency_says_otherwise(cast: Cast, northwind, ana) -> None:
    assert re.search(r'<option value="0"\s+selected>For ever', ana.get(PAGE).text)
    assert ana.post(PAGE, {"recordings_kept_days": "180"}).status_code == 302
    assert kept() == 180
    told = Entry.objects.get(act="retention.changed")
    assert (told.before, told.after) == (
        {"recordings_kept_days": "for ever"},
        {"recordings_kept_days": 180},
    )


def test_before_any_is_lost_it_says_how_many_and_asks(cast: Cast, northwind, ana) -> None:
    began = timezone.now() - timedelta(days=200)
    for _ in range(2):
        a_recording(a_call(cast.bright_smile, started_at=began))
    a_recording(a_call(cast.harbor_law, started_at=began))
    Client.objects.filter(pk=cast.harbor_law.pk).update(recordings_kept_days=0)
    asked = ana.post(PAGE, {"recordings_kept_days": "90"})
    assert asked.status_code == 422
    assert "This removes 2 recordings within an hour." in asked.text
    assert kept() == 0
    assert ana.post(PAGE, {"recordings_kept_days": "90", "sure": "on"}).status_code == 302
    assert kept() == 90
    assert ana.post(PAGE, {"recordings_kept_days": "365"}).status_code == 302


@pytest.mark.parametrize("days", ["", "7", "-1", "x", "9" * 40, "90\0"])
def test_other_times_are_refused(cast: Cast, northwind, ana, days: str) -> None:
    assert ana.post(PAGE, {"recordings_kept_days": days}).status_code == 422
    assert kept() == 0


def test_a_client_inherits_and_says_so(cast: Cast, northwind, ana, dentist, address) -> None:
    Agency.objects.filter(pk=northwind.pk).update(recordings_kept_days=180)
    assert "180 days (default)" in ana.get(address(dentist)).text
    form = ana.get(address(dentist, "edit/")).text
    assert re.search(r'<option value=""\s+selected>180 days \(default\)', form)
    sent = {"name": dentist.name, "contact_email": dentist.contact_email}
    sent |= {"time_zone": dentist.time_zone, "recordings_kept_days": "365"}
    assert ana.post(address(dentist, "edit/"), sent).status_code == 302
    dentist.refresh_from_db()
    assert dentist.recordings_kept_days == 365
    page = ana.get(address(dentist)).text
    assert "365 days" in page
    assert "(default)" not in page
    ana.post(address(dentist, "edit/"), {**sent, "recordings_kept_days": ""})
    dentist.refresh_from_db()
    assert dentist.recordings_kept_days is None


def test_the_room_of_agency_and_client(cast: Cast, northwind, ana, address) -> None:
    assert "Not counted yet." in ana.get(PAGE).text
    a_use(cast.bright_smile, northwind)
    a_use(None, northwind, size=56_000, count=1)
    page = ana.get(PAGE).text
    for words in ("413 recordings, 1.2 GB", "Bright Smile Dental", "1.2 GB", "Of no client yet"):
        assert words in page
    assert "412 recordings, 1.2 GB" in ana.get(address(cast.bright_smile)).text


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_for_few_clients_and_for_many(
    cast: Cast, northwind, ana, count: int
) -> None:
    for number in range(count):
        a_use(client(northwind, f"Client {number}"), northwind, size=number + 1)
    with CaptureQueriesContext(connection) as queries:
        page = ana.get(PAGE).text
    assert len(queries) == 5
    assert ("5 more clients take less." in page) == (count == 30)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.SUPPORT, Role.READ_ONLY])
def test_only_who_may_change_settings(northwind, browser_of, role: Role) -> None:
    desk = browser_of(role)
    assert desk.get(PAGE).status_code == 403
    assert desk.post(PAGE, {"recordings_kept_days": "90", "sure": "on"}).status_code == 403
    assert PAGE not in desk.get("/agency/clients/").text


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 kB"),
        (412_400, "412 kB"),
        (1_000_000, "1 MB"),
        (1_234_000_000, "1.2 GB"),
        (87_600_000_000, "88 GB"),
        (999_600, "1 MB"),
        (5 * 10**15, "5000 TB"),
    ],
)
def test_sizes_as_people_say_them(count: int, words: str) -> None:
    assert file_size(count) == words
