"""Addresses of one's own week: what is planned, what one did, and how many hours that was."""

from django.urls import path

from vooruit.views import agenda, loggen, week

urlpatterns = [
    path("agenda/", agenda.agenda, name="agenda"),
    path("loggen/", loggen.loggen, name="loggen"),
    path("week/", week.week, name="week"),
    path("week/team/", week.team, name="teamuren"),
]
