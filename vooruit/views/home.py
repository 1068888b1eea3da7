from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.guards import members


@members
def home(request: HttpRequest) -> HttpResponse:
    """What needs you today, per role."""
    return render(request, "vooruit/home.html")
