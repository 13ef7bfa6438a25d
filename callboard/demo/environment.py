"""What the demo's processes are told, for the settings to read."""

from collections.abc import Mapping

from callboard.demo.folder import Folder

# Retries that a person watching would wait for; the product's own begin at a minute.
BACKOFF_SECONDS = "5,15,60,300"


FROM = "portal@mail.example"


def environment(
    outside: Mapping[str, str], folder: Folder, port: int, sink_url: str
) -> dict[str, str]:
    """DATABASE_URL and EMAIL_URL win when they are set outside, and with a mail server the sender
    that it takes mail from; hosts that may be fetched from are added to; the rest is the demo's.
    """
    # The demo plays Stripe itself, on its own address (callboard/demo/fake_stripe).
    here = f"localhost:{port}"
    also_allowed = ",".join(filter(None, [outside.get("FETCH_ALSO_ALLOWED"), here]))
    own = {
        **folder.keys(),
        "CALLBOARD_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "callboard.config.settings",
        "DATA_DIR": str(folder.path),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "PUBLIC_URL": f"http://{here}",
        "TRUSTED_PROXY_COUNT": "0",
        "STRIPE_API_BASE": f"http://{here}/demo/stripe",
        "FETCH_ALSO_ALLOWED": also_allowed,
        "PYTHONUNBUFFERED": "1",
    }
    given = {
        "DATABASE_URL": outside.get("DATABASE_URL", ""),
        "MAIL_BACKOFF_SECONDS": outside.get("MAIL_BACKOFF_SECONDS") or BACKOFF_SECONDS,
    }
    mail = {"EMAIL_URL": sink_url, "EMAIL_FROM": FROM}
    if outside.get("EMAIL_URL"):
        mail = {
            "EMAIL_URL": outside["EMAIL_URL"],
            "EMAIL_FROM": outside.get("EMAIL_FROM") or FROM,
        }
    return {**outside, **given, **mail, **own}


def seeding(told: Mapping[str, str], sink_url: str) -> dict[str, str]:
    """The same for the process that seeds: the mails of the demo's history go to the sink alone."""
    return {**told, "EMAIL_URL": sink_url, "EMAIL_FROM": FROM}
