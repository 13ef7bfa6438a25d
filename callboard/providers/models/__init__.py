from callboard.providers.models.delivery import Delivery, DeliveryState
from callboard.providers.models.erasure import Erasure
from callboard.providers.models.simulated import Simulated

__all__ = ["Delivery", "DeliveryState", "Erasure", "Simulated"]
