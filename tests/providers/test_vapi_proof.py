"""Ways of proof, where they are more than what the contract asks of every provider."""

import hmac
from dataclasses import replace
from datetime import timedelta

import pytest

from callboard.providers.adapter import AuthMode, ConnectionSecrets, HmacOptions, SignedRequest
from callboard.providers.events import SignatureRefused
from callboard.providers.registry import adapter_for
from tests.providers import vapi

pytestmark = pytest.mark.sqlite

BODY = b'{"message": {"type": "hang", "note": "{timestamp}.{body}"}}'
SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQ"
HMAC = ConnectionSecrets(AuthMode.HMAC, (SECRET,))


def _verify(headers, secrets=HMAC, body=BODY, now=vapi.RECEIVED):
    adapter_for("vapi").verify(SignedRequest(body, headers, now), secrets)


def _signed(secrets=HMAC, at=vapi.RECEIVED):
    return vapi.headers(secrets, SECRET, BODY, at)


def test_a_timestamp_in_milliseconds():
    stamp = str(round(vapi.RECEIVED.timestamp() * 1000))
    digest = hmac.new(SECRET.encode(), stamp.encode() + b"." + BODY, "sha256").hexdigest()
    _verify({"x-signature": digest, "x-timestamp": stamp})
    later = vapi.RECEIVED + timedelta(seconds=301)
    with pytest.raises(SignatureRefused, match="too far"):
        _verify({"x-signature": digest, "x-timestamp": stamp}, now=later)


def test_without_a_timestamp_the_body_alone_is_signed():
    digest = hmac.new(SECRET.encode(), BODY, "sha256").hexdigest()
    _verify({"X-Signature": digest.upper()})


def test_taking_the_timestamp_away_does_not_open_the_window():
    """O-081: the old signature was made over the timestamp as well."""
    headers = _signed(at=vapi.RECEIVED - timedelta(hours=1))
    del headers["x-timestamp"]
    with pytest.raises(SignatureRefused):
        _verify(headers)


def test_a_newer_timestamp_on_an_old_signature():
    """O-081"""
    headers = _signed(at=vapi.RECEIVED - timedelta(hours=1))
    headers["x-timestamp"] = str(round(vapi.RECEIVED.timestamp()))
    with pytest.raises(SignatureRefused, match="signature is wrong"):
        _verify(headers)


def test_a_timestamp_may_be_required():
    required = replace(HMAC, hmac=HmacOptions(include_timestamp=True))
    digest = hmac.new(SECRET.encode(), BODY, "sha256").hexdigest()
    with pytest.raises(SignatureRefused, match="timestamp is missing"):
        _verify({"x-signature": digest}, required)


def test_a_secret_given_in_base64():
    encoded = SECRET + "="
    secrets = ConnectionSecrets(AuthMode.HMAC, (encoded,), hmac=HmacOptions(secret_is_base64=True))
    digest = hmac.new(b"secret-secret-secret", BODY, "sha256").hexdigest()
    _verify({"x-signature": digest}, secrets)
    with pytest.raises(SignatureRefused, match="not valid base64"):
        _verify({"x-signature": digest}, replace(secrets, secrets=("no base64!",)))


@pytest.mark.parametrize(
    "headers",
    [
        {"x-signature": "zz"},
        {"x-signature": "é"},
        {"x-signature": "00" * 32, "x-timestamp": "tomorrow"},
        {"x-signature": "00" * 32, "x-timestamp": "-1"},
        {"x-signature": "00" * 32, "x-timestamp": "9" * 400},
        {"x-signature": "00" * 32, "x-timestamp": "١٢٣"},
        {"x-signature": "", "x-timestamp": ""},
    ],
)
def test_headers_of_nonsense(headers):
    for options in (HmacOptions(), HmacOptions(encoding="base64")):
        with pytest.raises(SignatureRefused):
            _verify(headers, replace(HMAC, hmac=options))


@pytest.mark.parametrize(
    "options",
    [
        HmacOptions(algorithm="md5"),
        HmacOptions(payload_format="{timestamp}.{method}.{body}"),
        HmacOptions(encoding="rot13"),
    ],
)
def test_a_scheme_that_is_not_known_refuses(options):
    with pytest.raises(SignatureRefused):
        _verify(_signed(), replace(HMAC, hmac=options))


def test_a_signed_text_without_the_body_refuses():
    """Else one signature would be good for every body."""
    stamp = str(round(vapi.RECEIVED.timestamp()))
    digest = hmac.new(SECRET.encode(), stamp.encode(), "sha256").hexdigest()
    options = HmacOptions(payload_format="{timestamp}")
    with pytest.raises(SignatureRefused):
        _verify({"x-signature": digest, "x-timestamp": stamp}, replace(HMAC, hmac=options))


def test_a_mode_that_is_not_known_refuses():
    with pytest.raises(SignatureRefused):
        _verify({"Authorization": SECRET}, ConnectionSecrets("none", (SECRET,)))


def test_mode_header_needs_a_header_name():
    with pytest.raises(SignatureRefused):
        _verify({"": SECRET}, ConnectionSecrets(AuthMode.HEADER, (SECRET,), " "))


@pytest.mark.parametrize(
    "value", [SECRET, f"Basic {SECRET}", f"Bearer{SECRET}", "Bearer", "Bearer "]
)
def test_authorization_needs_its_scheme(value):
    with pytest.raises(SignatureRefused):
        _verify({"Authorization": value}, ConnectionSecrets(AuthMode.BEARER, (SECRET,)))


def test_the_scheme_is_read_in_any_case():
    bearer = ConnectionSecrets(AuthMode.BEARER, (SECRET,))
    _verify({"authorization": f"bearer {SECRET}"}, bearer)


def test_secrets_beyond_ascii():
    sent = "clé-très-secrète".encode().decode("latin-1")  # as WSGI hands it over
    _verify({"X-Vapi-Secret": sent}, ConnectionSecrets(AuthMode.SECRET, ("clé-très-secrète",)))


@pytest.mark.parametrize(
    "secrets",
    [
        HMAC,
        ConnectionSecrets(AuthMode.BEARER, (SECRET,)),
        ConnectionSecrets(AuthMode.SECRET, (SECRET,)),
        ConnectionSecrets(AuthMode.HEADER, (SECRET,), "X-Portal-Token"),
    ],
    ids=lambda secrets: str(secrets.mode),
)
def test_the_decision_is_the_constant_time_comparison_alone(secrets, monkeypatch):
    """O-079: with that comparison made to agree, a wrong secret passes; nothing else compares."""
    wrong = vapi.headers(secrets, "wrong-secret", BODY, vapi.RECEIVED)
    with pytest.raises(SignatureRefused):
        _verify(wrong, secrets)
    monkeypatch.setattr(hmac, "compare_digest", lambda presented, expected: True)
    _verify(wrong, secrets)
