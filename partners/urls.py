from django.urls import path

from partners.views import afspraken

app_name = "partners"
urlpatterns = [
    path("wijken/<slug:slug>/afspraken/", afspraken.afspraken, name="afspraken"),
    path("wijken/<slug:slug>/afspraken/noteren/", afspraken.create, name="create"),
    path("wijken/<slug:slug>/partners/", afspraken.in_wijk, name="in_wijk"),
    path("wijken/<slug:slug>/partners/toevoegen/", afspraken.add, name="add"),
    path("afspraken/<uuid:uuid>/", afspraken.change, name="change"),
    path("afspraken/<uuid:uuid>/klaar/", afspraken.finish, name="finish"),
    path("afspraken/<uuid:uuid>/heropenen/", afspraken.reopen, name="reopen"),
]
