"""What needs a coordinator now, in three queries: missing counts, counts that differ, and afspraken due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, JSONObject
from django.urls import reverse
from django.utils import timezone

from activiteiten.models import Bijeenkomst, Inzet, Telling
from activiteiten.querysets import day_start
from core.periods import Month
from partners.models import Afspraak
from vooruit.beheerafspraken import Beheerafspraak
from vooruit.raakt import Verschuiving
from wijken.models import Wijk
from wijkplan.models import Meting

WACHT = timedelta(days=14)
VOORUIT = 7  # an open task is asked about so many days ahead


@dataclass(frozen=True)
class Momenten:
    """Bijeenkomsten of some wijken, sorted by what they ask: a count, a choice, or only attention this week."""

    te_tellen: list[Bijeenkomst]
    verschillen: list[Bijeenkomst]
    deze_week: list[Bijeenkomst]
    gaten: list[Bijeenkomst]


def momenten(wijken: Iterable[int], today: date) -> Momenten:
    """Read missing counts, open differences and this week's bijeenkomsten in one query.

    Each carries `wie` (names and tasks of who is planned), `geteld` (who counted what) and `afwijkend` (whether
    these differ and nobody chose). `open_taken` is what nobody does yet of what is still to come.
    """
    rows: list[Any] = list(_rows(set(wijken), today))  # Any: rows carry what was annotated
    tasks = dict(Inzet.Rol.choices)
    now = timezone.now()
    for row in rows:
        ahead = row.status == "gepland" and row.begin > now
        row.open_taken = row.activiteit.missing(p["rol"] for p in row.wie if p["naam"]) if ahead else {}
        row.wie = [_who(person, tasks) for person in row.wie if person["naam"]]
    week = _week(today)
    return Momenten(
        te_tellen=[r for r in rows if r.status == "gepland" and r.eind <= now][::-1],
        verschillen=[r for r in rows if r.afwijkend],
        deze_week=[r for r in rows if week[0] <= r.begin < week[1]],
        gaten=[r for r in rows if r.open_taken],
    )


def _who(person: dict[str, str], tasks: dict[str, Any]) -> str:
    """«Emre opent», or just «Emre» for who helps."""
    name = person["naam"].split(" ", 1)[0]
    return name if person["rol"] == Inzet.Rol.HELPT else f"{name} {tasks[person['rol']]}"


EERST = 5


@dataclass(frozen=True)
class Vraag:
    """One thing that waits for the reader; `soort` names the template that shows it with its act."""

    soort: str
    over: Any

    @property
    def template(self) -> str:
        """Where it is drawn."""
        return f"vooruit/needs/_{self.soort}.html"


@dataclass(frozen=True)
class Vragen:
    """Everything that waits: the first five at once, the rest one tap away."""

    alle: list[Vraag]

    @property
    def eerste(self) -> list[Vraag]:
        """What is shown at once."""
        return self.alle[:EERST]

    @property
    def rest(self) -> list[Vraag]:
        """What is folded away."""
        return self.alle[EERST:]


def gather(
    found: Momenten,
    afspraken: Iterable[Afspraak],
    indicatoren: Iterable[Any] = (),
    maanden: Iterable["TeVrijgeven"] = (),
    verschuivingen: Iterable[Verschuiving] = (),
    metingen: Iterable[Meting] = (),
    cyclus: Iterable[Vraag] = (),
    rondes: Iterable[Vraag] = (),
    later: Iterable[Vraag] = (),
) -> Vragen:
    """Put what waits in one list: what others wait for first, then counts, then what can be done any day."""
    waiting = list(metingen)
    return Vragen(
        [
            *(Vraag("verschuiving", row) for row in verschuivingen),
            *(Vraag("afspraak", row) for row in afspraken),
            *rondes,
            *([Vraag("gaten", found.gaten)] if found.gaten else []),
            *(Vraag("verschil", row) for row in found.verschillen),
            *(Vraag("telling", row) for row in found.te_tellen),
            *([Vraag("metingen", waiting)] if waiting else []),
            *(Vraag("maand", row) for row in maanden),
            *cyclus,
            *(Vraag("meting", row) for row in indicatoren),
            *later,
        ]
    )


def any_day(beheer: Iterable[Beheerafspraak], aannames: Iterable[Any]) -> list[Vraag]:
    """What can be done any day: upkeep to agree on again, and assumptions to test."""
    return [*(Vraag("beheer", row) for row in beheer), *(Vraag("aanname", row) for row in aannames)]


def metingen_waiting(wijken: Iterable[int]) -> QuerySet[Meting]:
    """Measurements that were handed in by a team of some wijken and wait for their coordinator, oldest first."""
    rows = Meting.objects.filter(indicator__doel__prioriteit__wijkplan__wijk__in=set(wijken))
    return rows.waiting().select_related("indicator")


def afspraken_due(wijken: Iterable[int], today: date) -> QuerySet[Afspraak]:
    """Open afspraken of some wijken, promised for today or earlier, oldest first."""
    return Afspraak.objects.filter(wijk__in=set(wijken)).due(today).select_related("partner", "wijk")


@dataclass(frozen=True)
class TeVrijgeven:
    """A finished month that may be released now."""

    wijk: Wijk
    maand: Month

    @property
    def url(self) -> str:
        """Where it is looked at and released."""
        return reverse("impact:release", args=[self.wijk.slug])


def releasable(wijken: list[Wijk], released: set[tuple[int, Month]], today: date) -> list[TeVrijgeven]:
    """The newest month per wijk that is over for 14 days and not released, if VoorUit was there then."""
    ripe = Month.of(today - WACHT).previous()
    return [
        TeVrijgeven(wijk, ripe)
        for wijk in wijken
        if (wijk.pk, ripe) not in released and wijk.actief_sinds <= ripe.last
    ]


def _week(today: date) -> tuple[Any, Any]:
    monday = today - timedelta(days=today.weekday())
    return day_start(monday), day_start(monday + timedelta(days=7))


def _rows(wijken: set[int], today: date) -> QuerySet[Bijeenkomst]:
    start, end = _week(today)
    counts = (
        Telling.objects.filter(bijeenkomst=OuterRef("pk"))
        .exclude(aantal=None)
        .order_by("pk")
        .values(json=JSONObject(uuid=Cast("uuid", CharField()), aantal=F("aantal"), naam=F("door__naam")))
    )
    planned = Q(inzetten__status__in=[Inzet.Status.INGEPLAND, Inzet.Status.AANWEZIG])
    return (
        Bijeenkomst.objects.filter(activiteit__wijk__in=wijken)
        .filter(
            Q(status="gepland", eind__lte=timezone.now())
            | Q(begin__gte=start, begin__lt=max(end, day_start(today + timedelta(days=VOORUIT))))
            | Q(pk__in=Telling.objects.open_differences().values("bijeenkomst"))
        )
        .annotate(
            wie=ArrayAgg(
                JSONObject(naam=F("inzetten__user__naam"), rol=F("inzetten__rol")),
                filter=planned,
                default=[],
                order_by="inzetten__pk",
            ),
            afwijkend=Exists(Telling.objects.open_differences().filter(bijeenkomst=OuterRef("pk"))),
            geteld=ArraySubquery(counts),
        )
        .select_related("activiteit__wijk", "activiteit__plek", "plek", "geteld_door")
        .order_by("begin", "pk")
    )
