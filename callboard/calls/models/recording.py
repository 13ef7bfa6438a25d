from typing import ClassVar

from django.db import models
from django.db.models import Q

from callboard.calls.peaks import channels_of
from callboard.keys.sealed import SealedField
from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel


class RecordingState(models.TextChoices):
    PENDING = "pending"  # being fetched
    STORED = "stored"
    FAILED = "failed"  # it cannot be had; `reason` says why, for the agency
    REMOVED = "removed"  # it was there; `removed_why` says who wanted it gone


class RemovedWhy(models.TextChoices):
    RETENTION = "retention"  # the time for which the agency keeps recordings was over
    ERASED = "erased"  # somebody asked for it


class Recording(TenantModel):
    """The sound of a call: our own copy, under the storage root at `file`.

    `sources` is the sealed JSON list of where the provider offered it; those URLs are secrets of a
    kind (whoever has one can listen). `peaks` is how loud it is (`callboard.calls.peaks`): null for
    one that nobody has listened to yet, empty for one that nothing here can decode."""

    public_id = PublicIdField()
    call = models.OneToOneField("calls.Call", on_delete=models.CASCADE, related_name="recording")
    state = models.CharField(
        max_length=8, choices=RecordingState.choices, default=RecordingState.PENDING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=200, blank=True)
    sources = SealedField(null=True)
    file = models.CharField(max_length=120, blank=True)
    content_type = models.CharField(max_length=40, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    duration_ms = models.PositiveIntegerField(null=True)
    peaks = models.BinaryField(null=True)
    stored_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    removed_why = models.CharField(max_length=9, choices=RemovedWhy.choices, blank=True)

    class Meta:
        constraints: ClassVar = [TenantKey(field="call", name="calls_recording_call_tenant")]
        indexes: ClassVar = [
            models.Index(
                fields=["id"],
                condition=Q(state=RecordingState.STORED, peaks__isnull=True),
                name="calls_recording_unheard",
            ),
            models.Index(
                fields=["agency", "id"],
                condition=Q(state=RecordingState.STORED),
                name="calls_recording_stored",
            ),
        ]

    def __str__(self) -> str:
        return f"recording of {self.call_id}"

    @property
    def is_stored(self) -> bool:
        return self.state == RecordingState.STORED

    @property
    def is_removed(self) -> bool:
        return self.state == RecordingState.REMOVED

    @property
    def channels(self) -> list[bytes]:
        """How loud each of them is in the course of time; none where that is not known."""
        return channels_of(bytes(self.peaks or b""))
