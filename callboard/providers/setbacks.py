"""What becomes of a delivery that could not be worked through: tried again, then parked."""

from datetime import datetime, timedelta

from django.db import DatabaseError, DataError, IntegrityError, InterfaceError, transaction

from callboard.providers.models import Delivery, DeliveryState

TRIES = 5
BACKOFF = timedelta(seconds=5)


def is_of_the_database(fault: Exception) -> bool:
    """Away, locked, of another version; not what it says about the data of one delivery."""
    away = isinstance(fault, DatabaseError | InterfaceError)
    return away and not isinstance(fault, DataError | IntegrityError)


def put_back(pk: int, fault: str, now: datetime) -> None:
    """Waits longer after each try (10 s, 20 s, …); parked after the last. Inside the agency's
    scope.
    """
    with transaction.atomic():
        rows = Delivery.objects.select_for_update().filter(pk=pk, state=DeliveryState.PENDING)
        delivery = rows.defer("body").first()
        if delivery is None:
            return
        tries = delivery.attempts + 1
        rows.update(
            attempts=tries,
            error=fault,
            state=DeliveryState.FAILED if tries >= TRIES else DeliveryState.PENDING,
            next_at=now + BACKOFF * 2**tries,
        )
