"""Who of us is in a wijk: its team and its phase."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from activiteiten.models import Activiteit, FysiekeInterventie
from bewoners.muur import for_user
from mensen.models import User
from teams.models import Lidmaatschap
from vooruit.beheerafspraken import Beheerafspraak, as_upkeep, upkeep_of
from vooruit.initiatieven import as_checks, checks_of, ladders_of
from vooruit.raakt import Verschuiving, as_moves, moves_of
from vooruit.signalen import as_waiting, signalen_of
from vooruit.vandaag import Vraag
from vooruit.vertrek import as_vertrek, leaving_of
from wijken.models import Aanwezigheid, Wijk

BINNENKORT = timedelta(days=60)


def team_lines(user: User, wijk: Wijk) -> list[dict[str, Any]]:
    """Who works in the wijk today, coordinator first, with an end date when it is near. One query."""
    today = user.scope.today
    rows = (
        Lidmaatschap.objects.visible_to(user)
        .in_wijk(wijk)
        .on(today)
        .order_by("-rol", "user__naam")
        .select_related("user", "team")
    )
    return [
        {
            "naam": row.user.naam,
            "rol": row.get_rol_display(),
            "telefoon": row.user.telefoon,
            "vertrekt": row.tot if row.tot and row.tot <= today + BINNENKORT else None,
        }
        for row in rows
    ]


@dataclass(frozen=True)
class Feiten:
    """How a wijk is on a day."""

    fase: str
    verschoven: list[Verschuiving]
    agenda: bool
    beheer: list[Beheerafspraak]
    gemaakt: int
    navragen: list[Vraag]
    vertrek: list[Vraag]
    initiatieven: list[dict[str, Any]]
    signalen: list[Vraag]
    open_signalen: int


def facts_of(user: User, wijk: Wijk, today: date) -> Feiten:
    """Its phase, dates that moved unseen, whether residents have an agenda, upkeep that ends, how much was made, initiatives, signalen.

    For who coordinates also who leaves with contacts. One query.
    """
    phases = Aanwezigheid.objects.filter(Q(tot=None) | Q(tot__gte=today), wijk=OuterRef("pk"), van__lte=today)
    made = FysiekeInterventie.objects.filter(wijk=OuterRef("pk"), status="klaar").order_by()
    coordinates = wijk.pk in user.scope.coordinator_wijken
    found = Wijk.objects.filter(pk=wijk.pk).values(
        fase=Subquery(phases.values("fase")[:1]),
        verschoven=moves_of(OuterRef("pk")),
        navragen=checks_of(OuterRef("pk"), today),
        initiatieven=ladders_of(OuterRef("pk")),
        onbeantwoord=signalen_of(OuterRef("pk")),
        agenda=Exists(Activiteit.objects.filter(openbaar=True, wijk=OuterRef("pk"))),
        beheer=upkeep_of(OuterRef("pk"), today),
        gemaakt=Subquery(made.values("wijk").annotate(n=Count("pk")).values("n")),
        **({"vertrek": leaving_of(OuterRef("pk"), today)} if coordinates else {}),
    )
    with for_user(user):
        row: Any = found.get()  # one key more for who coordinates
    return Feiten(
        fase=row["fase"] or "",
        verschoven=as_moves(row["verschoven"]),
        agenda=row["agenda"],
        beheer=as_upkeep(row["beheer"], today),
        gemaakt=row["gemaakt"] or 0,
        navragen=as_checks(row["navragen"]),
        vertrek=as_vertrek(row.get("vertrek", ()), today),
        initiatieven=row["initiatieven"],
        signalen=as_waiting(wijk, row["onbeantwoord"]),
        open_signalen=(row["onbeantwoord"] or {"open": 0})["open"],
    )
