from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CallsConfig(AppConfig):
    name = "callboard.calls"

    def ready(self) -> None:
        from callboard.calls.awaiting import awaiting
        from callboard.calls.mails import export  # noqa: F401 - registers its mail
        from callboard.calls.search.schema import after_migrate
        from callboard.people.mails.awaiting import use_for_what_awaits

        use_for_what_awaits(awaiting)
        post_migrate.connect(after_migrate, sender=self, dispatch_uid="callboard.calls.search")
