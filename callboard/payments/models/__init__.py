from callboard.payments.models.account import Account
from callboard.payments.models.customer import Customer
from callboard.payments.models.event import Event, EventState
from callboard.payments.models.extra import Extra

__all__ = ["Account", "Customer", "Event", "EventState", "Extra"]
