"""Fixtures changed at random in several places at once: an event, an ignored event or a refusal."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callboard.providers.contract_event import check_event
from callboard.providers.contract_garbage import BAD_BODIES, holder, places
from callboard.providers.events import BadBody, CallEvent, Ignored
from callboard.providers.registry import adapter_for
from tests.providers import vapi

pytestmark = pytest.mark.sqlite

BODIES = sorted(vapi.bodies("*").values())

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec=None), max_size=20)
    | st.sampled_from(["ended", "bot", "user", "voicemail", "webCall", "2025-01-01", "1e9"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    document: Any = json.loads(draw(st.sampled_from(BODIES)))
    for _change in range(draw(st.integers(1, 6))):
        paths = list(places(document))
        if not paths:
            break
        path = draw(st.sampled_from(paths))
        inside = holder(document, path)
        if draw(st.booleans()):
            del inside[path[-1]]
        else:
            inside[path[-1]] = draw(JSON)
    return json.dumps(document).encode()


def _read(body: bytes) -> None:
    try:
        events = adapter_for("vapi").parse(body, vapi.RECEIVED)
    except BadBody:
        return
    assert events
    for event in events:
        if isinstance(event, CallEvent):
            check_event(event)
        else:
            assert isinstance(event, Ignored)


@given(mutated())
def test_changed_bodies(body):
    _read(body)


@given(st.binary(max_size=200) | st.sampled_from(sorted(BAD_BODIES.values())))
def test_bytes_of_any_kind(body):
    """O-088"""
    _read(body)


@given(st.sampled_from(BODIES), st.data())
def test_bodies_cut_off_or_spoilt(body, data):
    place = data.draw(st.integers(0, len(body)))
    _read(body[:place])
    _read(body[:place] + data.draw(st.binary(min_size=1, max_size=4)) + body[place + 1 :])
