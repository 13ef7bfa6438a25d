"""What an operator may set: the name of each environment variable, with its default."""

from pathlib import Path

import environ

env = environ.Env()

DEMO = env.bool("CALLBOARD_DEMO", default=False)
DEBUG = env.bool("CALLBOARD_DEBUG", default=False)

DATA_DIR = Path(env.str("DATA_DIR", default="data")).absolute()
DATABASE_URL = env.str("DATABASE_URL", default="")
SECRET_KEY = env.str("SECRET_KEY", default="")
CALLBOARD_KEYS = env.str("CALLBOARD_KEYS", default="")
PUBLIC_URL = env.str("PUBLIC_URL", default="").rstrip("/")

EMAIL_URL = env.str("EMAIL_URL", default="")
EMAIL_FROM = env.str("EMAIL_FROM", default="")
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=20)
MAIL_BACKOFF_SECONDS = env.list("MAIL_BACKOFF_SECONDS", cast=int, default=[60, 300, 900, 3600])
# After a recording could not be had: how long until each further try.
RECORDING_BACKOFF_SECONDS = env.list(
    "RECORDING_BACKOFF_SECONDS", cast=int, default=[60, 300, 900, 3600]
)

HOST = env.str("HOST", default="127.0.0.1")
PORT = env.int("PORT", default=8000)
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

# Failed sign-ins and unverified webhooks of one network; off in the demo, where everybody is one
# network.
LIMITS_PER_NETWORK = env.bool("LIMITS_PER_NETWORK", default=not DEMO)

# Host names that recordings may be fetched from beside the rule (public addresses, https); for
# tests and the demo.
FETCH_ALSO_ALLOWED = env.list("FETCH_ALSO_ALLOWED", default=[])

# Where Stripe is asked: another address only in tests and the demo.
STRIPE_API_BASE = env.str("STRIPE_API_BASE", default="https://api.stripe.com")
