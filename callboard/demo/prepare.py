"""Everything that has to be there before the demo's web answers: `python -m
callboard.demo.prepare [calls of the big client]`.

A process of its own, because the settings read their environment once, when Django starts.
"""

import json
import sys
import time

import django
from django.core.management import call_command
from django.utils import timezone


def main() -> None:
    django.setup()
    from django.conf import settings

    from callboard.demo.big import seed as big_client
    from callboard.demo.folder import Folder
    from callboard.demo.manifest import manifest
    from callboard.demo.seed.everything import seed
    from callboard.examples import voices
    from callboard.keys.ring import UnknownKey
    from callboard.ui.whole_file import write_whole

    began = time.monotonic()
    call_command("migrate", verbosity=0, interactive=False)
    now = timezone.now()
    made = seed(now)
    big = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    if big:
        made += big_client.seed(big, now, lambda done: print(f"{done:,} of {big:,} calls"))
    if made and not voices.speaks():
        print("espeak-ng does not run here: the recordings hum instead of speaking.")
    folder = Folder(settings.DATA_DIR)
    try:
        told = manifest(now)
    except UnknownKey:
        # DATABASE_URL may name one that another folder's demo has filled.
        sys.exit(
            "This database belongs to a demo with other keys. "
            "Use that demo's folder (DEMO_DIR), or an empty database."
        )
    write_whole(folder.coming_manifest, f"{json.dumps(told, indent=2)}\n".encode())
    print(
        f"Seeded in {time.monotonic() - began:.1f} s." if made else "Everything is there already."
    )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
