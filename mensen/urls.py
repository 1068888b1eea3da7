from django.urls import path

from mensen import views

app_name = "mensen"
urlpatterns = [
    path("berichten/", views.berichten, name="berichten"),
    path("bevestigen/", views.bevestig, name="bevestig"),
    path("uitnodiging/<str:token>/", views.uitnodiging, name="uitnodiging"),
]
