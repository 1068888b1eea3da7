from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from core.guards import members
from vooruit.views import student, vandaag


@members
def home(request: HttpRequest) -> HttpResponse:
    """What needs you today, per role; who reads figures goes straight to them."""
    scope = request.user.scope
    if scope.is_coordinator:
        return vandaag.coordinator_home(request)
    if scope.is_student:
        return student.home(request)
    if scope.is_projectleider or scope.is_partner:
        return redirect("impact:overview")
    return vandaag.welcome(request)
