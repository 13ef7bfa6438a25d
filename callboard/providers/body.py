"""From the bytes of a webhook to a JSON object, refusing whatever could be read in two ways."""

import json

from callboard.providers.events import BadBody

GZIP_MAGIC = b"\x1f\x8b"


def read_object(body: bytes) -> dict[str, object]:
    """The JSON object in the body, or `BadBody`.

    Duplicate keys and NaN are refused: two readers would read them differently, and no provider
    sends them. Compressed bodies are refused, never unpacked: the limit on size counts what came
    over the wire.
    """
    if not body.strip():
        raise BadBody("The body is empty.")
    if body.startswith(GZIP_MAGIC):
        raise BadBody("The body is compressed; send it as plain JSON.")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise BadBody("The body is not valid UTF-8.") from None
    try:
        found = json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except RecursionError:
        raise BadBody("The body is nested too deeply.") from None
    except ValueError:
        # Also an integer of more digits than Python converts.
        raise BadBody("The body is not valid JSON.") from None
    if not isinstance(found, dict):
        raise BadBody("The body is not a JSON object.")
    return found


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadBody("The body names a key twice in one object.")
    return found


def _refuse_constant(name: str) -> object:
    raise BadBody(f"The body contains {name}, which is not JSON.")
