from django.urls import path

from wijkplan.views import doelen, indicatoren, papier, plakken, plannen, prioriteiten

app_name = "wijkplan"
urlpatterns = [
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
    path("doelen/<uuid:uuid>/verwijderen/", doelen.doel_remove, name="doel_remove"),
    path("doelen/<uuid:uuid>/indicatoren/nieuw/", indicatoren.indicator_create, name="indicator_create"),
    path("indicatoren/<uuid:uuid>/bewerken/", indicatoren.indicator_edit, name="indicator_edit"),
    path("indicatoren/<uuid:uuid>/verwijderen/", indicatoren.indicator_remove, name="indicator_remove"),
    path("indicatoren/<uuid:uuid>/metingen/nieuw/", indicatoren.meting_create, name="meting_create"),
    path("metingen/<uuid:uuid>/bewerken/", indicatoren.meting_edit, name="meting_edit"),
    path("metingen/<uuid:uuid>/verwijderen/", indicatoren.meting_remove, name="meting_remove"),
]
