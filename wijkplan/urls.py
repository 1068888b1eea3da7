from django.urls import URLPattern, URLResolver

app_name = "wijkplan"
urlpatterns: list[URLPattern | URLResolver] = []
