from django.urls import URLPattern, path

from activiteiten.views import initiatieven

urlpatterns: list[URLPattern] = [
    path("initiatieven/", initiatieven.list_initiatieven, name="initiatieven"),
    path("initiatieven/nieuw/", initiatieven.create, name="create_initiatief"),
    path("initiatieven/<uuid:uuid>/", initiatieven.detail, name="initiatief"),
    path("initiatieven/<uuid:uuid>/aanpassen/", initiatieven.change, name="change_initiatief"),
    path("initiatieven/<uuid:uuid>/trede/", initiatieven.measure, name="measure_initiatief"),
    path("initiatieven/<uuid:uuid>/overdracht/", initiatieven.overdracht, name="overdracht"),
    path("initiatieven/<uuid:uuid>/zelfstandig/", initiatieven.zelfstandig, name="zelfstandig"),
    path("initiatieven/<uuid:uuid>/gestopt/", initiatieven.stop, name="stop_initiatief"),
    path("initiatieven/<uuid:uuid>/terug/", initiatieven.take_back, name="take_back_initiatief"),
    path("bestaat-nog/<uuid:uuid>/", initiatieven.overleving, name="overleving"),
    path("bestaat-nog/<uuid:uuid>/terug/", initiatieven.undo, name="undo_overleving"),
]
