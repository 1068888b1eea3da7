from django.urls import URLPattern, URLResolver, path

from bewoners import views

app_name = "bewoners"
urlpatterns: list[URLPattern | URLResolver] = [
    path("contacten/", views.contacten, name="list"),
    path("gesprekken/", views.gesprekken, name="gesprekken"),
    path("loggen/gesprek/", views.log, name="log"),
    path("gesprekken/<uuid:uuid>/opgeslagen/", views.na, name="na"),
    path("gesprekken/<uuid:uuid>/aanpassen/", views.change, name="change"),
    path("gesprekken/<uuid:uuid>/notitie/", views.notitie, name="notitie"),
    path("gesprekken/<uuid:uuid>/notitie/schrijven/", views.write_notitie, name="write_notitie"),
    path("gesprekken/<uuid:uuid>/verwijderen/", views.delete, name="delete"),
]
