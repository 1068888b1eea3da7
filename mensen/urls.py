from django.urls import URLPattern, URLResolver

app_name = "mensen"
urlpatterns: list[URLPattern | URLResolver] = []
