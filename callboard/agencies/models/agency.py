from urllib.parse import urlsplit

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from callboard.tenancy.models import PublicIdField

DEFAULT_PORTS = {"http": 80, "https": 443}


class Agency(models.Model):
    """The tenant: who sells. Found by its host before any scope is open, so it is the one table
    without a guard.
    """

    id = models.BigAutoField(primary_key=True)
    public_id = PublicIdField()
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    host = models.CharField(max_length=253, unique=True)
    time_zone = models.CharField(max_length=64, default="America/New_York")
    support_email = models.EmailField(blank=True)
    support_phone = models.CharField(max_length=40, blank=True)
    postal_address = models.CharField(max_length=200, blank=True)
    invitation_days = models.PositiveSmallIntegerField(
        default=7, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    # Whether the page of an expired or replaced link offers to mail a new one.
    renews_links = models.BooleanField(default=True)
    # From the call on; 0 is for ever (`callboard.agencies.retention`).
    recordings_kept_days = models.PositiveSmallIntegerField(default=0)
    # The agency's own, in E.164: what comes from them or goes to them is a test.
    test_numbers = models.JSONField(default=list)
    # How clients switch call forwarding on (`callboard.agencies.forwarding`); empty: as standard.
    forwarding = models.JSONField(default=dict)
    # What clients' people see, by item (`callboard.visibility`); empty: as standard.
    visibility = models.JSONField(default=dict)
    staff_need_second_factor = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name

    @property
    def base_url(self) -> str:
        """Scheme and port of PUBLIC_URL with the agency's own host; no final slash. Never from a
        request.
        """
        public = urlsplit(settings.PUBLIC_URL)
        port = public.port
        default = port is None or port == DEFAULT_PORTS.get(public.scheme)
        return f"{public.scheme}://{self.host}" + ("" if default else f":{port}")

    def url(self, path: str) -> str:
        return self.base_url + path
