from django.urls import path

from partners import views

app_name = "partners"
urlpatterns = [
    path("wijken/<slug:slug>/afspraken/", views.afspraken, name="afspraken"),
    path("wijken/<slug:slug>/afspraken/noteren/", views.create, name="create"),
    path("wijken/<slug:slug>/partners/", views.in_wijk, name="in_wijk"),
    path("wijken/<slug:slug>/partners/toevoegen/", views.add, name="add"),
    path("afspraken/<uuid:uuid>/", views.change, name="change"),
    path("afspraken/<uuid:uuid>/klaar/", views.finish, name="finish"),
    path("afspraken/<uuid:uuid>/heropenen/", views.reopen, name="reopen"),
]
