from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from activiteiten.models import Weekuur
from activiteiten.rules import BEWERKBAAR
from core.errors import Refused
from core.locking import hash_body, once
from mensen.models import User

MEESTE = 12  # of one kind in one day; more is a slip of the thumb


@transaction.atomic
def add_weekuur(
    *,
    soort: str,
    client_id: UUID,
    by: User,
    dag: date | None = None,
    getikt: date | None = None,
    seconden: int | None = None,
) -> Weekuur:
    """Add one hour of this kind to `dag`, else to the day it was tapped; the same client_id again is the same hour.

    Refuses who is in no team, a day to come or of more than fourteen days ago, and more than twelve hours of one kind
    in a day.
    """
    if not by.scope.teams:
        raise Refused(gettext("Je zit nu in geen team."))
    today = timezone.localdate()
    body = hash_body({"soort": soort} if dag is None else {"soort": soort, "dag": dag})
    dag = dag or getikt or today
    if not today - BEWERKBAAR <= dag <= today:
        raise Refused(gettext("Een uur erbij kan tot 14 dagen terug."))

    def make() -> Weekuur:
        User.objects.select_for_update().get(pk=by.pk)  # two taps at once wait for each other
        rows = Weekuur.objects.of(by).between(dag, dag).filter(soort=soort)
        if rows.count() >= MEESTE:
            raise Refused(gettext("Meer dan 12 uur op een dag kan niet kloppen."))
        return Weekuur.objects.create(
            client_id=client_id,
            body_hash=body,
            door=by,
            team_id=min(by.scope.teams),
            dag=dag,
            soort=Weekuur.Soort(soort),
            seconden=seconden,
        )

    return once(Weekuur, client_id=client_id, by=by, body_hash=body, make=make)[0]


@transaction.atomic
def remove_weekuur(*, uuid: UUID, by: User) -> int:
    """Take back an own hour of the last fourteen days; return how many went, 0 when it was gone already."""
    since = timezone.localdate() - timedelta(days=BEWERKBAAR.days)
    rows = Weekuur.objects.of(by).exclude(dag__lt=since)
    return rows.filter(uuid=uuid).delete()[0]
