"""O-098: nobody leads us to an address inside the house."""

import socket
from collections.abc import Iterator

import pytest

from callboard.providers import fetch
from callboard.providers.fetch import CannotBeHad, NotYet
from tests.inbox.provider import Listener, Provider, redirect

INSIDE = [
    "https://127.0.0.1:{port}/",
    "https://localhost:{port}/",
    "https://[::1]:{port}/",
    "https://[::ffff:127.0.0.1]:{port}/",
    "https://[64:ff9b::7f00:1]:{port}/",
    "https://0.0.0.0:{port}/",
    "https://[::]:{port}/",
    "https://127.1:{port}/",
    "https://2130706433:{port}/",
    "https://0x7f000001:{port}/",
    "https://0177.0.0.1:{port}/",
    "https://169.254.169.254/latest/meta-data/",
    "https://100.64.0.1:{port}/",
    "https://10.0.0.1:{port}/",
    "https://[fe80::1]:{port}/",
    "https://[fd00::1]:{port}/",
    "https://224.0.0.1:{port}/",
]

UNREADABLE = [
    "http://127.0.0.1:{port}/",
    "http://storage.example/a.wav",
    "https://somebody:secret@127.0.0.1:{port}/",
    "https://somebody@127.0.0.1:{port}/",
    "file:///etc/passwd",
    "ftp://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/",
    "https://",
    "https:///a",
    "https://[::1/",
    "https://127.0.0.1:99999/",
    "https://a\tb/",
    "https://" + "a" * 300 + ".example/",
]

# From here, no host is named at all.
NOT_ABSOLUTE = ["//127.0.0.1:{port}/", "127.0.0.1:{port}", "/call/1", ""]


class Nowhere:
    def write(self, piece: bytes) -> None:
        raise AssertionError("something was fetched")


@pytest.fixture
def inside() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


@pytest.mark.parametrize("address", [*INSIDE, *UNREADABLE, *NOT_ABSOLUTE])
def test_o098_no_form_of_an_inner_address_is_fetched(inside: Listener, address: str) -> None:
    with pytest.raises(CannotBeHad):
        fetch.into(address.replace("{port}", str(inside.port)), Nowhere(), headers={})
    assert inside.visitors() == 0


@pytest.mark.parametrize("address", [*INSIDE, *UNREADABLE])
def test_o098_nor_where_a_redirect_leads(provider: Provider, inside, address: str) -> None:
    first = provider.offer("/a", redirect(address.replace("{port}", str(inside.port))))
    with pytest.raises(CannotBeHad):
        fetch.into(first, Nowhere(), headers={})
    assert inside.visitors() == 0


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_o098_whatever_kind_of_redirect_it_is(provider: Provider, inside, code: int) -> None:
    first = provider.offer("/a", redirect(f"https://127.0.0.1:{inside.port}/", code))
    with pytest.raises(CannotBeHad):
        fetch.into(first, Nowhere(), headers={})
    assert inside.visitors() == 0


def test_o098_a_name_is_looked_up_once(inside: Listener, monkeypatch) -> None:
    """A name that answers with a public address first, and with ours when it is asked again."""
    public = Listener()
    look_up, asked = socket.getaddrinfo, []

    def rebinding(host, port, *rest, **options):
        asked.append(host)
        if host == "rebinding.example":
            first = asked.count(host) == 1
            address = ("93.184.215.14", port) if first else ("127.0.0.1", inside.port)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", address)]
        if host == "93.184.215.14":  # the world outside, where nobody speaks TLS
            return look_up("127.0.0.1", public.port, *rest, **options)
        return look_up(host, port, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(fetch, "TIMEOUT", (0.2, 0.2))
    with pytest.raises(NotYet):
        fetch.into("https://rebinding.example/a.wav", Nowhere(), headers={})
    assert asked.count("rebinding.example") == 1
    assert public.visitors() == 1
    assert inside.visitors() == 0
    public.close()


def test_a_proxy_of_the_environment_is_not_asked(inside: Listener, monkeypatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{inside.port}")
    with pytest.raises(CannotBeHad):
        fetch.into("https://127.0.0.1/a.wav", Nowhere(), headers={})
    assert inside.visitors() == 0


def test_only_the_named_port_of_a_host_is_allowed(
    provider: Provider, inside: Listener, settings
) -> None:
    with pytest.raises(CannotBeHad):
        fetch.into(f"http://127.0.0.1:{inside.port}/", Nowhere(), headers={})
    assert inside.visitors() == 0
