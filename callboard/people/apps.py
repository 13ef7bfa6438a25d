from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "callboard.people"

    def ready(self) -> None:
        from callboard.mail import delivery, messages
        from callboard.people import inviter_notices as notices
        from callboard.people.mails import reader

        delivery.when_refused(notices.came_back)
        messages.made_under(reader.of)
        # Each registers its mails.
        from callboard.people.mails import (  # noqa: F401
            access_over,
            access_request,
            address_change,
            invitation,
            inviter_notices,
            mailed_code,
            passwords,
            security,
        )
