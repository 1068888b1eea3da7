"""What a wijk already has (asset-based): what residents are good at, who is there, places and things; and its map."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from activiteiten.models import Hulpbron
from bewoners.figures import talenten_of
from bewoners.muur import for_wijken
from bewoners.vocabulary import Talent
from core.paging import Page, paginate
from mensen.models import User
from partners.models import Partner
from vooruit.kaart import Kaart, read_kaart
from wijken.models import Wijk

PER_BLAD = 30


@dataclass(frozen=True, kw_only=True)
class Hulpbronnen:
    """One page of what a wijk has; talents and partners only stand on the first one."""

    blad: Page[Hulpbron]
    talenten: dict[Talent, int] | None
    partners: list[Partner]
    kaart: Kaart

    @property
    def per_soort(self) -> list[tuple[str, str, list[tuple[int | None, Hulpbron]]]]:
        """The rows of this page under their kind, each with its number on the map; partners are organisations too."""
        numbers = {plek.uuid: n for n, plek, _spot in self.kaart.genummerd}
        rows: dict[str, list[tuple[int | None, Hulpbron]]] = {}
        for row in self.blad:
            rows.setdefault(row.soort, []).append((numbers.get(row.uuid), row))
        if self.partners:
            rows.setdefault(Hulpbron.Soort.ORGANISATIE, [])
        return [(soort, str(Hulpbron.Soort(soort).label), rows[soort]) for soort in sorted(rows)]

    @property
    def niets(self) -> bool:
        """Whether there is nothing to list."""
        return not (self.blad.items or self.partners or self.talenten)


def read_hulpbronnen(
    user: User, wijk: Wijk, vraag: Mapping[str, str], params: Mapping[str, Any]
) -> Hulpbronnen:
    """Read what was asked of a wijk, inside the walls of that wijk for as long as talents are counted."""
    seen = Hulpbron.objects.visible_to(user).in_wijk(wijk)
    rows = seen.search(vraag.get("q", ""))
    if soort := vraag.get("soort"):
        rows = rows.filter(soort=soort)
    blad = paginate(
        rows.select_related("wijk"), params=params, ordering=["soort", "naam", "pk"], size=PER_BLAD
    )
    first = not blad.has_previous
    return Hulpbronnen(
        blad=blad,
        talenten=_talents(wijk) if first and _asks(vraag, "talent") else None,
        partners=_partners(user, wijk, vraag) if first and _asks(vraag, "organisatie") else [],
        kaart=read_kaart(user, wijk, ook=seen.on_map().order_by("soort", "naam", "pk")),
    )


def _asks(vraag: Mapping[str, str], soort: str) -> bool:
    """Whether this kind is asked for; a word is not looked for among talents, which are no words anybody typed."""
    return vraag.get("soort", soort) == soort and not (soort == "talent" and vraag.get("q"))


def _talents(wijk: Wijk) -> dict[Talent, int]:
    with for_wijken([wijk.pk]):
        return talenten_of([wijk.pk])


def _partners(user: User, wijk: Wijk, vraag: Mapping[str, str]) -> list[Partner]:
    rows = Partner.objects.visible_to(user).involved_in(wijk, user.scope.today)
    return list(rows.filter(naam__icontains=vraag.get("q", "")).order_by("naam", "pk"))
