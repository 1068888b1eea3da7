from django.urls import URLPattern, URLResolver, path

from signalen import views

app_name = "signalen"
urlpatterns: list[URLPattern | URLResolver] = [
    path("wijken/<slug:slug>/signalen/", views.signalen, name="list"),
    path("wijken/<slug:slug>/signalen/nieuw/", views.create, name="create"),
    path("bijeenkomsten/<uuid:uuid>/signaal/", views.at_bijeenkomst, name="at_bijeenkomst"),
    path("signalen/<uuid:uuid>/", views.detail, name="detail"),
    path("signalen/<uuid:uuid>/antwoord/", views.answer, name="answer"),
    path("signalen/<uuid:uuid>/aanpassen/", views.change, name="change"),
    path("signalen/<uuid:uuid>/intrekken/", views.withdraw, name="withdraw"),
]
