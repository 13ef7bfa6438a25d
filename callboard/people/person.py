"""Who a request comes from: read once, from one joined query, and asked by views and templates."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Self

from django.utils import timezone

from callboard.agencies.models import Client
from callboard.audit.actor import Actor
from callboard.people import roles
from callboard.people.models import Membership, Session, User, Viewing
from callboard.tenancy import scope

# How long a sign-in stands for being asked who one is.
PROVED_FOR = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Anonymous:
    """Nobody we know. With `access_ended`, somebody whose access was taken away: the next click
    says so.
    """

    access_ended: bool = False

    signed_in = False
    viewing = None

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in.

    `role` is the staff role or None; `membership` the one chosen in this browser or None;
    `membership_count` how many clients' portals this person may open; `lost_client` is true when
    the client that was chosen here is no longer theirs; `second_factor` whether one is on;
    `is_billed` whether that client has a plan, so that its portal has a section for it.

    With `viewing` one of the staff sees a client's portal as its people do, and is none of them:
    no membership, and no other portal to switch to."""

    session: Session
    user: User
    role: str | None
    membership: Membership | None
    membership_count: int
    lost_client: bool = False
    second_factor: bool = False
    is_billed: bool = False
    viewing: Viewing | None = None

    signed_in = True

    @property
    def client(self) -> Client | None:
        if self.viewing is not None:
            return None if self.viewing.is_over(timezone.now()) else self.viewing.client
        return self.membership.client if self.membership else None

    @property
    def is_staff(self) -> bool:
        return self.role is not None

    @property
    def has_password(self) -> bool:
        return self.user.has_usable_password()

    @property
    def must_lengthen(self) -> bool:
        """Whether the password was enough only with a second step, which is gone."""
        return self.user.short_password and not self.second_factor

    @property
    def proved_lately(self) -> bool:
        """Whether they signed in so lately that it need not be asked again."""
        return timezone.now() - self.session.created_at < PROVED_FOR

    def at_the_desk(self) -> Self:
        """The same without the viewing: on the agency's side staff act as themselves."""
        return replace(self, viewing=None) if self.viewing else self

    def portals(self) -> list[Membership]:
        """All the portals this person may open, by the client's name. One query.

        In the agency's scope: a page of one client's portal names the others too."""
        with scope.agency(self.user.agency_id):
            mine = Membership.objects.active().filter(user=self.user).select_related("client")
            return list(mine.order_by("client__name", "id"))

    def may(self, right: str) -> bool:
        """Whether this person's staff role has the right (never true for a member who is not
        staff).
        """
        return self.role is not None and roles.may(self.role, right)

    def actor(self, *, ip: str = "", user_agent: str = "", request_id: str = "") -> Actor:
        return Actor(
            kind="staff" if self.is_staff else "member",
            name=self.user.name,
            public_id=self.user.public_id,
            ip=ip,
            user_agent=user_agent,
            request_id=request_id,
            viewing=self.viewing.client.name if self.viewing else "",
        )
