from django.db import models
from django.utils.translation import gettext_lazy as _


class Rhythm(models.TextChoices):
    """How often somebody gets their numbers by mail."""

    WEEKLY = "weekly", _("Weekly, on Monday morning")
    DAILY = "daily", _("Daily, and on Monday the week")
    OFF = "off", _("Off")
