"""Stores what a file says about activities that come back; whole or not at all."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from activiteiten.models import Activiteit
from activiteiten.rows import ActiviteitRij
from activiteiten.services.plannen import plan_activiteit
from activiteiten.services.reeksen import plan_reeks
from core.recurrence import days_of, read_rule
from mensen.models import User
from mensen.services import log_regel
from teams.models import Team
from wijken.models import Plek

NAMESPACE = UUID("5b0c8f7e-2f0a-4f0e-9d6e-8f1f7f3f2c11")


@transaction.atomic
def store_activiteiten(
    *, rijen: Sequence[ActiviteitRij], team: Team, by: User, dry_run: bool = False
) -> dict[str, int]:
    """Make each activity with its place and its series for a team; what was made from this file before stays as it is.

    Series begin today and are planned ahead at once. With `dry_run` everything is tried and nothing stays.
    """
    counts = {"nieuw": 0, "bestond al": 0, "reeksen": 0, "bijeenkomsten": 0}
    for rij in rijen:
        key = uuid5(NAMESPACE, f"{team.wijk_id}/{rij.sleutel}")
        if Activiteit.objects.filter(client_id=key).exists():
            counts["bestond al"] += 1
            continue
        activiteit = plan_activiteit(
            team=team, by=by, client_id=key, titel=rij.titel, plek=_plek(rij, team), soort="hulp"
        )
        counts["nieuw"] += 1
        for number, reeks in enumerate(rij.reeksen):
            made = plan_reeks(
                activiteit=activiteit,
                by=by,
                client_id=uuid5(key, str(number)),
                begint=timezone.localdate(),
                van=reeks.van,
                eindigt=reeks.eindigt,
                regel=reeks.regel,
                dicht=list(rij.dicht),
                extra=[day for day in rij.extra if _series_of(rij, day) == number],
                sla_over=list(rij.sla_over),
                let_op=rij.let_op,
            )
            counts["reeksen"] += 1
            counts["bijeenkomsten"] += made.bijeenkomsten.count()
    log_regel(by=by, wat="activiteiten.ingelezen", op=team.wijk, details=counts)
    if dry_run:
        transaction.set_rollback(True)
    return counts


def _series_of(rij: ActiviteitRij, day: date) -> int:
    """To which series a day belongs on which it takes place all the same: the one whose rule falls on it, else the first."""
    start = day.replace(month=1, day=1)
    falls = [bool(days_of(read_rule(r.regel), start=start, first=day, last=day)) for r in rij.reeksen]
    return falls.index(True) if True in falls else 0


def _plek(rij: ActiviteitRij, team: Team) -> Plek:
    """The place of a row, by its name and address; made when nobody knows it yet."""
    known = Plek.objects.filter(naam=rij.titel, adres=rij.adres).first()
    return known or Plek(
        naam=rij.titel, adres=rij.adres, lat=rij.lat, lng=rij.lng, wijk_id=team.wijk_id, bron="bestand"
    )
