"""Where a report says that the sound can be had."""

import pytest

from callboard.providers.events import ChannelKind
from tests.providers import vapi

pytestmark = pytest.mark.sqlite


def test_presigned_addresses_come_first_and_the_api_last():
    sources = vapi.parsed("report-2026-transfer").recording_sources
    assert [
        (source.url.split("?")[0].rsplit("/", 1)[1], source.kind.value) for source in sources
    ] == [
        ("5d0d5a7e-2601-stereo.wav", "stereo"),
        ("5d0d5a7e-2601-mono.wav", "mono"),
        ("5d0d5a7e-2601-1788891160000-stereo.wav", "stereo"),
        ("5d0d5a7e-2601-1788891160000-mono.wav", "mono"),
        ("stereo-recording", "stereo"),
        ("mono-recording", "mono"),
    ]
    assert [source.needs_api_key for source in sources] == [False] * 4 + [True] * 2
    assert "?X-Amz-Expires=3600" in sources[0].url


def test_copies_of_an_address_count_once():
    sources = vapi.parsed("report-2025").recording_sources
    assert len([source for source in sources if not source.needs_api_key]) == 2


def test_a_report_of_2024_names_them_beside_the_artifact():
    first = vapi.parsed("report-2024-squad").recording_sources[0]
    assert first.kind is ChannelKind.STEREO
    assert first.url.startswith("https://recordings.example.com/")


def test_the_key_goes_nowhere_but_to_the_api():
    """A call id that tries to name another host stays a part of the path."""
    message = vapi.message("report-2025")
    message["call"]["id"] = "//evil.example/../x?y#z"
    needing_key = [one for one in vapi.parsed(message).recording_sources if one.needs_api_key]
    assert [one.url for one in needing_key] == [
        "/call/%2F%2Fevil.example%2F..%2Fx%3Fy%23z/stereo-recording",
        "/call/%2F%2Fevil.example%2F..%2Fx%3Fy%23z/mono-recording",
    ]


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "javascript:alert(1)", "//x.example/a", "https://", "a b", 7, {}]
)
def test_what_is_no_web_address_is_no_source(url):
    message = vapi.message("report-web-call")
    message["artifact"]["recordingUrl"] = url
    assert vapi.parsed(message).recording_sources == ()
