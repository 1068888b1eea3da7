from django.urls import URLPattern, URLResolver

app_name = "bewoners"
urlpatterns: list[URLPattern | URLResolver] = []
