from django.urls import path

from partners.views import afspraken, bijdragen, ruimte, uitnodigen, verandert

app_name = "partners"
urlpatterns = [
    path("wijken/<slug:slug>/afspraken/", afspraken.afspraken, name="afspraken"),
    path("wijken/<slug:slug>/afspraken/noteren/", afspraken.create, name="create"),
    path("wijken/<slug:slug>/partners/", afspraken.in_wijk, name="in_wijk"),
    path("wijken/<slug:slug>/partners/toevoegen/", afspraken.add, name="add"),
    path("wijken/<slug:slug>/partners/uitgenodigd/", uitnodigen.invited, name="invited"),
    path("wijken/<slug:slug>/partners/uitnodigen/", uitnodigen.invite, name="invite"),
    path("contactpersonen/<uuid:uuid>/opnieuw/", uitnodigen.again, name="invite_again"),
    path("contactpersonen/<uuid:uuid>/tot/", uitnodigen.until, name="until"),
    path("afspraken/<uuid:uuid>/", afspraken.change, name="change"),
    path("afspraken/<uuid:uuid>/klaar/", afspraken.finish, name="finish"),
    path("afspraken/<uuid:uuid>/heropenen/", afspraken.reopen, name="reopen"),
    path("toezeggingen/", bijdragen.ledger_all, name="alle_toezeggingen"),
    path("toezeggingen/alle.csv", bijdragen.ledger_all_file, {"soort": "csv"}, name="alle_csv"),
    path("toezeggingen/alle.xlsx", bijdragen.ledger_all_file, {"soort": "xlsx"}, name="alle_xlsx"),
    path("wijken/<slug:slug>/toezeggingen/", bijdragen.ledger, name="toezeggingen"),
    path("wijken/<slug:slug>/toezeggingen.csv", bijdragen.ledger_file, {"soort": "csv"}, name="csv"),
    path("wijken/<slug:slug>/toezeggingen.xlsx", bijdragen.ledger_file, {"soort": "xlsx"}, name="xlsx"),
    path("wijken/<slug:slug>/toezeggingen/nieuw/", bijdragen.promise, name="promise"),
    path("toezeggingen/<uuid:uuid>/", bijdragen.detail, name="toezegging"),
    path("toezeggingen/<uuid:uuid>/wijzigen/", bijdragen.change, name="change_promise"),
    path("toezeggingen/<uuid:uuid>/intrekken/", bijdragen.withdraw, name="withdraw"),
    path("toezeggingen/<uuid:uuid>/boeken/", bijdragen.book, name="book"),
    path("toezeggingen/<uuid:uuid>/einde/", verandert.room_end, name="room_end"),
    path("wijken/<slug:slug>/ruimte/", ruimte.ruimte, name="ruimte"),
    path("wijken/<slug:slug>/ruimte/nieuw/", ruimte.ontwikkeling_create, name="ontwikkeling_create"),
    path("wijken/<slug:slug>/ruimte/kamers/", ruimte.woonplek_create, name="woonplek_create"),
    path("ontwikkelingen/<uuid:uuid>/", ruimte.ontwikkeling_change, name="ontwikkeling_change"),
    path("ontwikkelingen/<uuid:uuid>/datum/", ruimte.move, name="move"),
    path("woonplekken/<uuid:uuid>/", ruimte.woonplek_change, name="woonplek_change"),
    path("woonplekken/<uuid:uuid>/einde/", verandert.woonplek_end, name="woonplek_end"),
    path("contactpersonen/<uuid:uuid>/", verandert.contact, name="contact"),
    path("iets-verandert/", verandert.verandert, name="verandert"),
]
