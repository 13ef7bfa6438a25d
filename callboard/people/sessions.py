"""Signing in and out, and who a request's cookie belongs to.

The cookie holds 256 random bits; the row holds their SHA-256. Every request reads session, account,
staff role, chosen membership, client and viewing in one query, so that what was revoked is refused
at the very next request."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.utils import timezone

from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.billing.models import Plan
from callboard.people import access_log, devices, notices, roles
from callboard.people.models import Membership, SecondFactor, Session, Staff, User, Viewing
from callboard.people.models.session import EndReason
from callboard.people.person import Anonymous, Person
from callboard.people.requests import client_ip, user_agent

COOKIE = settings.SESSION_COOKIE_NAME


@dataclass(frozen=True, slots=True)
class Stay:
    """How long somebody stays signed in: without a click, and in all."""

    idle: timedelta
    in_all: timedelta


MEMBER_STAY = Stay(timedelta(days=30), timedelta(days=90))
STAFF_STAY = Stay(timedelta(hours=12), timedelta(days=14))

# A click within this time of the last one writes nothing.
SEEN_EVERY = timedelta(minutes=5)


def sign_in(
    request: HttpRequest,
    response: HttpResponse,
    user: User,
    *,
    kept: bool = False,
    by_passkey: bool = False,
    membership: Membership | None = None,
    at: datetime | None = None,
) -> Session:
    """Starts a session and sets its cookie; the browser's earlier session is dead. A browser in a
    network that this account never used is told by mail.

    With `kept` the cookie outlives the browser's window.
    """
    now = at or timezone.now()
    key, ip, agent = secrets.token_urlsafe(32), client_ip(request), user_agent(request)
    with transaction.atomic():
        earlier = request.COOKIES.get(COOKIE)
        if earlier:
            end_some(Session.objects.filter(key_hash=_hash(earlier)), EndReason.SIGNED_OUT, at=now)
        is_new = devices.is_new(user, agent, ip)
        session = Session.objects.create(
            agency_id=user.agency_id,
            key_hash=_hash(key),
            user=user,
            epoch=user.epoch,
            host=_host(request),
            membership=membership,
            kept=kept,
            by_passkey=by_passkey,
            created_at=now,
            last_seen_at=now,
            ip=ip,
            user_agent=agent,
        )
        User.objects.filter(pk=user.pk).update(last_sign_in_at=now)
        _write_down(request, user, now)
        access_log.signed_in(user, agent, now)
        if is_new:
            notices.tell(user, "new_device", about=session.pk, at=now)
    response.set_cookie(
        COOKIE,
        key,
        max_age=MEMBER_STAY.in_all if kept else None,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    rotate_token(request)
    return session


def _write_down(request: HttpRequest, user: User, now: datetime) -> None:
    works_here = Staff.objects.filter(user=user, ended_at__isnull=True).exists()
    by = Actor(
        "staff" if works_here else "member",
        user.name,
        user.public_id,
        client_ip(request),
        user_agent(request),
        getattr(request, "request_id", ""),
    )
    about = f"user:{user.public_id}"
    record("sessions.started", agency_id=user.agency_id, by=by, about=about, at=now)


def sign_out(request: HttpRequest, response: HttpResponse) -> None:
    key = request.COOKIES.get(COOKIE)
    if key:
        rows = Session.objects.filter(key_hash=_hash(key))
        end_some(rows, EndReason.SIGNED_OUT, at=timezone.now())
    response.delete_cookie(COOKIE)


def end_all(user_id: int, reason: EndReason, *, at: datetime) -> int:
    """Ends every session of an account; returns how many were alive."""
    alive = Session.objects.filter(user_id=user_id, ended_at__isnull=True)
    return end_some(alive, reason, at=at)


def end_some(rows: QuerySet[Session], reason: EndReason, *, at: datetime) -> int:
    """Ends those of the rows that are alive, and what was viewed in them; returns how many they
    were.
    """
    Viewing.objects.filter(session__in=rows.filter(ended_at__isnull=True)).cut_short(at)
    return rows.filter(ended_at__isnull=True).update(ended_at=at, end_reason=reason)


def lasts(session: Session, role: str | None, at: datetime) -> bool:
    """Whether it has not run out, by the time that people of this role stay signed in."""
    stay = MEMBER_STAY if role is None else STAFF_STAY
    return at - session.last_seen_at <= stay.idle and at - session.created_at <= stay.in_all


def person_of(request: HttpRequest) -> Person | Anonymous:
    """Who this request comes from. One query, and none without a cookie."""
    key = request.COOKIES.get(COOKIE)
    if not key:
        return Anonymous()
    session = _read(key)
    now = timezone.now()
    if session is None or session.host != _host(request):
        return Anonymous()
    if session.ended_at is not None:
        return Anonymous(access_ended=session.end_reason == EndReason.ACCESS_ENDED)
    role: str | None = session.role  # type: ignore[attr-defined]
    if session.epoch != session.user.epoch or not lasts(session, role, now):
        return Anonymous()
    count: int = session.membership_count  # type: ignore[attr-defined]
    factor: bool = session.second_factor  # type: ignore[attr-defined]
    if role is None and count == 0:
        return Anonymous(access_ended=True)
    if now - session.last_seen_at > SEEN_EVERY:
        Session.objects.filter(pk=session.pk).update(last_seen_at=now)
    viewing = _viewing(session, role)
    billed: bool = session.is_billed  # type: ignore[attr-defined]
    if viewing is not None:
        return Person(
            session,
            session.user,
            role,
            None,
            0,
            second_factor=factor,
            is_billed=billed,
            viewing=viewing,
        )
    chosen = session.membership
    lost = chosen is not None and chosen.ended_at is not None
    if (chosen is None or lost) and count:
        chosen = _choose(session)
    return Person(
        session,
        session.user,
        role,
        None if lost and not count else chosen,
        count,
        lost,
        second_factor=factor,
        is_billed=billed,
    )


def _viewing(session: Session, role: str | None) -> Viewing | None:
    """The one this browser has not left; none for who is no longer staff."""
    viewing: Viewing | None = getattr(session, "open_viewing", None)
    return viewing if role is not None and roles.may(role, "clients.view") else None


def choose(session: Session, membership: Membership) -> None:
    """Opens another client's portal in this browser."""
    Session.objects.filter(pk=session.pk).update(membership=membership)


