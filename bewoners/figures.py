"""How lasting the contacts of a wijk are: counted over distinct contacts, never over talks."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from statistics import median_low

from dateutil.relativedelta import relativedelta
from django.conf import settings

from bewoners.models import Contactmoment, Overdracht, Relatie, Relatieperiode
from bewoners.vocabulary import Talent
from core.suppression import ONLY, TOTAL, Cell, Shown, Table, percentage, suppress

JAAR = timedelta(days=365)


@dataclass(frozen=True)
class Duurzaamheid:
    """What a coordinator reads about the contacts that run; each count rounded to 5, or hidden where it is small.

    `maanden`: whole months from the first talk to the last, of the contact in the middle; None for a small group.
    `duurzaam`: half a year or more between first and last talk, and six talks at least. `overdraagbaar`: two students
    or more keep or kept in touch; a share from the rounded counts. `van_bewoner`: of the contacts of which was said in
    the last year who began a talk, the share in which the resident did at least once. `warm`: of the contacts that a
    student stopped with in the last year, and those still on the name of who left the wijk, the share handed over with
    the resident's yes and a meeting. Source: talks and handing over, logged by the team.
    """

    contacten: Cell
    maanden: int | None
    duurzaam: Cell
    overdraagbaar: int | None
    van_bewoner: int | None
    warm: int | None


def duurzaamheid_of(wijken: Collection[int], today: date) -> Duurzaamheid:
    """Count the running contacts of these wijken. Four queries, inside the walls of those wijken."""
    rows = list(Relatie.objects.filter(wijk__in=wijken).active().with_facts(today))
    spans = [_months(row.eerste, row.laatste) for row in rows if row.keren]
    lasting = _split(sum(row.is_duurzaam for row in rows), len(rows))
    shared = _split(sum(row.studenten > 1 for row in rows), len(rows))
    told = Contactmoment.objects.filter(wijk__in=wijken, datum__gt=today - JAAR, relatie__isnull=False)
    pairs = set(told.exclude(initiatief="").values_list("relatie", "initiatief"))
    asked = {relatie for relatie, _who in pairs}
    begun = _split(sum(who == Contactmoment.Initiatief.BEWONER for _relatie, who in pairs), len(asked))
    warm = _warm(wijken, today)
    return Duurzaamheid(
        contacten=lasting[ONLY, TOTAL],
        maanden=median_low(spans) if len(spans) >= settings.K_INTERN else None,
        duurzaam=lasting["wel"],
        overdraagbaar=percentage(shared["wel"], shared[ONLY, TOTAL]),
        van_bewoner=percentage(begun["wel"], begun[ONLY, TOTAL]),
        warm=percentage(warm["wel"], warm[ONLY, TOTAL]),
    )


def _warm(wijken: Collection[int], today: date) -> Table[Cell]:
    """Contacts that went over warm against all that a student let go of, each contact of a student once."""
    ended = Overdracht.objects.filter(relatie__wijk__in=wijken).between(
        today - JAAR + timedelta(days=1), today
    )
    told = {
        (row[0], row[1]): row[2]
        for row in ended.order_by("afgerond_op", "pk").values_list("relatie", "van", "uitkomst")
    }
    left = Relatieperiode.objects.filter(relatie__wijk__in=wijken, tot=None).of_who_left(today)
    fallen = dict.fromkeys(left.values_list("relatie", "user"), "")
    outcomes = list((told | fallen).values())
    return _split(sum(how == Overdracht.Uitkomst.OVERGEDRAGEN for how in outcomes), len(outcomes))


def talenten_of(wijken: Collection[int]) -> dict[Talent, int]:
    """How many running contacts are good at something, per talent; most first. One query, inside the walls.

    Formula: contacts that were not closed, whose talents were noted. Unit: contacts, rounded to 5. Source: the team. A
    talent of a few, or of nobody, is not there: that is never told apart. One contact may have several.
    """
    rows = Relatie.objects.filter(wijk__in=wijken).active().order_by().values_list("talenten", flat=True)
    counts = Counter(chain.from_iterable(rows))
    line: Table[int | None] = Table.line({name: counts[name] for name in Talent.values}, additive=False)
    shown = [
        (Talent(name), cell.value)
        for name, cell in suppress(line, k=settings.K_INTERN).items()
        if isinstance(cell, Shown)
    ]
    return dict(sorted(shown, key=lambda pair: -pair[1]))


def _months(first: date, last: date) -> int:
    whole = relativedelta(last, first)
    return whole.years * 12 + whole.months


def _split(part: int, whole: int) -> Table[Cell]:
    counts: Table[int | None] = Table.line({"wel": part, "niet": whole - part}, total=whole)
    return suppress(counts, k=settings.K_INTERN)
