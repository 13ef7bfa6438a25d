from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "callboard.ui"
