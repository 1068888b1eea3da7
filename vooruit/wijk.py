"""Who is around a wijk: its partners with their people and afspraken, its team, and its phase."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, Q

from mensen.models import User
from partners.models import Afspraak, Betrokkenheid
from teams.models import Lidmaatschap
from wijken.models import Aanwezigheid, Wijk

BINNENKORT = timedelta(days=60)


@dataclass
class Partnerregel:
    """An organisation in one line: who to call, and who waits for whom."""

    uuid: UUID
    naam: str
    mensen: list[dict[str, str]] = field(default_factory=list)
    wij_wachten: list[Afspraak] = field(default_factory=list)
    zij_wachten: list[Afspraak] = field(default_factory=list)


def open_afspraken(user: User, wijk: Wijk) -> list[Afspraak]:
    """Afspraken that are not done, first promised first."""
    return list(
        Afspraak.objects.visible_to(user)
        .in_wijk(wijk)
        .open()
        .select_related("partner")
        .order_by("voor", "pk")
    )


def partner_lines(user: User, wijk: Wijk, afspraken: list[Afspraak]) -> list[Partnerregel]:
    """Organisations involved today; people and numbers only for who coordinates or leads. One query."""
    today = user.scope.today
    people, person = "partner__contactpersonen", "mens"
    still = Q(**{f"{people}__tot": None}) | Q(**{f"{people}__tot__gte": today})
    rows = (
        Betrokkenheid.objects.visible_to(user)
        .in_wijk(wijk)
        .on(today)
        .annotate(
            mens=FilteredRelation(people, condition=Q(**{f"{people}__van__lte": today}) & still),
        )
        .order_by("partner__naam", f"{person}__naam")
        .values(
            "partner_id",
            "partner__uuid",
            "partner__naam",
            f"{person}__naam",
            f"{person}__functie",
            f"{person}__telefoon",
        )
        .distinct()
    )
    lines: dict[int, Partnerregel] = {}
    may_call = wijk.pk in user.scope.coordinator_wijken or user.scope.is_projectleider
    for row in rows:
        line = lines.setdefault(row["partner_id"], Partnerregel(row["partner__uuid"], row["partner__naam"]))
        if may_call and row[f"{person}__naam"]:
            line.mensen.append({name: row[f"{person}__{name}"] for name in ("naam", "functie", "telefoon")})
    for afspraak in afspraken:
        if afspraak.partner_id in lines:
            waiting = lines[afspraak.partner_id]
            (waiting.wij_wachten if afspraak.aan_zet == "partner" else waiting.zij_wachten).append(afspraak)
    return list(lines.values())


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


def fase_today(wijk: Wijk, today: date) -> Aanwezigheid | None:
    """The phase of VoorUit in this wijk on a day. One query."""
    rows = Aanwezigheid.objects.in_wijk(wijk).filter(Q(tot=None) | Q(tot__gte=today), van__lte=today)
    return rows.first()
