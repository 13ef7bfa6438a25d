from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from callboard.tenancy.models import PublicIdField, TenantModel


class User(AbstractBaseUser, TenantModel):
    """A person inside ONE agency. The same address at another agency is another account.

    `epoch` rises when every session of the account has to end (a new password). `address_proved` is
    false where whoever made the account may have had the link from somebody else than our mail.
    `passkey_offered` while the pages of somebody new offer one. `shortcuts` where single keys do
    something (WCAG 2.1.4). `short_password` where the password is good enough with a second step
    alone (`callboard.people.short_passwords`).
    """

    public_id = PublicIdField()
    email = models.CharField(max_length=254)
    email_canonical = models.CharField(max_length=254)
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=64, blank=True)
    theme = models.CharField(
        max_length=5, blank=True, choices=[("", "auto"), ("light", "light"), ("dark", "dark")]
    )
    clock = models.CharField(
        max_length=2, blank=True, choices=[("", "language"), ("12", "12"), ("24", "24")]
    )
    address_proved = models.BooleanField(default=True)
    passkey_offered = models.BooleanField(default=False)
    shortcuts = models.BooleanField(default=True)
    short_password = models.BooleanField(default=False)
    epoch = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    last_sign_in_at = models.DateTimeField(null=True)

    last_login = None  # AbstractBaseUser's; ours is last_sign_in_at

    USERNAME_FIELD = "public_id"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "email_canonical"], name="people_user_address"
            ),
            models.UniqueConstraint(fields=["id", "agency"], name="people_user_tenant"),
        ]

    def __str__(self) -> str:
        return self.name or self.email
