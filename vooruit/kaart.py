"""Map and official figures of a wijk: its outline, the places around it, and the newest value per measure."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from activiteiten.models import Hulpbron
from mensen.models import User
from wijken.kaart import Schets, box, draw, margin
from wijken.models import Kerncijfer, Plek, Wijk, Wijkgebied
from wijken.vocabulary import Effectgebied

MEEST_PLEKKEN = 60


@dataclass(frozen=True)
class Kaart:
    """The picture: borders in order of `gebieden`, places in order of `plekken`."""

    gebieden: list[Wijkgebied]
    plekken: list[Plek | Hulpbron]
    schets: Schets | None

    @property
    def genummerd(self) -> list[tuple[int, Plek | Hulpbron, tuple[float, float]]]:
        """Each place with its number on the map and where it stands."""
        spots = self.schets.punten if self.schets else ()
        return [(n, plek, spot) for n, (plek, spot) in enumerate(zip(self.plekken, spots, strict=True), 1)]


@dataclass
class Effectcijfers:
    """Official figures of one effect area; empty means that nobody gave a source yet."""

    effectgebied: str
    cijfers: list[Kerncijfer] = field(default_factory=list)


def read_kaart(user: User, wijk: Wijk, ook: Iterable[Hulpbron] = ()) -> Kaart:
    """Read confirmed areas with their border, official ones first, and the public places around. Two queries.

    `ook` are places that somebody noted; they come before the known ones.
    """
    links = list(
        Wijkgebied.objects.visible_to(user)
        .in_wijk(wijk)
        .confirmed()
        .select_related("gebied")
        .order_by("-gebied__geldig_van", "pk")
    )
    official = [link for link in links if link.gebied.stelsel != "schets" and link.gebied.grens]
    shown = official[:1] or [link for link in links if link.gebied.grens][:1]
    doos = box(shown[0].gebied.grens) if shown else None
    known = Plek.objects.visible_to(user).in_box(*margin(doos)) if doos else Plek.objects.none()
    plekken: list[Plek | Hulpbron] = [*ook, *known[:MEEST_PLEKKEN]] if doos else []
    spots = [(plek.lng or 0, plek.lat or 0) for plek in plekken]
    schets = draw([link.gebied.grens for link in shown], punten=spots, breedte=560, rand=60)
    return Kaart(gebieden=shown, plekken=plekken, schets=schets)


def read_cijfers(user: User, wijk: Wijk) -> list[Effectcijfers]:
    """Read the newest published value per measure, per effect area and then the rest. One query."""
    per = {area.value: Effectcijfers(area.value) for area in Effectgebied}
    seen: set[int] = set()
    for cijfer in Kerncijfer.objects.visible_to(user).of_wijk(wijk).exclude(waarde=None):
        if cijfer.maat_id not in seen:
            seen.add(cijfer.maat_id)
            area = cijfer.maat.effectgebied
            per.setdefault(area, Effectcijfers(area)).cijfers.append(cijfer)
    return list(per.values())
