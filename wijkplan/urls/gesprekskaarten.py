"""Questions to begin a talk with: read, printed and written."""

from django.urls import path

from wijkplan.views import gesprekskaarten

urlpatterns = [
    path("wijken/<slug:slug>/gesprekskaarten/", gesprekskaarten.gesprekskaarten, name="gesprekskaarten"),
    path(
        "wijken/<slug:slug>/gesprekskaarten.pdf",
        gesprekskaarten.gesprekskaarten_pdf,
        name="gesprekskaarten_pdf",
    ),
    path(
        "prioriteiten/<uuid:uuid>/gesprekskaarten/",
        gesprekskaarten.gesprekskaarten_edit,
        name="gesprekskaarten_edit",
    ),
]
