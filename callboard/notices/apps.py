from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "callboard.notices"

    def ready(self) -> None:
        from callboard.calls import feedback, flags
        from callboard.notices import agency_news

        feedback.when_unhappy(agency_news.unhappy)
        flags.when_flagged(agency_news.flagged)
        # Each registers its mails.
        from callboard.notices.mails import agency, call, sample  # noqa: F401
