"""One search over a wijk: what we do, who we know, and what was agreed."""

from dataclasses import dataclass

from django.db.models import Q

from activiteiten.models import Activiteit, Bijeenkomst
from core.periods import Period
from mensen.models import User
from partners.figures import Partnerregel, partner_lines
from partners.models import Afspraak
from vooruit.bord import Doen, activities
from wijken.models import Wijk

MEEST = 10
LAATSTE = 4


@dataclass(frozen=True)
class Gevonden:
    """What a search found, each at most ten; an activity carries its last four counts."""

    activiteiten: list[tuple[Doen, list[Bijeenkomst]]]
    partners: list[Partnerregel]
    afspraken: list[Afspraak]

    @property
    def niets(self) -> bool:
        """Whether nothing was found."""
        return not (self.activiteiten or self.partners or self.afspraken)


def find_in_wijk(user: User, wijk: Wijk, vraag: str, period: Period) -> Gevonden:
    """Search titles, organisations, their people and afspraken; capitals do not matter. Four queries."""
    ids = set(
        Activiteit.objects.visible_to(user)
        .in_wijk(wijk)
        .filter(Q(titel__icontains=vraag) | Q(doelgroep__icontains=vraag) | Q(plek__naam__icontains=vraag))
        .values_list("uuid", flat=True)[:MEEST]
    )
    found = [row for row in activities(wijk.pk, period) if row.uuid in ids] if ids else []
    return Gevonden(
        activiteiten=_with_last_counts(found),
        partners=_partners(user, wijk, vraag),
        afspraken=list(
            Afspraak.objects.visible_to(user)
            .in_wijk(wijk)
            .filter(Q(tekst__icontains=vraag) | Q(wie__icontains=vraag) | Q(partner__naam__icontains=vraag))
            .select_related("partner")
            .order_by("afgerond_op", "voor")[:MEEST]
        ),
    )


def _with_last_counts(found: list[Doen]) -> list[tuple[Doen, list[Bijeenkomst]]]:
    held = (
        Bijeenkomst.objects.took_place()
        .filter(activiteit__uuid__in=[row.uuid for row in found])
        .select_related("activiteit")
        .order_by("-begin")
    )
    per: dict[object, list[Bijeenkomst]] = {}
    for row in held[: MEEST * 40] if found else []:
        rows = per.setdefault(row.activiteit.uuid, [])
        if len(rows) < LAATSTE:
            rows.append(row)
    return [(row, per.get(row.uuid, [])) for row in found]


def _partners(user: User, wijk: Wijk, vraag: str) -> list[Partnerregel]:
    """Organisations by their own name or that of somebody there, with whom to call; one query."""
    asked = vraag.casefold()
    rows = partner_lines(user, wijk, [])
    found = [r for r in rows if any(asked in n.casefold() for n in (r.naam, *(m["naam"] for m in r.mensen)))]
    return found[:MEEST]
