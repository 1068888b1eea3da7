"""Addresses of the device: the app on a home screen, logging without connection, and its language."""

from django.urls import path

from vooruit.views import taal, telefoon

urlpatterns = [
    path("manifest.webmanifest", telefoon.manifest, name="manifest"),
    path("sw.js", telefoon.service_worker, name="service_worker"),
    path("op-je-telefoon/", telefoon.telefoon_page, name="telefoon"),
    path("op-je-telefoon/weet/", telefoon.weet, name="telefoon_weet"),
    path("taal/", taal.set_taal, name="set_taal"),
]
