from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from callboard.people.roles import Role
from callboard.tenancy.key import TenantKey
from callboard.tenancy.models import PublicIdField, TenantModel
from callboard.tenancy.queryset import TenantManager, TenantQuerySet


class Kind(models.TextChoices):
    """Who is invited to what."""

    CONTACT = "contact"  # the client's contact address: the access state follows it
    COLLEAGUE = "colleague"  # anybody else to the same portal
    STAFF = "staff"  # to work for the agency, in a role


class InvitationState(models.TextChoices):
    """How an invitation ended, or that it has not. Running out is not stored: the clock says so."""

    OPEN = "open"
    ACCEPTED = "accepted"
    CANCELLED = "cancelled"
    ADDRESS_CHANGED = "address_changed"
    REVOKED = "revoked"


class InvitationQuerySet(TenantQuerySet["Invitation"]):
    def open(self) -> Self:
        """Not accepted, cancelled or otherwise ended; it may have run out."""
        return self.filter(state=InvitationState.OPEN)

    def of_client(self, client_id: int) -> Self:
        """To one client's portal, the contact's and those of colleagues."""
        return self.filter(client_id=client_id)

    def of_staff(self) -> Self:
        return self.filter(kind=Kind.STAFF)


class Invitation(TenantModel):
    """The offer to become a member of one client's portal, or (`client` is none) staff in `role`.

    Only `callboard.people.offers` and the verbs above it write these columns. `generation` rises
    with every resend; the link of the present generation is the only one that works. The link's
    secret is derived, not stored (`callboard.people.tokens`)."""

    client_scope_field: ClassVar[str | None] = "client_id"

    public_id = PublicIdField()
    kind = models.CharField(max_length=9, choices=Kind.choices, default=Kind.CONTACT)
    client = models.ForeignKey(
        "agencies.Client", null=True, on_delete=models.CASCADE, related_name="invitations"
    )
    role = models.CharField(max_length=10, choices=Role.choices, blank=True)
    address = models.CharField(max_length=254)
    address_canonical = models.CharField(max_length=254)
    note = models.CharField(max_length=300, blank=True)
    invited_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(
        max_length=16, choices=InvitationState.choices, default=InvitationState.OPEN
    )
    generation = models.PositiveIntegerField(default=1)
    selector = models.CharField(max_length=22, unique=True)
    key_id = models.CharField(max_length=8)
    mail = models.ForeignKey(
        "mail.OutgoingEmail", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    # When the link was shown to one of a client's people, who can open it themselves.
    copied_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # When the inviter was told that it ran out: the clock itself tells nobody.
    expiry_told_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects: ClassVar = TenantManager.from_queryset(InvitationQuerySet)()

    class Meta:
        constraints: ClassVar = [
            TenantKey(field="client", name="people_invitation_client_tenant"),
            TenantKey(field="invited_by", name="people_invitation_inviter_tenant"),
            TenantKey(field="accepted_by", name="people_invitation_accepter_tenant"),
            models.UniqueConstraint(fields=["id", "agency"], name="people_invitation_tenant"),
            models.UniqueConstraint(
                fields=["client", "address_canonical"],
                condition=Q(state="open"),
                name="people_invitation_one_open",
            ),
            models.UniqueConstraint(
                fields=["agency", "address_canonical"],
                condition=Q(state="open", client__isnull=True),
                name="people_invitation_one_open_staff",
            ),
            models.CheckConstraint(
                condition=Q(kind="staff", client__isnull=True) & ~Q(role="")
                | ~Q(kind="staff") & Q(client__isnull=False, role=""),
                name="people_invitation_to_one_thing",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["client", "address_canonical", "-id"], name="people_invitation_latest"
            ),
            # The worker looks for those that ran out, of every agency.
            models.Index(
                fields=["expires_at"],
                condition=Q(state="open", expiry_told_at__isnull=True),
                name="people_invitation_untold",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.public_id}"


class PastLink(TenantModel):
    """A link that a newer one replaced: kept so that its page can say so."""

    client_scope_field: ClassVar[str | None] = None

    invitation = models.ForeignKey(
        "people.Invitation", on_delete=models.CASCADE, related_name="past_links"
    )
    selector = models.CharField(max_length=22, unique=True)
    key_id = models.CharField(max_length=8)
    generation = models.PositiveIntegerField()
    replaced_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [TenantKey(field="invitation", name="people_pastlink_tenant")]

    def __str__(self) -> str:
        return f"past link {self.pk}"
