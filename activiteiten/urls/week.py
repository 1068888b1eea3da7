from django.urls import URLPattern, path

from activiteiten.views import inzet, weekuren

urlpatterns: list[URLPattern] = [
    path("bijeenkomsten/<uuid:uuid>/ik-kom/", inzet.sign_up, name="sign_up"),
    path("bijeenkomsten/<uuid:uuid>/ik-kan-niet/", inzet.sign_off, name="sign_off"),
    path("bijeenkomsten/<uuid:uuid>/ruilen/", inzet.swap, name="swap"),
    path("bijeenkomsten/<uuid:uuid>/overnemen/", inzet.take_over, name="take_over"),
    path("loggen/uren/", weekuren.weekuren, name="weekuren"),
]
