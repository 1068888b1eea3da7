from django.urls import path

from wijken import views

app_name = "wijken"
urlpatterns = [
    path("invoer/", views.invoer_list, name="invoer_list"),
    path("invoer/nieuw/", views.invoer_create, name="invoer_create"),
    path("invoer/<uuid:uuid>/", views.invoer_detail, name="invoer_detail"),
    path("invoer/<uuid:uuid>/echt/", views.invoer_repeat, name="invoer_repeat"),
    path("koppelingen/", views.links, name="links"),
    path("koppelingen/<uuid:uuid>/", views.link_decide, name="link_decide"),
    path("wijken/<slug:slug>/cijfers/nieuw/", views.kerncijfer_create, name="kerncijfer_create"),
]
