"""What the demo's processes are told, for the settings to read."""

from collections.abc import Mapping

from callboard.demo.folder import Folder

# Retries that a person watching would wait for; the product's own begin at a minute.
BACKOFF_SECONDS = "5,15,60,300"


def environment(
    outside: Mapping[str, str], folder: Folder, port: int, sink_url: str
) -> dict[str, str]:
    """DATABASE_URL and EMAIL_URL win when they are set outside; the rest is the demo's."""
    own = {
        **folder.keys(),
        "CALLBOARD_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "callboard.config.settings",
        "DATA_DIR": str(folder.path),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "PUBLIC_URL": f"http://localhost:{port}",
        "TRUSTED_PROXY_COUNT": "0",
        "PYTHONUNBUFFERED": "1",
    }
    defaults = {
        "DATABASE_URL": "",
        "EMAIL_URL": sink_url,
        "EMAIL_FROM": "portal@mail.example",
        "MAIL_BACKOFF_SECONDS": BACKOFF_SECONDS,
    }
    given = {name: outside[name] for name in defaults if outside.get(name)}
    return {**outside, **defaults, **given, **own}
