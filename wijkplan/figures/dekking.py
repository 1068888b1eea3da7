"""Who pays what: promises beside the goals of a plan. Kinds are never added up."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mensen.models import User
from partners.figures import Stand, stand_of, with_unit
from partners.models import Bijdrage
from wijkplan.figures.bord import Band
from wijkplan.models import Dekking, Doel, Wijkplan


@dataclass(frozen=True, kw_only=True)
class Deel:
    """The part of one promise that pays for one goal."""

    stand: Stand
    deel: Decimal

    @property
    def tekst(self) -> str:
        """The part with its unit."""
        return with_unit(self.stand.bijdrage.soort, self.deel)


@dataclass(frozen=True, kw_only=True)
class Kolom:
    """One promise and how much of it was given to goals of this plan."""

    stand: Stand
    verdeeld: Decimal

    @property
    def over(self) -> Decimal:
        """What was promised and not given to a goal; below zero when a promise was lowered since."""
        return self.stand.toegezegd - self.verdeeld

    @property
    def over_tekst(self) -> str:
        """What is left, with its unit."""
        return with_unit(self.stand.bijdrage.soort, abs(self.over))

    @property
    def te_veel(self) -> bool:
        """Whether the plan counts on more than stands: the promise was lowered or withdrawn since."""
        return self.verdeeld > 0 and (self.over < 0 or self.stand.ingetrokken)


@dataclass(frozen=True, kw_only=True)
class Rij:
    """One goal with a cell per promise, None where it gives nothing."""

    doel: Doel
    cellen: list[Deel | None]

    @property
    def gedekt(self) -> bool:
        """Whether a promise that stands pays for it."""
        return any(cel is not None and not cel.stand.ingetrokken for cel in self.cellen)


@dataclass(frozen=True, kw_only=True)
class Betaalt:
    """The matrix of goals and promises of one plan."""

    kolommen: list[Kolom]
    bands: list[tuple[Band, list[Rij]]]

    @property
    def vragend(self) -> list[Rij]:
        """Goals that ask for work: all but those of priorities on «niet nu»."""
        return [rij for band, rijen in self.bands if band.vraagt for rij in rijen]

    @property
    def zonder(self) -> list[Rij]:
        """Goals that nobody pays for yet."""
        return [rij for rij in self.vragend if not rij.gedekt]

    @property
    def gedekt(self) -> int:
        """«Plan gedekt»: how many goals have at least one promise that stands; of `len(vragend)`."""
        return len(self.vragend) - len(self.zonder)

    @property
    def los(self) -> list[Kolom]:
        """Promises of which something was not given to a goal."""
        return [kolom for kolom in self.kolommen if kolom.over > 0 and not kolom.stand.ingetrokken]

    @property
    def te_veel(self) -> list[Kolom]:
        """Promises on which the plan counts more than stands."""
        return [kolom for kolom in self.kolommen if kolom.te_veel]

    def chips(self, band: Band) -> list[Deel]:
        """Per promise what it gives to the goals of a priority together."""
        for found, rijen in self.bands:
            if found.prioriteit.pk == band.prioriteit.pk:
                return _together(rijen)
        return []


def read_betaalt(user: User, plan: Wijkplan, bands: Sequence[Band], today: date) -> Betaalt:
    """Lay the promises of the wijk that overlap with the plan beside its goals; two queries.

    Source: Bijdrage, Boeking and Dekking as this person may see them. A withdrawn promise stays as long as the plan
    counts on it. A goal without a cell has no cover: that is none, not unknown.
    """
    covers: dict[int, dict[int, Decimal]] = defaultdict(dict)
    rows = Dekking.objects.filter(doel__prioriteit__wijkplan=plan)
    for doel, bijdrage, deel in rows.values_list("doel_id", "bijdrage_id", "deel"):
        covers[bijdrage][doel] = deel
    promises = Bijdrage.objects.visible_to(user).in_wijk(plan.wijk).with_sums().select_related("partner")
    standen = [
        stand_of(row, today)
        for row in promises.order_by("partner__naam", "soort", "pk")
        if row.pk in covers
        or (row.ingetrokken_op is None and row.van <= plan.periode_tot and row.tot >= plan.periode_van)
    ]
    kolommen = [
        Kolom(stand=stand, verdeeld=sum(covers[stand.bijdrage.pk].values(), Decimal(0))) for stand in standen
    ]
    return Betaalt(
        kolommen=kolommen,
        bands=[(band, [_row(regel.doel, standen, covers) for regel in band.doelen]) for band in bands],
    )


def _row(doel: Doel, standen: Sequence[Stand], covers: dict[int, dict[int, Decimal]]) -> Rij:
    cells: list[Deel | None] = []
    for stand in standen:
        deel = covers[stand.bijdrage.pk].get(doel.pk)
        cells.append(None if deel is None else Deel(stand=stand, deel=deel))
    return Rij(doel=doel, cellen=cells)


def _together(rijen: Sequence[Rij]) -> list[Deel]:
    found: dict[int, Deel] = {}
    for cel in (cel for rij in rijen for cel in rij.cellen if cel is not None):
        before = found.get(cel.stand.bijdrage.pk)
        found[cel.stand.bijdrage.pk] = Deel(stand=cel.stand, deel=cel.deel + (before.deel if before else 0))
    return list(found.values())
