"""`/healthz` and `/readyz`: for machines, on any host, true and without secrets."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from callboard.worker.models import Heartbeat
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def beat(ago: timedelta) -> None:
    now = timezone.now()
    Heartbeat.objects.update_or_create(
        worker_id="w1", defaults={"beat_at": now - ago, "started_at": now}
    )


@pytest.mark.parametrize("host", ["anything.example", "10.0.0.1"])
def test_alive_on_any_host(host: str) -> None:
    answer = Client(SERVER_NAME=host).get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_ready_with_a_living_worker(cast: Cast, data_dir) -> None:
    beat(timedelta())
    answer = Client().get("/readyz")
    assert answer.status_code == 200, answer.json()
    told = answer.json()
    assert set(told["checks"].values()) == {"ok"}
    assert told["mail"]["waiting"] == 1  # Maya's invitation
    assert {"ready", "running", "failed", "oldest_seconds"} == set(told["queue"])
    assert {"pending", "failed", "oldest_seconds"} == set(told["inbox"])


@pytest.mark.parametrize("ago", [timedelta(seconds=61), None])
def test_not_ready_without_a_worker(data_dir, ago: timedelta | None) -> None:
    if ago is not None:
        beat(ago)
    answer = Client().get("/readyz")
    assert answer.status_code == 503
    assert "callboard worker" in answer.json()["checks"]["worker"]


def test_not_ready_where_nothing_can_be_written(settings, tmp_path) -> None:
    beat(timedelta())
    (tmp_path / "file").write_text("in the way")
    settings.MEDIA_ROOT = tmp_path / "file" / "media"
    answer = Client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["storage"].startswith("failed")


def test_an_unknown_host_is_told_nothing(cast: Cast) -> None:
    assert Client(SERVER_NAME=cast.northwind.host).get("/sign-in/").status_code == 200
    answer = Client(SERVER_NAME="evil.example").get("/sign-in/")
    assert answer.status_code == 404
    assert "Northwind" not in answer.text
    assert "Callboard" not in answer.text
