"""What a coordinator looks at before she releases a month: the numbers, what is missing, what differs."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, DateField
from django.db.models.functions import TruncMonth

from activiteiten.models import Telling
from core.periods import Month, months_between
from impact.figures.feiten import Telstand, read_bijeenkomsten
from impact.figures.kwartaal import Vrijgave, read_vrijgaven
from impact.vocabulary import first_release_day
from wijken.models import Wijk

MAANDEN_TERUG = 24


@dataclass(frozen=True, kw_only=True)
class Maandstaat:
    """A finished month of a wijk: released, or what stands in the way."""

    maand: Month
    stand: Telstand
    verschillen: int
    vrijgave: Vrijgave | None
    kan_vanaf: date
    vandaag: date

    @property
    def is_vrijgegeven(self) -> bool:
        """Whether partners see it."""
        return self.vrijgave is not None

    @property
    def kan_nu(self) -> bool:
        """Whether it may be released today."""
        return not self.is_vrijgegeven and self.vandaag >= self.kan_vanaf

    @property
    def mist_iets(self) -> bool:
        """Whether a count is missing or two counts differ."""
        return bool(self.stand.niet_geteld or self.verschillen)


def read_maanden(wijk: Wijk, today: date) -> list[Maandstaat]:
    """Finished months of the last two years, newest first, in three queries."""
    last = Month.of(today).previous()
    first = max(wijk.actief_sinds, date(last.year - MAANDEN_TERUG // 12, last.month, 1))
    if first > last.last:
        return []
    tellingen = read_bijeenkomsten([wijk.pk], first, last.last)
    verschillen = open_differences(wijk)
    vrijgaven = {vrijgave.maand: vrijgave for vrijgave in read_vrijgaven(wijk)}
    months = [
        Maandstaat(
            maand=month,
            stand=tellingen.get((wijk.pk, month), Telstand()),
            verschillen=verschillen.get(month, 0),
            vrijgave=vrijgaven.get(month),
            kan_vanaf=first_release_day(month),
            vandaag=today,
        )
        for month in months_between(first, last.last)
    ]
    return months[::-1]


def open_differences(wijk: Wijk) -> dict[Month, int]:
    """Bijeenkomsten with two counts between which nobody chose yet, per month."""
    rows = (
        Telling.objects.open_differences()
        .filter(bijeenkomst__activiteit__wijk=wijk)
        .values_list(TruncMonth("bijeenkomst__begin", output_field=DateField()))
        .annotate(aantal=Count("bijeenkomst", distinct=True))
        .order_by()
    )
    return {Month.of(maand): aantal for maand, aantal in rows}
