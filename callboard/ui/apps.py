from django.apps import AppConfig
from django.core.validators import MaxLengthValidator
from django.utils.translation import ngettext_lazy


class UiConfig(AppConfig):
    name = "callboard.ui"

    def ready(self) -> None:
        # In our words, in all forms that don't say it better.
        MaxLengthValidator.message = ngettext_lazy(
            "Use at most %(limit_value)d character. These are %(show_value)d.",
            "Use at most %(limit_value)d characters. These are %(show_value)d.",
            "limit_value",
        )
