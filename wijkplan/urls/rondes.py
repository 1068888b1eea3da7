from django.urls import path

from wijkplan.views import rondes, rondes_bewoners, rondes_stemmen, rondes_uitslag

urlpatterns = [
    path("plannen/<uuid:uuid>/rondes/", rondes.ronde_list, name="rondes"),
    path("plannen/<uuid:uuid>/rondes/nieuw/", rondes.ronde_create, name="ronde_create"),
    path("rondes/<uuid:uuid>/", rondes.ronde, name="ronde"),
    path("rondes/<uuid:uuid>/bewerken/", rondes.ronde_edit, name="ronde_edit"),
    path("rondes/<uuid:uuid>/openen/", rondes.ronde_open, name="ronde_open"),
    path("rondes/<uuid:uuid>/herinneren/", rondes.ronde_remind, name="ronde_remind"),
    path("rondes/<uuid:uuid>/sluiten/", rondes.ronde_close, name="ronde_close"),
    path("rondes/<uuid:uuid>/overnemen/", rondes.ronde_apply, name="ronde_apply"),
    path("rondes/<uuid:uuid>/verwijderen/", rondes.ronde_remove, name="ronde_remove"),
    path("rondes/<uuid:uuid>/stem/", rondes_stemmen.stem, name="stem"),
    path("rondes/<uuid:uuid>/gestemd/", rondes_stemmen.gestemd, name="gestemd"),
    path("rondes/<uuid:uuid>/tellen/", rondes_bewoners.count, name="ronde_count"),
    path(
        "rondes/<uuid:uuid>/tellen/<uuid:client_id>/verwijderen/",
        rondes_bewoners.count_remove,
        name="ronde_count_remove",
    ),
    path("rondes/<uuid:uuid>/stemvel/", rondes_bewoners.sheet, name="ronde_sheet"),
    path("rondes/<uuid:uuid>/stembiljetten/", rondes_bewoners.ballots, name="ronde_ballots"),
    path("rondes/<uuid:uuid>/uitkomst.csv", rondes_uitslag.outcome_csv, name="ronde_csv"),
    path("rondes/<uuid:uuid>/uitkomst.xlsx", rondes_uitslag.outcome_xlsx, name="ronde_xlsx"),
    path("bezwaren/<uuid:uuid>/oplossen/", rondes.bezwaar_solve, name="bezwaar_solve"),
]
