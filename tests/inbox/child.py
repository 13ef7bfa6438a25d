"""What the crash tests start as a process of its own, and kill.

python -m tests.inbox.child drain <time>
python -m tests.inbox.child post <host> <address>           (the body on its standard input)
python -m tests.inbox.child serve                           (its port on its standard output)
python -m tests.inbox.child fetch <agency> <recording> [most bytes a file may have]
python -m tests.inbox.child move <agency> <move>
"""

import resource
import sys
from datetime import datetime

import django


def drain(now: str) -> None:
    from callboard.providers import inbox

    while inbox.drain_once(now=datetime.fromisoformat(now)):
        pass


def post(host: str, address: str) -> None:
    from django.test import Client as Sender

    from tests.inbox.line import SECRET

    answer = Sender(SERVER_NAME=host).post(
        address,
        sys.stdin.buffer.read(),
        content_type="application/json",
        headers={"X-Vapi-Secret": SECRET},
    )
    print(answer.content.decode())


def serve() -> None:
    import waitress

    from callboard.config.wsgi import application

    server = waitress.create_server(application, host="127.0.0.1", port=0, threads=4)
    print(server.effective_port, flush=True)
    server.run()


def fetch(agency: str, recording: str, most: str = "") -> None:
    from callboard.providers.recordings import fetch_recording

    if most:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
    fetch_recording.call(int(agency), int(recording))


def move(agency: str, number: str) -> None:
    from callboard.calls.moving import work_through

    work_through.call(int(agency), int(number))


if __name__ == "__main__":
    django.setup()
    globals()[sys.argv[1]](*sys.argv[2:])
