from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "callboard.bookings"
