"""The reference model of a client's access: the state table of the design, in plain Python.

It knows nothing of the product's code. An event returns whether it is allowed; a refused one
changes nothing.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

LIFE = timedelta(days=7)


@dataclass(eq=False)
class Link:
    """One generation of an invitation to one address."""

    address: str
    expires_at: datetime
    dead: bool = False
    bounced: bool = False


@dataclass
class Model:
    """`links` holds every link ever made, newest last; `contact` and `colleagues` name the open
    ones.
    """

    now: datetime
    address: str = ""
    members: set[str] = field(default_factory=set)
    revoked: bool = False
    contact: Link | None = None
    colleagues: dict[str, Link] = field(default_factory=dict)
    past_people: set[str] = field(default_factory=set)

    @property
    def state(self) -> str:
        live = self.contact is not None and self.now < self.contact.expires_at
        if self.members:
            return "active"
        if live and self.contact and self.contact.bounced:
            return "invite_bounced"
        if live:
            return "invite_sent"
        if self.revoked:
            return "revoked"
        if self.contact is not None:
            return "invite_expired"
        return "email_set" if self.address else "no_email"

    def live_links(self) -> list[Link]:
        links = [*([self.contact] if self.contact else []), *self.colleagues.values()]
        return [link for link in links if self.now < link.expires_at]

    def set_address(self, address: str) -> bool:
        """Nobody's own address is changed for them; "" clears it, but not of an Active client."""
        if self.state == "active" and (self.address in self.members or not address):
            return address == self.address
        if address != self.address:
            self._kill_contact()
            self.address = address
            # Whoever was invited as a colleague is the contact now.
            self.contact = self.colleagues.pop(address, None)
            self._kill_colleagues_of_nobody()
        return True

    def invite(self) -> bool:
        if self.state not in ("email_set", "revoked") or not self.address:
            return False
        self._kill_contact()
        self.contact = Link(self.address, self.now + LIFE)
        self.revoked = False
        return True

    def resend(self, *, to_bounced: bool = False) -> bool:
        allowed = {"invite_sent", "invite_expired"} | ({"invite_bounced"} if to_bounced else set())
        if self.state not in allowed:
            return False
        self._kill_contact()
        self.contact = Link(self.address, self.now + LIFE)
        return True

    def cancel(self) -> bool:
        if self.state not in ("invite_sent", "invite_bounced"):
            return False
        self._kill_contact()
        self._kill_colleagues_of_nobody()
        return True

    def accept(self, link: Link) -> bool:
        if link.dead or self.now >= link.expires_at:
            return False
        link.dead = True
        self.members.add(link.address)
        self.revoked = False
        if self.contact is link:
            self.contact = None
        self.colleagues.pop(link.address, None)
        return True

    def revoke(self) -> bool:
        if self.state != "active":
            return False
        self.past_people = set(self.members)
        self.members.clear()
        self._kill_contact()
        for link in self.colleagues.values():
            link.dead = True
        self.colleagues.clear()
        self.revoked = True
        return True

    def bounce(self) -> bool:
        """The mail server refuses the mail of the contact's present link."""
        if self.contact is None:
            return False
        self.contact.bounced = True
        return True

    def invite_colleague(self, address: str) -> bool:
        if self.state not in ("invite_sent", "invite_expired", "invite_bounced", "active"):
            return False
        if address not in self.members:
            self._offer(address)
        return True

    def remove(self, address: str) -> bool:
        if address not in self.members:
            return False
        self.members.discard(address)
        self._kill(address)
        return True

    def leave(self, address: str) -> bool:
        if len(self.members) < 2:
            return False
        return self.remove(address)

    def restore(self) -> bool:
        if self.state != "revoked":
            return False
        for address in sorted(self.past_people):
            if self._offer(address) and address == self.address:
                self.revoked = False
        return True

    def _offer(self, address: str) -> bool:
        """A new link, unless one to this address still works: then it is left as it is."""
        standing = self.contact if address == self.address else self.colleagues.get(address)
        if standing is not None and self.now < standing.expires_at:
            return False
        if standing is not None:
            standing.dead = True
        link = Link(address, self.now + LIFE)
        if address == self.address:
            self.contact = link
        else:
            self.colleagues[address] = link
        return True

    def _kill(self, address: str) -> None:
        """Whatever invites this address."""
        if self.contact is not None and address == self.address:
            self._kill_contact()
        if address in self.colleagues:
            self.colleagues.pop(address).dead = True

    def _kill_colleagues_of_nobody(self) -> None:
        if self.state in ("email_set", "no_email"):
            for address in list(self.colleagues):
                self._kill(address)

    def _kill_contact(self) -> None:
        if self.contact is not None:
            self.contact.dead = True
            self.contact = None
