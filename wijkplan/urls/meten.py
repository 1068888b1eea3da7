"""Indicators, measurements, the figures of a plan and its closed periods."""

from django.urls import path

from wijkplan.views import cijfers, indicatoren, metingen

urlpatterns = [
    path("doelen/<uuid:uuid>/indicatoren/nieuw/", indicatoren.indicator_create, name="indicator_create"),
    path("indicatoren/<uuid:uuid>/bewerken/", indicatoren.indicator_edit, name="indicator_edit"),
    path("indicatoren/<uuid:uuid>/verwijderen/", indicatoren.indicator_remove, name="indicator_remove"),
    path("indicatoren/<uuid:uuid>/metingen/nieuw/", metingen.meting_create, name="meting_create"),
    path("metingen/<uuid:uuid>/bewerken/", metingen.meting_edit, name="meting_edit"),
    path("metingen/<uuid:uuid>/verwijderen/", metingen.meting_remove, name="meting_remove"),
    path("indicatoren/<uuid:uuid>/later/", indicatoren.indicator_postpone, name="indicator_postpone"),
    path("indicatoren/<uuid:uuid>/", cijfers.indicator_page, name="indicator"),
    path("metingen/<uuid:uuid>/vaststellen/", metingen.meting_confirm, name="meting_confirm"),
    path("metingen/<uuid:uuid>/terugleggen/", metingen.meting_return, name="meting_return"),
    path("plannen/<uuid:uuid>/cijfers/", cijfers.cijfers, name="cijfers"),
    path("plannen/<uuid:uuid>/cijfers.csv", cijfers.cijfers_file, {"soort": "csv"}, name="cijfers_csv"),
    path("plannen/<uuid:uuid>/cijfers.xlsx", cijfers.cijfers_file, {"soort": "xlsx"}, name="cijfers_xlsx"),
    path("plannen/<uuid:uuid>/gesloten/", cijfers.sloten, name="sloten"),
    path("plannen/<uuid:uuid>/gesloten/sluiten/", cijfers.period_close, name="period_close"),
    path("plannen/<uuid:uuid>/gesloten/ontgrendelen/", cijfers.period_unlock, name="period_unlock"),
]
