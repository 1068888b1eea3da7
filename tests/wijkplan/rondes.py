"""Makers of rounds: a plan with options, parties that vote, and a clock one can move."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from mensen.models import User
from partners.models import Partner
from tests import factories as f
from wijkplan.models import Ronde, Wijkplan


def make_party(plan: Wijkplan, **fields: Any) -> tuple[Partner, User]:
    """An organisation that is involved in the wijk, and a person who speaks for it."""
    partner = f.make_partner(plan.wijk, **fields)
    return partner, f.make_contactpersoon(partner).user


def plan_ronde(plan: Wijkplan, by: User, partijen: tuple[Partner, ...] = (), **fields: Any) -> Ronde:
    """A round without residents that is open for a week, unless said otherwise."""
    opent = timezone.now() - timedelta(minutes=1)
    return f.make_ronde(plan, by, *partijen, **{"opent": opent, "met_bewoners": False, **fields})


def ballot(ronde: Ronde, **named: int) -> dict[Any, int]:
    """Values by the title of the option, as the service wants them: by its uuid."""
    return {optie.uuid: named[optie.titel] for optie in ronde.opties.all() if optie.titel in named}


def points_of(ronde: Ronde) -> dict[str, int]:
    """Points per title, out of the stored outcome, in the order of the outcome."""
    ronde.refresh_from_db()
    return {line["titel"]: line["punten"] for line in ronde.uitkomst["regels"]}
