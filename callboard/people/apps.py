from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "callboard.people"

    def ready(self) -> None:
        from callboard.people import messages  # noqa: F401 - registers the mails about people
