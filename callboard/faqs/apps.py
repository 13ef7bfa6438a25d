from django.apps import AppConfig


class FaqsConfig(AppConfig):
    name = "callboard.faqs"
