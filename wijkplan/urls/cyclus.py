from django.urls import path

from wijkplan.views import cyclus, evaluaties, puls

urlpatterns = [
    path(
        "plannen/<uuid:uuid>/jaarcyclus/<slug:onderwerp>/<slug:stap>/", cyclus.stap_create, name="stap_create"
    ),
    path("cyclusstappen/<uuid:uuid>/bewerken/", cyclus.stap_edit, name="stap_edit"),
    path("plannen/<uuid:uuid>/evaluaties/", evaluaties.evaluaties, name="evaluaties"),
    path("plannen/<uuid:uuid>/evaluaties/nieuw/", evaluaties.evaluatie_create, name="evaluatie_create"),
    path("plannen/<uuid:uuid>/geevalueerd/", evaluaties.evaluated, name="evaluated"),
    path("evaluaties/<uuid:uuid>/", evaluaties.evaluatie, name="evaluatie"),
    path("evaluaties/<uuid:uuid>/bewerken/", evaluaties.evaluatie_edit, name="evaluatie_edit"),
    path("evaluaties/<uuid:uuid>/acties/nieuw/", evaluaties.actie_add, name="actie_add"),
    path("verbeteracties/<uuid:uuid>/afronden/", evaluaties.actie_close, name="actie_close"),
    path("geleerd/", evaluaties.lessons, name="lessons"),
    path("plannen/<uuid:uuid>/puls/", puls.puls, name="puls"),
    path("plannen/<uuid:uuid>/puls.xlsx", puls.puls_file, {"soort": "xlsx"}, name="puls_xlsx"),
    path("plannen/<uuid:uuid>/puls.csv", puls.puls_file, {"soort": "csv"}, name="puls_csv"),
    path("plannen/<uuid:uuid>/puls/vragen/", puls.puls_ask, name="puls_ask"),
    path("plannen/<uuid:uuid>/puls/invullen/", puls.puls_answer, name="puls_answer"),
]
