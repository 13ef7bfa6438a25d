from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "callboard.people"

    def ready(self) -> None:
        # Each registers its mails.
        from callboard.people.mails import (  # noqa: F401
            access_over,
            access_request,
            address_change,
            invitation,
            passwords,
            security,
        )
