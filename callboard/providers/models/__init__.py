from callboard.providers.models.delivery import Delivery, DeliveryState
from callboard.providers.models.erasure import Erasure

__all__ = ["Delivery", "DeliveryState", "Erasure"]
