from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "callboard.tenancy"

    def ready(self) -> None:
        from callboard.tenancy import checks  # noqa: F401 - registers itself
