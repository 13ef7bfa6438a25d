from collections.abc import Mapping
from datetime import datetime

import pytest

from callboard.providers.adapter import AuthMode, ConnectionSecrets, HmacOptions
from callboard.providers.contract import AdapterContract
from callboard.providers.registry import adapter_for
from tests.providers import vapi

pytestmark = pytest.mark.sqlite

SAMPLES = {**vapi.bodies("report-*"), **vapi.bodies("status-*")}
LIFE = ("status-queued", "status-ringing", "status-in-progress", "status-ended", "report-2025")


class TestVapi(AdapterContract):
    adapter = adapter_for("vapi")
    schemes = {
        "bearer": ConnectionSecrets(AuthMode.BEARER, ()),
        "bearer in a header of its own": ConnectionSecrets(AuthMode.BEARER, (), "X-Portal-Auth"),
        "x-vapi-secret": ConnectionSecrets(AuthMode.SECRET, ()),
        "header": ConnectionSecrets(AuthMode.HEADER, (), "X-Portal-Token"),
        "hmac": ConnectionSecrets(AuthMode.HMAC, ()),
        "hmac sha512, base64, prefix": ConnectionSecrets(
            AuthMode.HMAC,
            (),
            hmac=HmacOptions(
                algorithm="sha512", encoding="base64", prefix="v1=", signature_header="x-sig"
            ),
        ),
        "hmac sha1 over the body alone": ConnectionSecrets(
            AuthMode.HMAC, (), hmac=HmacOptions(algorithm="sha1", include_timestamp=False)
        ),
    }
    signing = frozenset(name for name in schemes if name.startswith("hmac"))
    expiring = frozenset({"hmac", "hmac sha512, base64, prefix"})
    samples = SAMPLES
    ignored = vapi.bodies("ignored-*")
    life = tuple(SAMPLES[name] for name in LIFE)

    def headers(
        self, scheme: ConnectionSecrets, secret: str, body: bytes, at: datetime
    ) -> Mapping[str, str]:
        return vapi.headers(scheme, secret, body, at)
