"""Who did something, and from where: handed to every verb, written into the audit record."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["staff", "member", "link", "system", "operator"]


@dataclass(frozen=True, slots=True)
class Actor:
    """`link` is somebody who holds a mailed link and is not signed in; `operator` uses the command
    line. `viewing` names the client whose portal one of the staff sees as its people do.
    """

    kind: Kind
    name: str = ""
    public_id: str = ""
    ip: str = ""
    user_agent: str = ""
    request_id: str = ""
    viewing: str = ""


SYSTEM = Actor("system")
