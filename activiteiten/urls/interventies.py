from django.urls import URLPattern, path

from activiteiten.views import fotos, interventies

urlpatterns: list[URLPattern] = [
    path("wijken/<slug:slug>/gemaakt/", interventies.list_interventies, name="interventies"),
    path("wijken/<slug:slug>/gemaakt/nieuw/", interventies.create, name="add_interventie"),
    path("gemaakt/<uuid:uuid>/", interventies.detail, name="interventie"),
    path("gemaakt/<uuid:uuid>/aanpassen/", interventies.change, name="change_interventie"),
    path("gemaakt/<uuid:uuid>/fotos/", fotos.interventie_fotos, name="interventie_fotos"),
]
