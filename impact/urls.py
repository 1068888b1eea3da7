from django.urls import path

from impact.views import lezen, tellen, toezeggingen, vrijgeven

app_name = "impact"
urlpatterns = [
    path("plannen/<uuid:uuid>/tellen/", tellen.count_now, name="count_now"),
    path("cijfers/", lezen.overview, name="overview"),
    path("cijfers/alle-wijken.csv", lezen.overview_file, {"soort": "csv"}, name="overview_csv"),
    path("cijfers/alle-wijken.xlsx", lezen.overview_file, {"soort": "xlsx"}, name="overview_xlsx"),
    path("cijfers/vrijgave/<uuid:uuid>/intrekken/", vrijgeven.withdraw, name="withdraw"),
    path("cijfers/<slug:slug>/", lezen.quarter, name="quarter"),
    path("cijfers/<slug:slug>/toezeggingen/", toezeggingen.toezeggingen, name="toezeggingen"),
    path("cijfers/<slug:slug>/cijfers.csv", lezen.quarter_file, {"soort": "csv"}, name="quarter_csv"),
    path("cijfers/<slug:slug>/cijfers.xlsx", lezen.quarter_file, {"soort": "xlsx"}, name="quarter_xlsx"),
    path("cijfers/<slug:slug>/vrijgeven/", vrijgeven.release, name="release"),
    path("cijfers/<slug:slug>/woord/<slug:kwartaal>/", vrijgeven.words, name="words"),
]
