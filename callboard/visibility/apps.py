from django.apps import AppConfig


class VisibilityConfig(AppConfig):
    name = "callboard.visibility"

    def ready(self) -> None:
        from callboard.visibility import checks  # noqa: F401 (registers itself)
