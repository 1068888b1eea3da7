from django.urls import URLPattern, URLResolver

app_name = "wijken"
urlpatterns: list[URLPattern | URLResolver] = []
