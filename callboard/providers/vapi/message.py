from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from callboard.providers.body import read_object
from callboard.providers.events import BadBody
from callboard.providers.fields import at, identifier

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Message:
    """The one thing in a Vapi body: `{"message": {"type": …, "call": …, "artifact": …, …}}`.

    The same fact stands in several places, some of them empty: `artifact`, copies beside it (until
    2025), and the `call` object, which is a stale snapshot from the call's start and hence asked
    last.
    """

    fields: Mapping[str, object]
    type: str

    @classmethod
    def read(cls, body: bytes) -> "Message":
        """`BadBody` where there is no message or it does not say what it is: then nobody can tell
        whether something is lost.
        """
        found = read_object(body).get("message")
        if not isinstance(found, Mapping):
            raise BadBody("The body has no `message` object.")
        kind = identifier(80)(found.get("type"))
        if kind is None:
            raise BadBody("The `message` has no `type`.")
        return cls(found, kind)

    def first(self, read: Callable[[object], T | None], *paths: str) -> T | None:
        """The first of the dotted paths at which `read` finds something: not missing, null, empty
        or of another type.
        """
        for path in paths:
            found = read(at(self.fields, path))
            if found is not None:
                return found
        return None
