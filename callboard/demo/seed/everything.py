"""Seeds what is not there yet. Each agency, and each client with its story and calls, comes whole
or not at all, so that a demo that was interrupted goes on where it was, and one that is complete is
left as its people have changed it.
"""

from datetime import datetime

from django.db import transaction

from callboard.agencies.models import Agency
from callboard.demo.cast import HOUSES
from callboard.demo.cast.agency import House
from callboard.demo.seed import (
    agencies,
    billing,
    bookings,
    calls,
    clients,
    examples,
    faqs,
    settings,
    stories,
    weeks,
    worth,
)
from callboard.tenancy import scope


def seed(now: datetime) -> int:
    """How many agencies and clients were new."""
    made = 0
    for house in HOUSES:
        agency = agencies.known(house)
        if agency is None:
            with transaction.atomic():
                agency = _new(house, now)
            made += 1
        with scope.agency(agency.pk):
            cast = agencies.cast_of(house, agency)
            for business in house.clients:
                if clients.known(business):
                    continue
                with transaction.atomic():
                    client = clients.make(business, cast, now)
                    # Before the story: an invitation says that there are calls to hear.
                    calls.make(business, cast.connection_of(business), now)
                    settings.make(business, cast, now)
                    bookings.keep(business, client, now)
                    billing.keep(business, client, cast, now)
                    worth.keep(business, client, now)
                    if business.example:
                        examples.make(business, client, cast, now)
                    stories.tell(business, client, cast, now)
                    faqs.make(business, cast, now)
                made += 1
    weeks.tell(now)
    return made


def _new(house: House, now: datetime) -> Agency:
    agency = agencies.make(house)
    if house.newcomer is not None:
        with scope.agency(agency.pk):
            cast = agencies.cast_of(house, agency)
            clients.add(house.newcomer, cast, now)
            calls.make(house.newcomer, cast.connection, now)
    return agency
