from callboard.providers.models.delivery import Delivery, DeliveryState

__all__ = ["Delivery", "DeliveryState"]
