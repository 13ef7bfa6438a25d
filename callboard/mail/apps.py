from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "callboard.mail"
