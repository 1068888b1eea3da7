from django.apps import AppConfig


class VooruitConfig(AppConfig):
    name = "vooruit"
