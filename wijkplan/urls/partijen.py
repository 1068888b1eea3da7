"""Addresses of what parties read, say and agree to, and of the versions of a plan."""

from django.urls import path

from wijkplan.views import akkoord, geschiedenis, versies

urlpatterns = [
    path("plannen/<uuid:uuid>/lezen/", versies.lezen, name="lezen"),
    path("plannen/<uuid:uuid>/versies/", versies.versies, name="versies"),
    path("plannen/<uuid:uuid>/geschiedenis/", geschiedenis.geschiedenis, name="geschiedenis"),
    path("plannen/<uuid:uuid>/verschil/", versies.verschil, name="verschil"),
    path("plannen/<uuid:uuid>/volgende-versie/", versies.next_version, name="next_version"),
    path("plannen/<uuid:uuid>/volgend-plan/", versies.next_plan, name="next_plan"),
    path("plannen/<uuid:uuid>/stap/", versies.step, name="step"),
    path("plannen/<uuid:uuid>/archief/", versies.archive, name="archive"),
    path("plannen/<uuid:uuid>/samenvoegen/", versies.merge, name="merge"),
    path("plannen/<uuid:uuid>/voorleggen/", akkoord.lay_before, name="lay_before"),
    path("plannen/<uuid:uuid>/terughalen/", akkoord.withdraw, name="withdraw"),
    path("voorleggingen/<uuid:uuid>/", versies.voorlegging, name="voorlegging"),
    path("akkoorden/<uuid:uuid>/", akkoord.sign, name="akkoord"),
    path("akkoorden/<uuid:uuid>/afwezig/", akkoord.absent, name="absent"),
    path("akkoorden/<uuid:uuid>/herinneren/", akkoord.remind, name="remind"),
    path("prioriteiten/<uuid:uuid>/splitsen/", versies.split, name="split"),
]
