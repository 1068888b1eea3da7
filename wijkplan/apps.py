from django.apps import AppConfig


class WijkplanConfig(AppConfig):
    name = "wijkplan"
