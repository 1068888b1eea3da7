from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.guards import members
from vooruit.views import student


@members
def home(request: HttpRequest) -> HttpResponse:
    """What needs you today, per role."""
    scope = request.user.scope
    if scope.is_student and not scope.is_coordinator:
        return student.home(request)
    return render(request, "vooruit/home.html")
