from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "callboard.notices"

    def ready(self) -> None:
        # Each registers its mails.
        from callboard.notices.mails import call, sample  # noqa: F401
