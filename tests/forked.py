"""What a started process runs. It is forked from a server that has the libraries in memory already:
each start would else spend most of its time importing them.
"""

import os
import sys
from collections.abc import Mapping, Sequence

# Nothing of ours: its settings read the environment that only the child is told.
PRELOADED = [
    "django.contrib.auth.hashers",
    "django.core.management",
    "django.core.serializers.json",
    "django.db.backends.postgresql.base",
    "django.db.backends.sqlite3.base",
    "django.forms",
    "django.urls",
    "argon2",
    "babel.dates",
    "coloraide",
    "cryptography.hazmat.primitives.ciphers.aead",
    "email_validator",
    "environ",
    "idna",
    "jinja2",
    "miniaudio",
    "mrml",
    "phonenumbers",
    "PIL.Image",
    "psycopg",
    "requests",
    "requests_hardened",
    "waitress",
    "tests.forked",
]


def run(command: Sequence[str], environment: Mapping[str, str], out: str) -> None:
    """A command of the product, with its words appended to the file `out`."""
    os.environ.clear()
    os.environ.update(environment)
    with open(out, "ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    sys.argv = ["callboard", *command]
    from callboard.config.cli import main

    main()
