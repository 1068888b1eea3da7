from django.urls import URLPattern, URLResolver, path

from activiteiten.views import activiteiten, bijeenkomsten, tellen

app_name = "activiteiten"
urlpatterns: list[URLPattern | URLResolver] = [
    path("activiteiten/", activiteiten.list_activiteiten, name="list"),
    path("activiteiten/nieuw/", activiteiten.create, name="create"),
    path("activiteiten/<uuid:uuid>/", activiteiten.detail, name="detail"),
    path("activiteiten/<uuid:uuid>/aanpassen/", activiteiten.change, name="change"),
    path("activiteiten/<uuid:uuid>/doel/", activiteiten.link, name="link"),
    path("activiteiten/<uuid:uuid>/bijeenkomst/", bijeenkomsten.create, name="plan"),
    path("bijeenkomsten/<uuid:uuid>/", bijeenkomsten.detail, name="bijeenkomst"),
    path("bijeenkomsten/<uuid:uuid>/aanpassen/", bijeenkomsten.change, name="change_bijeenkomst"),
    path("bijeenkomsten/<uuid:uuid>/tellen/", tellen.tel, name="tel"),
    path("bijeenkomsten/<uuid:uuid>/geteld/", tellen.na, name="na"),
    path("bijeenkomsten/<uuid:uuid>/teller/", tellen.hand_over, name="hand_over"),
    path("bijeenkomsten/<uuid:uuid>/niet-doorgegaan/", tellen.cancel, name="cancel"),
    path("bijeenkomsten/<uuid:uuid>/toch-doorgegaan/", tellen.restore, name="restore"),
    path("tellingen/<uuid:uuid>/aanpassen/", tellen.correct, name="correct"),
    path("tellingen/<uuid:uuid>/kiezen/", tellen.decide, name="decide"),
    path("loggen/iets-anders/", tellen.los, name="los"),
]
