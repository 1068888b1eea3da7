"""Who can be chosen on pages of a plan: who works in its wijk, and which partners take part in it."""

from datetime import date

from django.db.models import QuerySet

from mensen.models import User
from partners.models import Betrokkenheid, Partner
from teams.models import Lidmaatschap


def owners_in(wijk_id: int, day: date) -> QuerySet[User]:
    """Who works in a wijk on a day, by name."""
    working = Lidmaatschap.objects.on(day).filter(team__wijk=wijk_id).values("user")
    return User.objects.filter(pk__in=working).order_by("naam")


def partners_in(wijk_id: int, day: date) -> QuerySet[Partner]:
    """Organisations that take part in a wijk on a day, by name."""
    involved = Betrokkenheid.objects.on(day).filter(wijk=wijk_id).values("partner")
    return Partner.objects.filter(pk__in=involved).order_by("naam")
