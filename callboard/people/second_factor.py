"""The second factor of an account: an authenticator app, and recovery codes for a lost phone.

Nothing but the person turns it off, or the operator for them: no link, no reset and no new password
does. Each verb runs in one transaction with its record and its notice by mail."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from callboard.agencies.models import Agency
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.people import departures, notices, one_time_codes, profile, recovery_codes, tries
from callboard.people.models import SecondFactor, Staff, User
from callboard.people.refusals import Refused
from callboard.people.tries import TooManyTries

# From the picture to the first code. Whoever finds the browser open later sees no picture.
TO_CONFIRM = timedelta(minutes=15)
_ON = {"confirmed_at__isnull": False}


def of(user: User) -> SecondFactor | None:
    """The one that is asked for at sign-in."""
    return SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).first()


def pending(user: User, *, at: datetime | None = None) -> SecondFactor | None:
    """The one whose first code is awaited."""
    since = (at or timezone.now()) - TO_CONFIRM
    return SecondFactor.objects.filter(
        user=user, confirmed_at__isnull=True, created_at__gt=since
    ).first()


def must_have(user: User) -> bool:
    """Whether the agency asks its staff for one and this person is staff."""
    asked = Agency.objects.filter(pk=user.agency_id, staff_need_second_factor=True).exists()
    return asked and Staff.objects.filter(user=user, ended_at__isnull=True).exists()


def require_of_staff(
    agency: Agency, required: bool, *, of_user: User, by: Actor, at: datetime | None = None
) -> None:
    """Whether everybody on the team needs one, from their next click on. Raises `Refused` where who
    asks for it (`of_user`) has none: they would shut themselves out.
    """
    if agency.staff_need_second_factor == required:
        return
    if required and of(of_user) is None:
        raise Refused("require_second_factor", "off")
    with transaction.atomic():
        departures.must_act("require_second_factor", by, "settings.edit")
        agency.staff_need_second_factor = required
        agency.save(update_fields=["staff_need_second_factor"])
        record(
            "second_factor.required" if required else "second_factor.left_free",
            agency_id=agency.pk,
            by=by,
            at=at or timezone.now(),
        )


def begin(user: User, *, at: datetime | None = None) -> SecondFactor:
    """A new secret, to be confirmed with a first code; an earlier one that never was is dead.

    Raises `Refused` where one is on."""
    now = at or timezone.now()
    try:
        with transaction.atomic():
            SecondFactor.objects.filter(user=user, confirmed_at__isnull=True).delete()
            return SecondFactor.objects.create(
                agency_id=user.agency_id,
                user=user,
                secret=one_time_codes.new_secret(),
                created_at=now,
            )
    except IntegrityError:
        raise Refused("second_factor", "on") from None


def turn_on(user: User, code: str, *, by: Actor, at: datetime | None = None) -> list[str]:
    """Confirms the pending one with a code of it; answers the recovery codes, or nothing for a
    wrong code. Raises `Refused` where none is pending.
    """
    now = at or timezone.now()
    factor = pending(user, at=now)
    if factor is None:
        raise Refused("second_factor", "not pending")
    step = one_time_codes.step_of(factor.secret, plain(code), now)
    if step is None:
        return []
    with transaction.atomic():
        waiting = SecondFactor.objects.filter(pk=factor.pk, confirmed_at__isnull=True)
        if waiting.update(confirmed_at=now, last_step=step) != 1:
            raise Refused("second_factor", "changed meanwhile")
        codes = recovery_codes.replace(user, at=now)
        _write_down("second_factor.turned_on", user, by, now)
        notices.tell(user, "second_factor_on", at=now)
    return codes


def renew_recovery_codes(user: User, *, by: Actor, at: datetime | None = None) -> list[str]:
    """Ten new ones; the old ones open nothing any more. Raises `Refused` where no factor is on."""
    now = at or timezone.now()
    with transaction.atomic():
        # The row is the lock: of two at once, the second replaces the first's codes.
        if not SecondFactor.objects.select_for_update().filter(user=user, **_ON):
            raise Refused("recovery_codes", "off")
        codes = recovery_codes.replace(user, at=now)
        _write_down("recovery_codes.renewed", user, by, now)
        notices.tell(user, "recovery_codes_new", at=now)
    return codes


def turn_off(user: User, *, by: Actor, longer: str = "", at: datetime | None = None) -> User:
    """With `longer`, the hash of a password that does without it; it ends every session, as any new
    one does. Raises `Refused` where none is on, where the agency asks for one, or where the present
    password is too short to do without.
    """
    now = at or timezone.now()
    with transaction.atomic():
        if longer:
            profile.change_password(user, longer, by=by)
        if must_have(user):
            raise Refused("second_factor_off", "required")
        hit, _each = SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).delete()
        if not hit:
            raise Refused("second_factor_off", "off")
        # Looked at when the row is gone: a short one stored meanwhile waits for us, or we for it.
        if User.objects.filter(pk=user.pk, short_password=True).exists():
            raise Refused("second_factor_off", "short password")
        recovery_codes.forget(user)
        _write_down("second_factor.turned_off", user, by, now)
        notices.tell(user, "second_factor_off", at=now)
    user.refresh_from_db()
    return user


def forget(user: User, *, by: Actor, at: datetime | None = None) -> bool:
    """The operator's way out for a phone and codes that are both lost; False where none was on."""
    now = at or timezone.now()
    with transaction.atomic():
        hit, _each = SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).delete()
        if hit:
            recovery_codes.forget(user)
            _write_down("second_factor.forgotten", user, by, now)
            notices.tell(user, "second_factor_off", at=now)
    return bool(hit)


