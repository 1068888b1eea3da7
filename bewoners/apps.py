from django.apps import AppConfig


class BewonersConfig(AppConfig):
    name = "bewoners"