def _choose(session: Session) -> Membership | None:
    """The first portal of somebody who has none chosen; remembered for the next click."""
    first = (
        Membership.objects.active()
        .filter(user_id=session.user_id)
        .select_related("client")
        .order_by("client__name", "id")
        .first()
    )
    if first is not None:
        choose(session, first)
    return first


def _read(key: str) -> Session | None:
    role = Staff.objects.filter(user_id=OuterRef("user_id"), ended_at__isnull=True).values("role")[
        :1
    ]
    return (
        Session.objects.filter(key_hash=_hash(key))
        .annotate(
            open_viewing=FilteredRelation("viewings", condition=Q(viewings__ended_at__isnull=True)),
            role=Subquery(role),
            second_factor=Exists(
                SecondFactor.objects.filter(user_id=OuterRef("user_id"), confirmed_at__isnull=False)
            ),
            is_billed=Exists(
                Plan.objects.filter(
                    client_id=Coalesce(
                        OuterRef("open_viewing__client_id"), OuterRef("membership__client_id")
                    )
                )
            ),
            membership_count=Count(
                "user__memberships", filter=Q(user__memberships__ended_at__isnull=True)
            ),
        )
        .select_related("user", "membership__client", "open_viewing__client")  # type: ignore[misc]
        .first()
    )


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _host(request: HttpRequest) -> str:
    return str(request.agency.host)  # type: ignore[attr-defined]