def proves(user: User, typed: str, *, by: Actor, at: datetime | None = None) -> bool:
    """Whether what was typed is the app's code of now, never taken before, or a recovery code.

    Failed tries count for this account, from this network and in all. Raises `TooManyTries`."""
    now = at or timezone.now()
    counted = tries.CODES.count(user.agency_id, user.public_id, by.ip, at=now)
    _count_anywhere(user, now)
    code = plain(typed)
    if not _is_of_app(user, code, now) and not _is_recovery_code(user, code, by, now):
        return False
    counted.give_back()
    tries.CODES_OF_ACCOUNT.give_back(user.agency_id, user.public_id, at=now)
    return True


def _count_anywhere(user: User, now: datetime) -> None:
    """Tells the person by mail, once, when too many were wrong."""
    standing = tries.CODES_OF_ACCOUNT.hit(user.agency_id, user.public_id, at=now)
    if not standing.exceeded:
        return
    if standing.hits == standing.limit.most + 1:
        notices.tell(user, "codes_tried", at=now)
    raise TooManyTries(standing.until)


def plain(typed: str) -> str:
    """Without the spaces and dashes that people put in to read it."""
    return re.sub(r"[\s-]", "", typed).lower()[:40]


def _is_of_app(user: User, code: str, now: datetime) -> bool:
    factor = of(user)
    if factor is None or not re.fullmatch(r"[0-9]{6}", code):
        return False
    step = one_time_codes.step_of(factor.secret, code, now)
    if step is None:
        return False
    # One UPDATE: of two with the same code, one hits the row.
    return SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step).update(last_step=step) == 1


def _is_recovery_code(user: User, code: str, by: Actor, now: datetime) -> bool:
    with transaction.atomic():
        if not recovery_codes.use_up(user, code, at=now):
            return False
        whose = replace(by, name=user.name, public_id=user.public_id)
        _write_down("recovery_code.used", user, whose, now)
        notices.tell(user, "recovery_code_used", at=now)
    return True


def _write_down(act: str, user: User, by: Actor, now: datetime) -> None:
    record(act, agency_id=user.agency_id, by=by, about=f"user:{user.public_id}", at=now)
