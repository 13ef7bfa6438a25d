from django.apps import AppConfig


class SummariesConfig(AppConfig):
    name = "callboard.summaries"

    def ready(self) -> None:
        # Each registers its mails.
        from callboard.summaries.mails import contact, member, report, sample  # noqa: F401
