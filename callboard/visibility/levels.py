"""How much of an item a client's people have."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    HIDDEN = "hidden", _("Hidden")
    SEE = "see", _("See")
    EDIT = "edit", _("See and Edit")
