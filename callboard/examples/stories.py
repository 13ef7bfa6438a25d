"""What an example call can be about, and in whose words it is told."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from callboard.agencies.models import Client
from callboard.examples.script import Script, read

_FOLDER = "callboard.examples.texts"


@dataclass(frozen=True, slots=True)
class Story:
    """`what` says in a line what will be seen of it."""

    key: str
    name: Promise
    what: Promise


FAQ = "faq"
STORIES = (
    Story("books", _("Books an appointment"), _("Somebody new is given a time.")),
    Story("call-back", _("Wants a call back"), _("A question that a person has to answer.")),
    Story("urgent", _("Has an emergency"), _("Marked as urgent, with a call back promised.")),
    Story("hours", _("Asks a question"), _("About opening hours, answered at once.")),
    Story(FAQ, _("Asks a FAQ"), _("One of those that are live, answered in its words.")),
    Story("put-through", _("Is put through"), _("Wants to talk to a person.")),
    Story(
        "not-in-calendar",
        _("Is promised a time"),
        _("The calendar can’t be reached, and somebody has to add it."),
    ),
    Story("hung-up", _("Hangs up"), _("Without a word.")),
    Story("spam", _("Wants to sell something"), _("A machine, put aside as spam.")),
)


class Trade(models.TextChoices):
    DENTAL = "dental", _("Dental practice")
    CLINIC = "clinic", _("Medical practice")
    VET = "vet", _("Veterinary practice")
    LAW = "law", _("Law firm")
    TRADES = "trades", _("Home services")
    REALTY = "realty", _("Real estate")
    ANY = "any", _("Any other business")


# What a business of this trade is often called; the first that fits.
_NAMED = (
    (Trade.DENTAL, ("dent", "smile", "ortho", "endo", "tooth", "teeth")),
    (Trade.VET, ("vet", "animal", "paw", "pet ")),
    (Trade.LAW, ("law", "legal", "attorney", "counsel", "litigation")),
    (
        Trade.TRADES,
        ("plumb", "hvac", "heating", "cooling", "roof", "electric", "repair", "drain", "landscap"),
    ),
    (Trade.REALTY, ("realty", "real estate", "realtor", "propert", "homes")),
    (
        Trade.CLINIC,
        ("clinic", "physio", "derm", "medic", "health", "spa", "chiro", "doctor", "pediatric"),
    ),
)


def trade_of(client: Client) -> Trade:
    """A guess by the name, for a form to begin with."""
    name = f"{client.name.casefold()} "
    for trade, parts in _NAMED:
        if any(part in name for part in parts):
            return trade
    return Trade.CLINIC if client.handles_health_information else Trade.ANY


def script_of(story: str, trade: str) -> Script:
    """As this trade tells it; else as anybody would."""
    files = (trade, Trade.ANY.value)
    told = (script for name in files for script in read(_FOLDER, name) if script.key == story)
    return next(told)
