"""What every adapter must do: a test class to subclass in `tests/providers/`.

O-numbers name the cases of the security design that a test stands for.
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import ClassVar

from callboard.providers.adapter import Adapter, ConnectionSecrets, SignedRequest
from callboard.providers.contract_event import check_event
from callboard.providers.contract_garbage import BAD_BODIES, SPOILT, garbled_each, without_each
from callboard.providers.events import BadBody, CallEvent, Ignored, SignatureRefused

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SECRET, OTHER = "right-secret-of-this-agency", "secret-of-another-agency"


class AdapterContract(ABC):
    adapter: ClassVar[Adapter]
    # Ways of proof by name, without secrets.
    schemes: ClassVar[Mapping[str, ConnectionSecrets]]
    # Those that sign the body, and those whose proof ends after five minutes.
    signing: ClassVar[frozenset[str]]
    expiring: ClassVar[frozenset[str]]
    # Bodies that tell of a call, bodies that are of no use, and those of one call's life in order.
    samples: ClassVar[Mapping[str, bytes]]
    ignored: ClassVar[Mapping[str, bytes]]
    life: ClassVar[Sequence[bytes]]

    @abstractmethod
    def headers(
        self, scheme: ConnectionSecrets, secret: str, body: bytes, at: datetime
    ) -> Mapping[str, str]:
        """The headers with which the provider would prove `body` by `secret` at this time."""

    def test_right_secret_only(self) -> None:
        """O-079: right, wrong, missing, another agency's."""
        for name, scheme in self.schemes.items():
            assert self._accepts(name, scheme, SECRET), name
            assert not self._accepts(name, scheme, OTHER), name
            assert not self._accepts(name, scheme, SECRET[:-1]), name
            assert not self._accepts(name, scheme, SECRET + "x"), name
            bare = SignedRequest(self._body(), {}, NOW)
            assert self._refusal(bare, replace(scheme, secrets=(SECRET,))), name

    def test_empty_secret_refuses_everything(self) -> None:
        """O-079: a connection without a secret accepts nothing, the empty secret least of all."""
        for name, scheme in self.schemes.items():
            for configured in ((), ("",), (" ",), ("", "  ")):
                for presented in ("", " ", SECRET):
                    assert not self._accepts(name, scheme, presented, configured), (name, presented)

    def test_raw_body_is_what_is_signed(self) -> None:
        """O-080: spacing, escapes and order of keys are the sender's; nothing is written anew."""
        body = b'{ "message":{"type" :"\\u0068ang", "b":1,\n"a":2.0 } }'
        rewritten = json.dumps(json.loads(body)).encode()
        for name in self.signing:
            scheme = replace(self.schemes[name], secrets=(SECRET,))
            headers = self.headers(scheme, SECRET, body, NOW)
            assert self._refusal(SignedRequest(body, headers, NOW), scheme) is None, name
            assert self._refusal(SignedRequest(rewritten, headers, NOW), scheme), name

    def test_replay_after_ten_minutes(self) -> None:
        """O-081: five minutes either way are allowed for clocks."""
        for name in self.expiring:
            scheme = replace(self.schemes[name], secrets=(SECRET,))
            headers = self.headers(scheme, SECRET, self._body(), NOW)
            for seconds, fine in ((-601, False), (-299, True), (299, True), (601, False)):
                later = NOW + timedelta(seconds=seconds)
                refusal = self._refusal(SignedRequest(self._body(), headers, later), scheme)
                assert (refusal is None) is fine, (name, seconds)

    def test_rotation(self) -> None:
        """O-090: the old and the new secret are good for a while, then the new one alone."""
        for name, scheme in self.schemes.items():
            for presented in ("new-secret", "old-secret"):
                both = ("new-secret", "old-secret")
                assert self._accepts(name, scheme, presented, both), (name, presented)
            assert not self._accepts(name, scheme, "old-secret", ("new-secret",)), name

    def test_headers_in_any_case(self) -> None:
        for name, scheme in self.schemes.items():
            sent = self.headers(scheme, SECRET, self._body(), NOW)
            upper = {key.upper(): value for key, value in sent.items()}
            request = SignedRequest(self._body(), upper, NOW)
            assert self._refusal(request, replace(scheme, secrets=(SECRET,))) is None, name

    def test_secrets_do_not_show(self) -> None:
        for name, scheme in self.schemes.items():
            secrets = replace(scheme, secrets=(SECRET,))
            request = SignedRequest(self._body(), {"X-Any": OTHER}, NOW)
            told = f"{secrets!r} {request!r} {self._refusal(request, secrets)}"
            assert SECRET not in told, name
            assert OTHER not in told, name

    def test_bad_bodies(self) -> None:
        """O-088: told in words, never another exception."""
        for name, body in BAD_BODIES.items():
            assert (self._badness(body) or "").endswith("."), name

    def test_good_bodies_spoilt_in_one_place(self) -> None:
        """O-088: what would be a call but for one thing that can be read in two ways."""
        assert self._badness(self._body()) is None
        for spoilt in SPOILT:
            assert self._badness(self._body().replace(b"{", spoilt, 1)), spoilt

    def test_samples_are_calls(self) -> None:
        for name, body in self.samples.items():
            events = [one for one in self._parsed(body) if isinstance(one, CallEvent)]
            assert events, name

    def test_what_is_of_no_use_is_ignored(self) -> None:
        for name, body in self.ignored.items():
            assert all(isinstance(one, Ignored) for one in self._parsed(body)), name

    def test_a_repeated_delivery_has_the_same_key(self) -> None:
        """O-082: the key does not hang on the body's bytes or on when it came."""
        for name, body in self.samples.items():
            again = json.dumps(json.loads(body), indent=3, sort_keys=True).encode()
            later = NOW + timedelta(days=1)
            assert self._keys(body, NOW) == self._keys(again, later), name

    def test_different_events_have_different_keys(self) -> None:
        keys = [key for body in self.samples.values() for key in self._keys(body, NOW)]
        assert len(keys) == len(set(keys))

    def test_a_life_sorts_itself(self) -> None:
        """O-084: rank and time put the events of one call in order, however they arrived."""
        events = [one for body in self.life for one in self._calls(body)]
        assert len({event.external_call_id for event in events}) == 1
        assert len({event.dedupe_key for event in events}) == len(events)
        for arrival in permutations(events):
            assert sorted(arrival, key=lambda event: (event.rank, event.occurred_at)) == events

    def test_any_field_may_be_missing(self) -> None:
        for name, body in self.samples.items():
            for path, changed in without_each(json.loads(body)):
                self._survives(changed, f"{name} without {path}")

    def test_any_field_may_be_garbage(self) -> None:
        for name, body in self.samples.items():
            for path, changed in garbled_each(json.loads(body)):
                self._survives(changed, f"{name} with garbage at {path}")

    def _body(self) -> bytes:
        return next(iter(self.samples.values()))

    def _accepts(
        self,
        name: str,
        scheme: ConnectionSecrets,
        presented: str,
        configured: tuple[str, ...] = (SECRET,),
    ) -> bool:
        headers = self.headers(scheme, presented, self._body(), NOW)
        request = SignedRequest(self._body(), headers, NOW)
        return self._refusal(request, replace(scheme, secrets=configured)) is None

    def _refusal(self, request: SignedRequest, secrets: ConnectionSecrets) -> str | None:
        try:
            self.adapter.verify(request, secrets)
        except SignatureRefused as refusal:
            return str(refusal) or "refused"
        return None

    def _badness(self, body: bytes) -> str | None:
        try:
            self.adapter.parse(body, NOW)
        except BadBody as refusal:
            return str(refusal)
        return None

    def _parsed(self, body: bytes, at: datetime = NOW) -> tuple[CallEvent | Ignored, ...]:
        events = self.adapter.parse(body, at)
        assert events
        for event in events:
            if isinstance(event, CallEvent):
                check_event(event)
        return events

    def _calls(self, body: bytes, at: datetime = NOW) -> list[CallEvent]:
        return [event for event in self._parsed(body, at) if isinstance(event, CallEvent)]

    def _keys(self, body: bytes, at: datetime) -> list[str]:
        return [event.dedupe_key for event in self._calls(body, at)]

    def _survives(self, changed: object, what: str) -> None:
        try:
            self._parsed(json.dumps(changed).encode())
        except BadBody:
            pass
        except Exception as error:
            raise AssertionError(f"{what}: {error!r}") from error
