from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from callboard.calls.models import Call
from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel
from callboard.tenancy.queryset import TenantManager, TenantQuerySet

# For so long after its start somebody can still make good what never reached the calendar.
STILL_MATTERS = timedelta(days=7)


class Source(models.TextChoices):
    TOOL = "tool", _("From a call")
    HAND = "hand", _("By hand")


class Status(models.TextChoices):
    CONFIRMED = "confirmed", _("Confirmed")
    NOT_IN_CALENDAR = "not_in_calendar", _("Not in the Calendar")
    NO_SHOW = "no_show", _("No-Show")
    CANCELLED = "cancelled", _("Cancelled")


class BookingQuerySet(TenantQuerySet["Booking"]):
    def shown_to_client(self) -> Self:
        """Without those made in calls that are the agency's alone."""
        return self.filter(kept_aside=False)

    def standing(self) -> Self:
        return self.shown_to_client().filter(cancelled_at__isnull=True)

    def upcoming(self, now: datetime) -> Self:
        return self.standing().filter(starts_at__gte=now)

    def past(self, now: datetime) -> Self:
        return self.standing().filter(starts_at__lt=now)

    def cancelled(self) -> Self:
        return self.shown_to_client().filter(cancelled_at__isnull=False)

    def not_in_calendar(self, now: datetime) -> Self:
        """What the caller was promised and no calendar took, until somebody sees to it. Of an
        example nobody has to.
        """
        rows = self.standing().filter(is_example=False, in_calendar=False, no_show_at__isnull=True)
        return rows.filter(starts_at__gte=now - STILL_MATTERS)


class Booking(TenantModel):
    """An appointment that somebody made with a client: in a call, or by hand.

    Of one made in a call `external_id` is the id of the first tool use that asked for it: the same
    call, told again, finds its booking by it (`callboard.bookings.settling`). `at_ms` and `at_turn`
    are the moment in the call, and the transcript's line before it (from 1). `in_calendar` is None
    where the provider has not told. `by_hand` names the columns that a person has written: no later
    telling overwrites them. `kept_aside` and
    `is_example` are the call's: the agency's alone, and of a call that nobody made."""

    client_scope_field: ClassVar[str | None] = "client_id"

    public_id = PublicIdField()
    client = models.ForeignKey("agencies.Client", on_delete=models.CASCADE, related_name="+")
    call = models.ForeignKey(
        "calls.Call", null=True, on_delete=models.SET_NULL, related_name="bookings"
    )
    agent = models.ForeignKey(
        "agents.Agent", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    source = models.CharField(max_length=4, choices=Source.choices)
    external_id = models.CharField(max_length=120, blank=True)
    kept_aside = models.BooleanField(default=False)
    is_example = models.BooleanField(default=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    service = models.CharField(max_length=200, blank=True)
    notes = models.TextField(blank=True)
    at_ms = models.PositiveIntegerField(null=True)
    at_turn = models.PositiveIntegerField(null=True)
    in_calendar = models.BooleanField(null=True)
    no_show_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    by_hand = models.JSONField(default=list)
    added_by = models.CharField(max_length=200, blank=True)
    changed_by = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    # What is said for somebody of whom neither name nor number is known.
    nameless: "str | Promise" = _("No name given")

    objects: ClassVar = TenantManager.from_queryset(BookingQuerySet)()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="bookings_booking_client_tenant"),
            TenantKey(field="call", name="bookings_booking_call_tenant"),
            TenantKey(field="agent", name="bookings_booking_agent_tenant"),
            models.UniqueConstraint(
                fields=["call", "external_id"],
                condition=Q(source="tool"),
                name="bookings_booking_external",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["client", "starts_at", "id"],
                condition=Q(kept_aside=False, cancelled_at__isnull=True),
                name="bookings_booking_standing",
            ),
            models.Index(
                fields=["client", "starts_at", "id"],
                condition=Q(kept_aside=False, cancelled_at__isnull=False),
                name="bookings_booking_cancelled",
            ),
            models.Index(
                fields=["client", "starts_at", "id"],
                condition=Q(
                    kept_aside=False,
                    cancelled_at__isnull=True,
                    in_calendar=False,
                    no_show_at__isnull=True,
                ),
                name="bookings_booking_unentered",
            ),
        ]

    def __str__(self) -> str:
        return f"booking {self.public_id}"

    @property
    def status(self) -> Status:
        if self.cancelled_at is not None:
            return Status.CANCELLED
        if self.no_show_at is not None:
            return Status.NO_SHOW
        return Status.NOT_IN_CALENDAR if self.in_calendar is False else Status.CONFIRMED

    @property
    def heard_in(self) -> Call | None:
        """The call it was made in, if whoever may see the booking may hear it. Read it along."""
        call: Call | None = self.call
        if call is None or call.client_id != self.client_id:
            return None
        return call if call.kept_aside == self.kept_aside else None

    def has_begun(self, now: datetime) -> bool:
        return self.starts_at <= now
