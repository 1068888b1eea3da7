"""The database stamps history with its own clock; here what it wrote gets the moment of the story."""

from datetime import datetime, timedelta

from django.utils import timezone

from partners.models import Bijdrage, RuimtelijkeOntwikkeling
from wijkplan.models import (
    BeoogdEffect,
    Dekking,
    Doel,
    Indicator,
    Meting,
    Prioriteit,
    Project,
    Schakel,
    Wijkplan,
)

NOUNS = (
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
