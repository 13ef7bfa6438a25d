from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "callboard.calls"

    def ready(self) -> None:
        from callboard.calls.awaiting import awaiting
        from callboard.people.mails.awaiting import use_for_what_awaits

        use_for_what_awaits(awaiting)
