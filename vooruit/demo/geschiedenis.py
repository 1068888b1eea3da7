"""The database stamps history with its own clock; here what it wrote gets the moment of the story."""

from datetime import datetime, timedelta

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from activiteiten.models import Initiatief, Overdrachtsplan
from mensen.models import User
from partners.models import Bijdrage, RuimtelijkeOntwikkeling
from wijkplan.models import (
    Akkoord,
    BeoogdEffect,
    Dekking,
    Doel,
    Indicator,
    Meting,
    Prioriteit,
    Project,
    Ronde,
    Schakel,
    Voorlegging,
    Wijkplan,
)

NOUNS = (
    Initiatief,
    Overdrachtsplan,
    BeoogdEffect,
    Bijdrage,
    Dekking,
    Doel,
    Indicator,
    Meting,
    Prioriteit,
    Project,
    RuimtelijkeOntwikkeling,
    Schakel,
    Wijkplan,
)
NET = timedelta(hours=10)


def date_history(told: datetime) -> None:
    """Let everything that was written since the last time have happened at this moment; ask it outside `at`."""
    written = timezone.now() - NET
    for model in NOUNS:
        model.pgh_event_model.objects.filter(pgh_created_at__gte=written).update(pgh_created_at=told)


def date_answers() -> None:
    """Answers and rounds know their own moment: their history has it too, and who answered has been here."""
    laid = Voorlegging.objects.filter(pk=OuterRef("voorlegging_id")).values("op")
    Akkoord.pgh_event_model.objects.update(pgh_created_at=Coalesce("op", Subquery(laid)))
    rounds = Ronde.pgh_event_model.objects.all()
    rounds.filter(status=Ronde.Status.OPEN).update(pgh_created_at=F("opent"))
    rounds.filter(status=Ronde.Status.GEPLAND).update(pgh_created_at=F("op"))
    agreed = Wijkplan.Status.VASTGESTELD, Wijkplan.Status.IN_UITVOERING
    plans = Wijkplan.pgh_event_model.objects.filter(status__in=agreed)
    plans.filter(vastgesteld_op__isnull=False).update(pgh_created_at=F("vastgesteld_op"))
    for person in User.objects.filter(Q(pk__in=Akkoord.objects.values("door")), last_login=None):
        person.last_login = Akkoord.objects.filter(door=person).latest("op").op
        person.save(update_fields=["last_login"])
