from django.urls import URLPattern, URLResolver, path

from bewoners.views import beeld, contacten, gesprekken, kaartje, overdracht, signalen, vrijwilligers

app_name = "bewoners"
urlpatterns: list[URLPattern | URLResolver] = [
    path("gesprekken/<uuid:uuid>/notitie/", gesprekken.notitie, name="notitie"),
    path("gesprekken/<uuid:uuid>/notitie/schrijven/", gesprekken.write_notitie, name="write_notitie"),
    path("contacten/", contacten.contacten, name="list"),
    path("contacten/<slug:code>/", contacten.contact, name="contact"),
    path("contacten/<slug:code>/aanpassen/", contacten.change, name="change_contact"),
    path("contacten/<slug:code>/uitgelegd/", contacten.explain, name="explain"),
    path("contacten/<slug:code>/overdragen/", overdracht.hand_over, name="hand_over"),
    path("contacten/<slug:code>/stoppen/", overdracht.leave, name="leave"),
    path("overdrachten/<uuid:uuid>/kennisgemaakt/", overdracht.meet, name="meet"),
    path("overdrachten/<uuid:uuid>/toch-niet/", overdracht.undo, name="undo_overdracht"),
    path("overdrachten/<uuid:uuid>/toch-door/", overdracht.resume, name="resume"),
    path("contacten/<slug:code>/naam/", contacten.name, name="name"),
    path("contacten/<slug:code>/naam/lezen/", contacten.read_name, name="read_name"),
    path("contacten/<slug:code>/naam/intrekken/", contacten.withdraw_name, name="withdraw_name"),
    path("contacten/<slug:code>/hielp/", vrijwilligers.add, name="add_inzet"),
    path("vrijwilligersinzet/<uuid:uuid>/weg/", vrijwilligers.remove, name="remove_inzet"),
    path("relaties/<slug:code>/kaartje/", kaartje.kaartje, name="kaartje"),
    path("kaartjes/", kaartje.kaartjes, name="kaartjes"),
    path("gesprekken/", gesprekken.gesprekken, name="gesprekken"),
    path("loggen/gesprek/", gesprekken.log, name="log"),
    path("gesprekken/<uuid:uuid>/opgeslagen/", gesprekken.na, name="na"),
    path("gesprekken/<uuid:uuid>/begon/", gesprekken.begon, name="begon"),
    path("gesprekken/<uuid:uuid>/aanpassen/", gesprekken.change, name="change"),
    path("gesprekken/<uuid:uuid>/verwijderen/", gesprekken.delete, name="delete"),
    path("gesprekken/<uuid:uuid>/signaal/", signalen.raise_from, name="signaal"),
    path("fotos/<uuid:uuid>/", beeld.foto, name="foto"),
    path("fotos/<uuid:uuid>/herkenbaar/", beeld.say_herkenbaar, name="say_herkenbaar"),
    path("fotos/<uuid:uuid>/toestemming/", beeld.beeldtoestemming, name="beeldtoestemming"),
    path("fotos/<uuid:uuid>/weghalen/", beeld.remove_foto, name="remove_foto"),
    path("beeldtoestemmingen/<uuid:uuid>/intrekken/", beeld.withdraw_beeld, name="withdraw_beeld"),
]
