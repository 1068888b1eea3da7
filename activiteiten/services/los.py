from datetime import date, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from activiteiten.models import Activiteit, Bijeenkomst, Inzet, Telling
from activiteiten.services.tellen import refuse_range, store_telling
from core.errors import Refused
from core.locking import hash_body, once
from core.moments import moment
from mensen.models import User
from teams.models import Team

TITEL = "Losse momenten"


@transaction.atomic
def log_los(
    *,
    team: Team,
    dag: date,
    duur: timedelta,
    aantal: int | None,
    client_id: UUID,
    by: User,
    titel: str = "",
    seconden: int | None = None,
) -> Telling:
    """Store something unplanned as a counted bijeenkomst of the team's loose activity, with `by` present.

    The hour is not asked: today it has just ended, on an earlier day it stands at noon. The same client_id with
    the same body is the same success. Refuses a day to come, a released month and a duration of over a day.
    """
    refuse_range(aantal)
    body = hash_body({"team": team, "dag": dag, "duur": duur, "aantal": aantal, "titel": titel})

    def make() -> Telling:
        bijeenkomst = _bijeenkomst(team, dag, duur, client_id=client_id, titel=titel, by=by)
        Inzet.objects.create(bijeenkomst=bijeenkomst, user=by)
        telling = Telling(client_id=client_id, body_hash=body, aantal=aantal, door=by, seconden=seconden)
        return store_telling(telling, bijeenkomst)

    return once(Telling, client_id=client_id, by=by, body_hash=body, make=make)[0]


def los_activiteit(*, team: Team, by: User) -> Activiteit:
    """The one loose activity of a team, made when it is first needed."""
    return Activiteit.objects.get_or_create(
        team=team,
        los=True,
        defaults={"wijk_id": team.wijk_id, "titel": TITEL, "soort": Activiteit.Soort.ANDERS, "door": by},
    )[0]


def _bijeenkomst(
    team: Team, dag: date, duur: timedelta, *, client_id: UUID, titel: str, by: User
) -> Bijeenkomst:
    now, today = timezone.now().replace(second=0, microsecond=0), timezone.localdate()
    if dag > today:
        raise Refused(gettext("Deze dag moet nog komen."), field="dag")
    if not timedelta(0) < duur <= timedelta(hours=24):
        raise Refused(gettext("Dit duurt hooguit 24 uur."), field="duur")
    begin = now - duur if dag == today else moment(dag, time(12))
    if timezone.localdate(begin) < dag:  # shortly after midnight: it stays on the day that was said
        begin = moment(dag, time(0))
        duur = max(now - begin, timedelta(minutes=1))
    return Bijeenkomst.objects.create(
        client_id=client_id,
        activiteit=los_activiteit(team=team, by=by),
        begin=begin,
        eind=begin + duur,
        titel=titel,
    )
