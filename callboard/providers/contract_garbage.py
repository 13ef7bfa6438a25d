"""Bodies that no adapter may fall over: what cannot be read, and what is wrong in one place."""

from collections.abc import Iterator, Mapping
from typing import Any

Path = tuple[str | int, ...]

# One of each kind that JSON has, at its worst.
GARBAGE: tuple[Any, ...] = (
    None,
    "",
    "\x00\ud800",
    -1,
    10**400,
    1e308,
    True,
    [],
    [None, [], "x"],
    {},
    {"id": {}, "number": []},
)

# Put in place of a good body's first brace.
SPOILT = (
    b'{"twice": 1, "twice": 1, ',
    b'{"inside": {"twice": 1, "twice": 2}, ',
    b'{"odd": NaN, ',
    b'{"odd": [Infinity], ',
    b'{"odd": "\xff", ',
    b'{"odd": ' + b"9" * 5_000 + b", ",
    b"\xef\xbb\xbf{",
    b"\x1f\x8b{",
    b"[{",
)

BAD_BODIES: Mapping[str, bytes] = {
    "empty": b"",
    "blank": b" \n",
    "not JSON": b"call=1",
    "cut off": b'{"message": {"type": ',
    "bad UTF-8": b'{"message": "\xff\xfe"}',
    "encoded surrogate": b'{"message": "\xed\xa0\x80"}',
    "a list": b"[]",
    "a string": b'"message"',
    "null": b"null",
    "an object without anything": b"{}",
    "NaN": b'{"message": NaN}',
    "infinity": b'{"message": -Infinity}',
    "duplicate keys": b'{"message": {}, "message": {}}',
    "100,000 lists deep": b"[" * 100_000 + b"]" * 100_000,
    "100,000 objects deep": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "a number of 100,000 digits": b'{"message": ' + b"9" * 100_000 + b"}",
    "gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xab\xae\x05\x00\x43\xbf\xa6\xa3\x02",
    "UTF-16": '{"message": {}}'.encode("utf-16"),
}


def places(node: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every value inside a JSON document, parents before children."""
    inside: Iterator[tuple[str | int, Any]] = iter(())
    if isinstance(node, dict):
        inside = iter(list(node.items()))
    elif isinstance(node, list):
        inside = iter(list(enumerate(node)))
    for key, value in inside:
        yield (*path, key)
        yield from places(value, (*path, key))


def holder(document: Any, path: Path) -> Any:
    """The object or list that holds the value at `path`."""
    for key in path[:-1]:
        document = document[key]
    return document


def without_each(document: Any) -> Iterator[tuple[Path, Any]]:
    for path in list(places(document)):
        inside, key = holder(document, path), path[-1]
        kept = inside.copy()
        del inside[key]
        yield path, document
        # Put back in the same order, as whatever is tried next must differ in one place only.
        inside.clear()
        (inside.update if isinstance(inside, dict) else inside.extend)(kept)


def garbled_each(document: Any) -> Iterator[tuple[Path, Any]]:
    for path in list(places(document)):
        inside, key = holder(document, path), path[-1]
        kept = inside[key]
        for garbage in GARBAGE:
            inside[key] = garbage
            yield path, document
        inside[key] = kept
