"""Addresses of the device: the app on a home screen, logging without connection, its language, and what a QR opens."""

from django.urls import path

from vooruit.views import taal, telefoon, uitleg

urlpatterns = [
    path("manifest.webmanifest", telefoon.manifest, name="manifest"),
    path("sw.js", telefoon.service_worker, name="service_worker"),
    path("op-je-telefoon/", telefoon.telefoon_page, name="telefoon"),
    path("op-je-telefoon/weet/", telefoon.weet, name="telefoon_weet"),
    path("taal/", taal.set_taal, name="set_taal"),
    path("wat-u-vertelt/", uitleg.uitleg, name="uitleg"),
    path("wat-u-vertelt/<slug:taal>/", uitleg.uitleg, name="uitleg_in"),
]
