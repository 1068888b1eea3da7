from django.apps import AppConfig


class MensenConfig(AppConfig):
    name = "mensen"
