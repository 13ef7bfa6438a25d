"""What a demo keeps, and what its processes are told."""

import base64
import subprocess
import sys

import pytest

from callboard.demo.environment import environment, seeding
from callboard.demo.folder import Folder, InUse

SINK = "smtp://127.0.0.1:2525"


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


def test_keys_are_made_once_and_are_for_the_owner_s_eyes_alone(folder):
    keys = folder.keys()
    assert Folder(folder.path).keys() == keys
    assert (folder.path / "keys.json").stat().st_mode & 0o777 == 0o600
    assert len(base64.b64decode(keys["CALLBOARD_KEYS"])) == 32


def test_two_demos_do_not_share_a_folder(folder):
    folder.take()
    taken = "from pathlib import Path; from callboard.demo.folder import Folder; import sys;"
    taken += "Folder(Path(sys.argv[1])).take()"
    second = subprocess.run(
        [sys.executable, "-c", taken, str(folder.path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Another demo runs" in second.stderr
    assert InUse.__name__ in second.stderr


def test_database_and_mail_server_win_from_outside(folder):
    given = {"DATABASE_URL": "postgres://u@db/x", "EMAIL_URL": "smtp://mail.example:25"}
    told = environment(given, folder, 8000, SINK)
    assert told["DATABASE_URL"] == "postgres://u@db/x"
    assert told["EMAIL_URL"] == "smtp://mail.example:25"


def test_hosts_that_may_be_fetched_from_are_added_to(folder):
    """Where recordings lie that somebody tries the demo with, beside the Stripe it plays itself."""
    told = environment({"FETCH_ALSO_ALLOWED": "127.0.0.1:4000"}, folder, 8000, SINK)
    assert told["FETCH_ALSO_ALLOWED"] == "127.0.0.1:4000,localhost:8000"
    assert environment({}, folder, 8000, SINK)["FETCH_ALSO_ALLOWED"] == "localhost:8000"


def test_the_demo_s_history_is_mailed_to_the_sink_whatever_is_outside(folder):
    told = environment({"EMAIL_URL": "smtp://mail.example:25"}, folder, 8000, SINK)
    assert seeding(told, SINK)["EMAIL_URL"] == SINK


def test_without_them_it_is_sqlite_in_the_folder_and_the_sink(folder):
    told = environment({"DATABASE_URL": "", "PATH": "/bin"}, folder, 8123, SINK)
    assert told["DATABASE_URL"] == ""
    assert told["DATA_DIR"] == str(folder.path)
    assert told["EMAIL_URL"] == SINK
    assert told["PUBLIC_URL"] == "http://localhost:8123"
    assert told["HOST"] == "127.0.0.1"
    assert told["PATH"] == "/bin"


def test_secrets_of_another_installation_stay_out_of_the_demo(folder):
    given = {"SECRET_KEY": "theirs", "CALLBOARD_KEYS": "theirs", "PUBLIC_URL": "https://theirs"}
    told = environment(given, folder, 8000, SINK)
    assert "theirs" not in told.values()
    assert "https://theirs" not in told.values()
