from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from callboard.calls.vocabulary import Aside, Outcome, Rank, Result
from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel
from callboard.tenancy.queryset import TenantManager, TenantQuerySet

# For the agency. Clients read other words (`calls.wording`).
OUTCOME_NAMES = {
    Outcome.COMPLETED: _("Completed"),
    Outcome.TRANSFERRED: _("Transferred"),
    Outcome.VOICEMAIL: _("Voicemail"),
    Outcome.NO_ANSWER: _("No answer"),
    Outcome.BUSY: _("Busy"),
    Outcome.CANCELLED: _("Cancelled"),
    Outcome.FAILED: _("Failed"),
    Outcome.UNKNOWN: _("Unknown"),
}


# For clients, but for two results that name the assistant (`calls.wording`).
RESULT_NAMES = {
    Result.BOOKED: _("Booked"),
    Result.QUESTION: _("Question answered"),
    Result.MESSAGE: _("Message taken"),
    Result.PUT_THROUGH: _("Put through to you"),
    Result.CALL_BACK: _("Call back"),
    Result.ANSWERED: _("Answered"),
    Result.HUNG_UP: _("Hung up"),
    Result.UNANSWERED: _("Not answered"),
    Result.SPAM: _("Spam"),
    Result.REACHED: _("Reached"),
    Result.VOICEMAIL: _("Voicemail"),
    Result.NO_ANSWER: _("No answer"),
    Result.BUSY: _("Busy"),
    Result.CANCELLED: _("Cancelled"),
}


ASIDE_NAMES = {
    Aside.DRAFT: _("Draft"),
    Aside.BEFORE_LIVE: _("Before go-live"),
    Aside.TEST_NUMBER: _("Test number"),
    Aside.BY_HAND: _("Kept aside"),
}
# What lists are filtered by, but for what has an index of its own.
FILTERED = ("result", "agent", "duration_ms", "has_booking")
# What the two short lists are asked for besides: SQLite takes their indexes only where they carry
# all of it, and would else read every call.
FLAGGED = ("kept_aside", "flagged_at")
WAITING = ("kept_aside", "is_example", "called_back_at")


class CallQuerySet(TenantQuerySet["Call"]):
    def shown_to_client(self) -> Self:
        """What a client's people may see: their calls, without those of drafts and tests."""
        return self.filter(client__isnull=False, kept_aside=False)

    def unassigned(self) -> Self:
        """Of no client yet."""
        return self.filter(client__isnull=True)

    def real(self) -> Self:
        """Without examples: what counts, and what somebody is told of."""
        return self.filter(is_example=False)

    def examples(self) -> Self:
        return self.filter(is_example=True)

    def movable(self, agent_id: int, client_id: int) -> Self:
        """An agent's calls at a client. Its examples are not among them: they were placed to be
        seen by this client.
        """
        return self.real().filter(agent=agent_id, client=client_id)

    def without_spam(self) -> Self:
        return self.exclude(result=Result.SPAM)

    def to_call_back(self) -> Self:
        """Callers who wait for it."""
        return self.real().filter(result=Result.CALL_BACK, called_back_at__isnull=True)

    def flagged(self) -> Self:
        return self.filter(flagged_at__isnull=False)

    def newest_first(self) -> Self:
        return self.order_by("-started_at", "-id")

    def before(self, started_at: datetime, call_id: int) -> Self:
        """Older than this place in the list. Written so that both databases walk the index (not as
        an OR of two).
        """
        return self.filter(started_at__lte=started_at).exclude(
            started_at=started_at, id__gte=call_id
        )


