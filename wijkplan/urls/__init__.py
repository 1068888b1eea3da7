from django.urls import path

from wijkplan.urls import cyclus, meten, partijen
from wijkplan.views import (
    dekking,
    doelen,
    keten,
    papier,
    plakken,
    plannen,
    prioriteiten,
    projecten,
)

app_name = "wijkplan"
urlpatterns = [
    *meten.urlpatterns,
    *partijen.urlpatterns,
    path("wijken/<slug:slug>/plan/nieuw/", plannen.plan_create, name="create"),
    path("plannen/<uuid:uuid>/bewerken/", plannen.edit, name="edit"),
    path("plannen/<uuid:uuid>/gegevens/", plannen.plan_change, name="change"),
    path("plannen/<uuid:uuid>/op-papier/", papier.papier, name="papier"),
    path("plannen/<uuid:uuid>/op-papier/plan.pdf", papier.plan_pdf, name="plan_pdf"),
    path("plannen/<uuid:uuid>/op-papier/gewone-taal.pdf", papier.gewoon_pdf, name="gewoon_pdf"),
    path("prioriteiten/<uuid:uuid>/gewone-taal/", papier.gewoon_edit, name="gewoon_edit"),
    path("plannen/<uuid:uuid>/verwijderen/", plannen.plan_remove, name="remove"),
    path("plannen/<uuid:uuid>/plakken/", plakken.paste, name="paste"),
    path("plannen/<uuid:uuid>/prioriteiten/nieuw/", prioriteiten.prioriteit_create, name="prioriteit_create"),
    path("prioriteiten/<uuid:uuid>/bewerken/", prioriteiten.prioriteit_edit, name="prioriteit_edit"),
    path("prioriteiten/<uuid:uuid>/weging/", prioriteiten.prioriteit_weigh, name="prioriteit_weigh"),
    path("prioriteiten/<uuid:uuid>/verplaatsen/", prioriteiten.prioriteit_move, name="prioriteit_move"),
    path("prioriteiten/<uuid:uuid>/verwijderen/", prioriteiten.prioriteit_remove, name="prioriteit_remove"),
    path("prioriteiten/<uuid:uuid>/doelen/nieuw/", doelen.doel_create, name="doel_create"),
    path("doelen/<uuid:uuid>/bewerken/", doelen.doel_edit, name="doel_edit"),
    path("plannen/<uuid:uuid>/wie-betaalt-wat/", dekking.betaalt, name="betaalt"),
    path("doelen/<uuid:uuid>/wie-betaalt/", dekking.dekking, name="dekking"),
    path("doelen/<uuid:uuid>/verwijderen/", doelen.doel_remove, name="doel_remove"),
    path("doelen/<uuid:uuid>/projecten/nieuw/", projecten.project_create, name="project_create"),
    path("projecten/<uuid:uuid>/bewerken/", projecten.project_edit, name="project_edit"),
    path("projecten/<uuid:uuid>/verwijderen/", projecten.project_remove, name="project_remove"),
    path("prioriteiten/<uuid:uuid>/effecten/nieuw/", keten.effect_create, name="effect_create"),
    path("effecten/<uuid:uuid>/bewerken/", keten.effect_edit, name="effect_edit"),
    path("effecten/<uuid:uuid>/verwijderen/", keten.effect_remove, name="effect_remove"),
    path("doelen/<uuid:uuid>/aannames/nieuw/", keten.schakel_create, name="schakel_create"),
    path("aannames/<uuid:uuid>/bewerken/", keten.schakel_edit, name="schakel_edit"),
    path("aannames/<uuid:uuid>/verwijderen/", keten.schakel_remove, name="schakel_remove"),
    path("aannames/<uuid:uuid>/toetsen/", keten.schakel_test, name="schakel_test"),
    *cyclus.urlpatterns,
]
