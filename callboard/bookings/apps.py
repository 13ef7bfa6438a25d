from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "callboard.bookings"

    def ready(self) -> None:
        from callboard.bookings.settling import follow
        from callboard.calls.rewriting import use_for_what_goes_along

        use_for_what_goes_along(follow)
