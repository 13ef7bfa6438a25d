from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "callboard.notices"

    def ready(self) -> None:
        from callboard.agents import publications
        from callboard.agents.settings import requests
        from callboard.calls import feedback, flags
        from callboard.notices import agency_news, changes

        feedback.when_unhappy(agency_news.unhappy)
        flags.when_flagged(agency_news.flagged)
        publications.when_moved(changes.moved)
        requests.when_asked(changes.asked)
        # Each registers its mails.
        from callboard.notices.mails import agency, call, sample  # noqa: F401
        from callboard.notices.mails import changes as mails  # noqa: F401
