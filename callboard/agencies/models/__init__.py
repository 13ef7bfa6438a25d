from callboard.agencies.models.agency import Agency
from callboard.agencies.models.brand import Brand
from callboard.agencies.models.client import Client

__all__ = ["Agency", "Brand", "Client"]
