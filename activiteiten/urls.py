from django.urls import URLPattern, URLResolver, path

from activiteiten.views import activiteiten, agenda, bijeenkomsten, inzet, openbaar, reeksen, tellen, weekuren

app_name = "activiteiten"
urlpatterns: list[URLPattern | URLResolver] = [
    path("activiteiten/", activiteiten.list_activiteiten, name="list"),
    path("activiteiten/nieuw/", activiteiten.create, name="create"),
    path("activiteiten/<uuid:uuid>/", activiteiten.detail, name="detail"),
    path("activiteiten/<uuid:uuid>/aanpassen/", activiteiten.change, name="change"),
    path("activiteiten/<uuid:uuid>/doel/", activiteiten.link, name="link"),
    path("activiteiten/<uuid:uuid>/bijeenkomst/", bijeenkomsten.create, name="plan"),
    path("activiteiten/<uuid:uuid>/herhalen/", reeksen.create, name="repeat"),
    path("reeksen/<uuid:uuid>/aanpassen/", reeksen.change, name="reeks"),
    path("wijken/<slug:slug>/sluitingen/", reeksen.sluitingen, name="sluitingen"),
    path("wijken/<slug:slug>/sluitingen/nieuw/", reeksen.add_sluiting, name="add_sluiting"),
    path("sluitingen/<uuid:uuid>/weg/", reeksen.remove_sluiting, name="remove_sluiting"),
    path("activiteiten/<uuid:uuid>/openbaar/", openbaar.openbaar, name="openbaar"),
    path("activiteiten/<uuid:uuid>/poster.pdf", openbaar.poster, name="poster"),
    path("agenda/telefoon/", agenda.sleutels, name="sleutels"),
    path("agenda/telefoon/<uuid:uuid>/intrekken/", agenda.withdraw, name="withdraw_sleutel"),
    path("agenda/<uuid:uuid>/<str:token>.ics", agenda.feed, name="feed"),
    path("buurtagenda/<slug:slug>/", openbaar.buurtagenda, name="buurtagenda"),
    path("buurtagenda/<slug:slug>/agenda.ics", openbaar.buurtagenda_ics, name="buurtagenda_ics"),
    path("meedoen/<uuid:uuid>/", openbaar.meedoen, name="meedoen"),
    path("bijeenkomsten/<uuid:uuid>/", bijeenkomsten.detail, name="bijeenkomst"),
    path("bijeenkomsten/<uuid:uuid>/aanpassen/", bijeenkomsten.change, name="change_bijeenkomst"),
    path("bijeenkomsten/<uuid:uuid>/ik-kom/", inzet.sign_up, name="sign_up"),
    path("bijeenkomsten/<uuid:uuid>/ik-kan-niet/", inzet.sign_off, name="sign_off"),
    path("bijeenkomsten/<uuid:uuid>/tellen/", tellen.tel, name="tel"),
    path("bijeenkomsten/<uuid:uuid>/geteld/", tellen.na, name="na"),
    path("bijeenkomsten/<uuid:uuid>/teller/", tellen.hand_over, name="hand_over"),
    path("bijeenkomsten/<uuid:uuid>/niet-doorgegaan/", tellen.cancel, name="cancel"),
    path("bijeenkomsten/<uuid:uuid>/toch-doorgegaan/", tellen.restore, name="restore"),
    path("tellingen/<uuid:uuid>/aanpassen/", tellen.correct, name="correct"),
    path("tellingen/<uuid:uuid>/kiezen/", tellen.decide, name="decide"),
    path("loggen/uren/", weekuren.weekuren, name="weekuren"),
    path("loggen/iets-anders/", tellen.los, name="los"),
]
