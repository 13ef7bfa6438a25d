from callboard.bookings.models.booking import Booking, Source, Status

__all__ = ["Booking", "Source", "Status"]
