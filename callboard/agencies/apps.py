from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "callboard.agencies"
