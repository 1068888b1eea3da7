"""Whose hands an activity runs on: residents who helped beside students who were there, quarter by quarter."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Activiteit, Bijeenkomst
from core.charts import Chart, Series, in_words
from core.periods import Quarter
from core.suppression import Suppressed, share

KWARTALEN = 4
FORMULE = _(
    "Helpers uit de wijk, gedeeld door helpers plus studenten die er waren. Alleen van de keren waarbij helpers geteld "
    "zijn. Het percentage komt van afgeronde aantallen; een kleine groep blijft afgeschermd."
)


@dataclass(frozen=True, kw_only=True)
class Handen:
    """The share of helping hands that came from the wijk, of this quarter and the three before it.

    Formula: Σ helpers_uit_wijk / Σ (helpers_uit_wijk + students present), where helpers were counted. Unit: whole
    percents, from counts rounded to 5; hidden when either side is small. Source: counts of the team. Missing: times
    without a count of helpers are in neither, and stand beside it as `geweest` minus `geteld`.
    """

    delen: list[tuple[Quarter, int | Suppressed | None]]
    geteld: int
    geweest: int
    formule = FORMULE

    @property
    def zin(self) -> str:
        """Say the share of this quarter, with on how many times it rests; empty when helpers were never counted."""
        if all(deel is None for _kwartaal, deel in self.delen):
            return ""
        said = {"deel": in_words(self.delen[-1][1], "%"), "n": self.geteld, "m": self.geweest}
        return gettext("dit kwartaal %(deel)s, geteld bij %(n)s van %(m)s keer") % said

    @property
    def chart(self) -> Chart:
        """The quarters beside each other."""
        return Chart(
            title=gettext("Handen uit de wijk"),
            unit="%",
            source=gettext("tellingen van het team in VoorUit"),
            kind="columns",
            label_title=gettext("Kwartaal"),
            series=(Series.of("", [(kwartaal.short_label, deel) for kwartaal, deel in self.delen]),),
        )


def read_handen(activiteit: Activiteit, today: date) -> Handen:
    """Read it up to and including this quarter; one query."""
    quarters = [Quarter.of(today)]
    while len(quarters) < KWARTALEN:
        quarters.insert(0, quarters[0].previous())
    rows = Bijeenkomst.objects.filter(activiteit=activiteit).between(quarters[0].first, quarters[-1].last)
    there = Count("inzetten", filter=Q(inzetten__status="aanwezig"))
    held = rows.took_place().annotate(studenten=there).order_by()
    helpers, studenten, geteld, geweest = _add_up(held.values_list("begin", "helpers_uit_wijk", "studenten"))
    return Handen(
        delen=[
            (one, share(helpers[one], studenten[one], k=settings.K_INTERN) if geteld[one] else None)
            for one in quarters
        ],
        geteld=geteld[quarters[-1]],
        geweest=geweest[quarters[-1]],
    )


def _add_up(rows: Iterable[tuple]) -> tuple[Counter[Quarter], ...]:
    helpers, studenten, geteld, geweest = (Counter[Quarter]() for _ in range(4))
    for begin, helped, there in rows:
        quarter = Quarter.of(timezone.localdate(begin))
        geweest[quarter] += 1
        if helped is not None:
            helpers[quarter] += helped
            studenten[quarter] += there
            geteld[quarter] += 1
    return helpers, studenten, geteld, geweest
