"""SQLite by default, PostgreSQL by DATABASE_URL; both set so that what was acknowledged is kept."""

from pathlib import Path
from typing import Any

import environ


def database(url: str, data_dir: Path) -> dict[str, Any]:
    """Django's DATABASES entry. An empty `url` means SQLite in the data directory."""
    settings: dict[str, Any] = environ.Env.db_url_config(
        url or f"sqlite:///{data_dir.absolute()}/callboard.sqlite3"
    )
    if "sqlite" in settings["ENGINE"]:
        # Kept: opening the file and setting it up costs more than most of our queries.
        settings["CONN_MAX_AGE"] = None
        # FULL flushes at every commit; NORMAL lost acknowledged writes. IMMEDIATE takes the write
        # lock at the beginning, where waiting for it works; a later upgrade answers "database is
        # locked" at once.
        settings["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        }
    else:
        settings["CONN_MAX_AGE"] = 60
        settings["CONN_HEALTH_CHECKS"] = True
        # Compiling a query took 50 of 55 ms; ours are short and many.
        settings["OPTIONS"] = {**settings.get("OPTIONS", {}), "options": "-c jit=off"}
    return settings
