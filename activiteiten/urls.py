from django.urls import URLPattern, URLResolver

app_name = "activiteiten"
urlpatterns: list[URLPattern | URLResolver] = []