class Call(TenantModel):
    """One conversation. Every fact but connection, external id and start may be missing.

    `started_at` is the provider's, else the first turn's, else when the provider made the call,
    else our receipt. What is `kept_aside` is the agency's alone; `aside_why` says why. Once a
    person has said whose it is or who sees it (`by_hand`), events leave that as it is. An
    `is_example` call was placed by the agency's staff: nobody rang (`callboard.examples`). `known`
    says for each fact from which event it was taken (`callboard.providers.merge`), so that the
    order in which events arrive makes no difference. `analysis` holds the plain fields of the
    provider's analysis, for the agency; `result` what came of the call, for its client, and
    `reason` why somebody rang, where a field tells it (`callboard.calls.results`). `brought_in`
    calls are older than their coming here: they arrive read and notify nobody. `created_at` is when
    we first heard of the call. Of one that was erased (`erased_at`, `callboard.providers.erasing`)
    stays what is counted, and no event tells more.
    """

    client_scope_field: ClassVar[str | None] = "client_id"

    public_id = PublicIdField()
    connection = models.ForeignKey("agents.Connection", on_delete=models.PROTECT, related_name="+")
    external_id = models.CharField(max_length=200)
    # How the provider names the agent that answered, most specific first: all that is known of one
    # we do not have. The first of them stands alone too.
    agent_references = models.JSONField(default=list)
    agent_reference = models.CharField(max_length=120, blank=True)
    agent = models.ForeignKey(
        "agents.Agent", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # Its index is that of the list: one of its own would be taken instead, and every call read.
    client = models.ForeignKey(
        "agencies.Client", null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    kept_aside = models.BooleanField(default=False)
    aside_why = models.CharField(
        max_length=11,
        choices=[(why.value, name) for why, name in ASIDE_NAMES.items()],
        blank=True,
    )
    by_hand = models.BooleanField(default=False)
    is_example = models.BooleanField(default=False)
    rank = models.PositiveSmallIntegerField(
        choices=[(rank.value, rank.name.replace("_", " ").title()) for rank in Rank],
        default=Rank.REGISTERED.value,
    )
    channel = models.CharField(max_length=8, default="phone")
    direction = models.CharField(max_length=8, blank=True)
    from_number = models.CharField(max_length=60, blank=True)
    to_number = models.CharField(max_length=60, blank=True)
    caller_name = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(
        max_length=12,
        choices=[(outcome.value, name) for outcome, name in OUTCOME_NAMES.items()],
        blank=True,
    )
    ended_reason = models.CharField(max_length=160, blank=True)
    spoken = models.BooleanField(default=False)
    summary = models.TextField(blank=True)
    analysis = models.JSONField(default=dict)
    result = models.CharField(
        max_length=12,
        choices=[(result.value, name) for result, name in RESULT_NAMES.items()],
        blank=True,
    )
    # Null, so that SQLite adds the column to a million calls without writing them anew.
    reason = models.CharField(max_length=60, null=True)  # noqa: DJ001
    urgent = models.BooleanField(default=False)
    has_booking = models.BooleanField(default=False)
    transfer_to = models.CharField(max_length=60, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    duration_ms = models.PositiveIntegerField(null=True)
    cost = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    success = models.BooleanField(null=True)
    telephony_sid = models.CharField(max_length=120, blank=True)
    last_event_at = models.DateTimeField()
    known = models.JSONField(default=dict)
    brought_in = models.BooleanField(default=False)
    flagged_at = models.DateTimeField(null=True)
    flagged_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    called_back_at = models.DateTimeField(null=True)
    called_back_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    # What is said for somebody of whom neither name nor number is known.
    nameless: "str | Promise" = _("Unknown number")

    objects: ClassVar = TenantManager.from_queryset(CallQuerySet)()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="calls_call_client_tenant"),
            TenantKey(field="agent", name="calls_call_agent_tenant"),
            TenantKey(field="connection", name="calls_call_connection_tenant"),
            TenantKey(field="flagged_by", name="calls_call_flagged_by_tenant"),
            TenantKey(field="called_back_by", name="calls_call_called_back_tenant"),
            models.UniqueConstraint(fields=["id", "agency"], name="calls_call_tenant"),
            models.UniqueConstraint(
                fields=["connection", "external_id"], name="calls_call_external"
            ),
        ]
        # Each begins with the agency, as every read names it: SQLite would else walk all of an
        # agency's calls for one client's. The two lists carry what filters ask for, so that a
        # filter without a match reads no call; of one result or with a booking, it does not even
        # read the places of other calls.
        indexes: ClassVar = [
            models.Index(
                fields=["agency", "client", "-started_at", "-id", *FILTERED, "kept_aside"],
                name="calls_call_of_client",
            ),
            models.Index(
                fields=["agency", "-started_at", "-id", *FILTERED, "kept_aside", "client"],
                name="calls_call_of_agency",
            ),
            models.Index(
                fields=[
                    *("agency", "client", "result", "-started_at", "-id"),
                    *FILTERED[1:],
                    "kept_aside",
                ],
                name="calls_call_of_result",
            ),
            models.Index(
                fields=["agency", "client", "-started_at", "-id", *FILTERED, "kept_aside"],
                condition=Q(has_booking=True, kept_aside=False),
                name="calls_call_booked",
            ),
            models.Index(
                fields=["agency", "client", "created_at", "result"],
                condition=Q(kept_aside=False, brought_in=False),
                name="calls_call_by_arrival",
            ),
            models.Index(
                fields=["agency", "client", "from_number", "started_at"],
                condition=Q(kept_aside=False, is_example=False),
                name="calls_call_of_number",
            ),
            models.Index(
                fields=["agency", "client", "-started_at", "-id", *FILTERED, *FLAGGED],
                condition=Q(flagged_at__isnull=False, kept_aside=False),
                name="calls_call_flagged",
            ),
            models.Index(
                fields=["agency", "client", "-started_at", "-id", *FILTERED, *WAITING],
                condition=Q(result="call_back", called_back_at__isnull=True, kept_aside=False),
                name="calls_call_to_call_back",
            ),
            models.Index(
                fields=["agency", "-started_at", "-id"],
                condition=Q(client__isnull=True),
                name="calls_call_unassigned",
            ),
            models.Index(fields=["agent", "-started_at", "-id"], name="calls_call_of_agent"),
            models.Index(
                fields=["agency", "-started_at", "-id"],
                condition=Q(kept_aside=True),
                name="calls_call_kept_aside",
            ),
        ]

    def __str__(self) -> str:
        return f"call {self.public_id}"

    @property
    def is_live(self) -> bool:
        return self.rank < Rank.ENDED

    @property
    def other_number(self) -> str:
        """The number of the person on the other end: the caller's, or the one that was called."""
        return self.to_number if self.direction == "outbound" else self.from_number

    @property
    def our_number(self) -> str:
        """The number at the provider that the call came to, or was made from."""
        return self.from_number if self.direction == "outbound" else self.to_number
