from django.urls import path

from partners.views import afspraken, uitnodigen

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
]
