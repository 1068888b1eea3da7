from datetime import timedelta
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
def add_weekuur(*, soort: str, client_id: UUID, by: User) -> Weekuur:
    """Add one hour of this kind to today; the same client_id again is the same hour.

    Refuses who is in no team, and more than twelve hours of one kind in a day.
    """
    if not by.scope.teams:
        raise Refused(gettext("Je zit nu in geen team."))
    today = timezone.localdate()
    body = hash_body({"soort": soort})

    def make() -> Weekuur:
        rows = Weekuur.objects.of(by).between(today, today).filter(soort=soort)
        if rows.count() >= MEESTE:
            raise Refused(gettext("Meer dan 12 uur op een dag kan niet kloppen."))
        return Weekuur.objects.create(
            client_id=client_id,
            body_hash=body,
            door=by,
            team_id=min(by.scope.teams),
            dag=today,
            soort=Weekuur.Soort(soort),
        )

    return once(Weekuur, client_id=client_id, by=by, body_hash=body, make=make)[0]


@transaction.atomic
def remove_weekuur(*, uuid: UUID, by: User) -> int:
    """Take back an own hour of the last fourteen days; return how many went, 0 when it was gone already."""
    since = timezone.localdate() - timedelta(days=BEWERKBAAR.days)
    rows = Weekuur.objects.of(by).exclude(dag__lt=since)
    return rows.filter(uuid=uuid).delete()[0]
