from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models

from callboard.tenancy.models import TenantModel

DEFAULT_COLOUR = "#4f46e5"


class Brand(TenantModel):
    """How the agency looks: one colour, from which everything else is computed on save, and a logo.

    `tokens` holds `{"light": …, "dark": …, "mail": …}`, `stylesheet` the CSS made of it and
    `stylesheet_hash` names its URL. Written by `callboard.agencies.brand.save`."""

    agency = models.OneToOneField("agencies.Agency", on_delete=models.CASCADE, related_name="brand")
    colour = models.CharField(
        max_length=7, default=DEFAULT_COLOUR, validators=[RegexValidator(r"^#[0-9a-f]{6}$")]
    )
    tokens = models.JSONField(default=dict)
    stylesheet = models.TextField(blank=True)
    stylesheet_hash = models.CharField(max_length=16, blank=True)
    logo = models.BinaryField(null=True)
    logo_hash = models.CharField(max_length=16, blank=True)
    logo_width = models.PositiveSmallIntegerField(default=0)
    logo_height = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = []

    def __str__(self) -> str:
        return self.colour

    @property
    def name(self) -> str:
        return self.agency.name

    @property
    def logo_is_wordmark(self) -> bool:
        """A wide logo carries the name in it; beside any other the name is written."""
        return self.logo_width > 2.2 * self.logo_height

    @property
    def initial(self) -> str:
        return self.agency.name[:1].upper()

    @property
    def support_email(self) -> str:
        return self.agency.support_email

    @property
    def support_phone(self) -> str:
        return self.agency.support_phone

    @property
    def css_url(self) -> str:
        return f"/brand/{self.agency.slug}.{self.stylesheet_hash}.css"

    @property
    def logo_url(self) -> str:
        """Empty where the agency has no logo."""
        return f"/brand/logo.{self.logo_hash}.png" if self.logo_hash else ""
