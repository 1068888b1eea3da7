from django.urls import URLPattern, path

from activiteiten.views import hulpbronnen

urlpatterns: list[URLPattern] = [
    path("wijken/<slug:slug>/wat-er-is/nieuw/", hulpbronnen.create, name="add_hulpbron"),
    path("wat-er-is/<uuid:uuid>/", hulpbronnen.change, name="change_hulpbron"),
    path("wat-er-is/<uuid:uuid>/weg/", hulpbronnen.remove, name="remove_hulpbron"),
]
