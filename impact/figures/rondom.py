"""What stands around the figures of a quarter: releases, words, dates, a phone number, other wijken, context."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, JSONObject, NullIf
from django.utils import timezone

from activiteiten.models import Bijeenkomst, Maandvrijgave
from core.periods import Month, Quarter
from impact.figures.kwartaal import Vrijgave
from impact.models import Kwartaalwoord
from teams.models import Lidmaatschap, Rol
from wijken.models import Kerncijfer, Wijk, Wijkgebied

KOMENDE, CONTEXT = 3, 12


@dataclass(frozen=True, kw_only=True)
class Datum:
    """Something one can come to."""

    titel: str
    begin: datetime
    plek: str


@dataclass(frozen=True, kw_only=True)
class Context:
    """An official figure about the area: not evidence of our work."""

    naam: str
    effectgebied: str
    waarde: Decimal | None
    eenheid: str
    jaar: int
    bron: str
    gebied: str
    indeling: int


@dataclass(frozen=True, kw_only=True)
class Rondom:
    """Everything around the figures of a wijk; `woorden` are those of the coordinator, per first day of a quarter."""

    vrijgaven: list[Vrijgave]
    woorden: dict[date, dict[str, str]]
    coordinatoren: list[dict[str, str]]
    komende: list[Datum]
    wijken: list[dict[str, str]]
    context: list[Context]

    def words_of(self, kwartaal: Quarter | None) -> dict[str, str]:
        """What did not work and what comes after, in this quarter; empty when nobody wrote it."""
        return self.woorden.get(kwartaal.first, {}) if kwartaal else {}


def read_rondom(wijk: Wijk, today: date, wijken: Collection[int]) -> Rondom:
    """Read it in one query: small lists ride along with the wijk. `wijken` are those one may switch to."""
    others = Wijk.objects.filter(pk__in=list(wijken)).order_by("naam")
    found = (
        Wijk.objects.filter(pk=wijk.pk)
        .values(
            vrijgaven=_releases(),
            woorden=_words(),
            coordinatoren=_coordinators(today),
            komende=_coming(),
            wijken=_list(others, naam=F("naam"), slug=F("slug")),
            officieel=_context(),
        )
        .get()
    )
    return Rondom(
        vrijgaven=[
            Vrijgave(
                uuid=UUID(row["uuid"]),
                maand=Month.of(date.fromisoformat(row["maand"])),
                door=row["door"],
                op=datetime.fromisoformat(row["op"]),
            )
            for row in found["vrijgaven"]
        ],
        woorden={date.fromisoformat(row["kwartaal"]): row for row in found["woorden"]},
        coordinatoren=found["coordinatoren"],
        komende=[Datum(**row | {"begin": datetime.fromisoformat(row["begin"])}) for row in found["komende"]],
        wijken=found["wijken"],
        context=[_as_context(row) for row in found["officieel"]],
    )


def _list(rows: QuerySet, *, limit: int | None = None, **columns: Any) -> ArraySubquery:
    return ArraySubquery(rows.values(als=JSONObject(**columns))[:limit])


def _releases() -> ArraySubquery:
    rows = Maandvrijgave.objects.filter(wijk=OuterRef("pk")).order_by("-maand")
    return _list(rows, uuid=F("uuid"), maand=F("maand"), door=F("door__naam"), op=F("op"))


def _words() -> ArraySubquery:
    rows = Kwartaalwoord.objects.filter(wijk=OuterRef("pk"))
    return _list(rows, kwartaal=F("kwartaal"), wat_niet_lukte=F("wat_niet_lukte"), hierna=F("hierna"))


def _coordinators(today: date) -> ArraySubquery:
    rows = Lidmaatschap.objects.on(today).filter(team__wijk=OuterRef("pk"), rol=Rol.WIJKCOORDINATOR)
    return _list(rows.order_by("user__naam"), naam=F("user__naam"), telefoon=F("user__telefoon"))


def _coming() -> ArraySubquery:
    rows = Bijeenkomst.objects.filter(
        activiteit__wijk=OuterRef("pk"),
        activiteit__los=False,
        status=Bijeenkomst.Status.GEPLAND,
        begin__gte=timezone.now(),
    ).order_by("begin", "pk")
    return _list(
        rows,
        limit=KOMENDE,
        titel=Coalesce(NullIf("titel", Value("")), "activiteit__titel"),
        begin=F("begin"),
        plek=Coalesce("plek__naam", "activiteit__plek__naam", Value("")),
    )


def _context() -> ArraySubquery:
    """The newest figure of each measure, in the areas that a person confirmed for the wijk."""
    links = Wijkgebied.objects.confirmed().filter(wijk=OuterRef(OuterRef("pk"))).values("gebied")
    rows = (
        Kerncijfer.objects.filter(gebied__in=links)
        .exclude(maat__effectgebied="")
        .order_by("maat__effectgebied", "maat__naam", "maat_id", "gebied_id", "-peiljaar", "-uitgave", "-pk")
        .distinct("maat__effectgebied", "maat__naam", "maat_id", "gebied_id")
    )
    return _list(
        rows,
        limit=CONTEXT,
        naam=F("maat__naam"),
        effectgebied=F("maat__effectgebied"),
        waarde=Cast("waarde", CharField()),
        eenheid=F("maat__eenheid"),
        jaar=F("peiljaar"),
        bron=Coalesce(NullIf("maat__bron", Value("")), "bron_toelichting"),
        gebied=F("gebied__naam"),
        indeling=F("gebied__geldig_van"),
    )


def _as_context(row: dict[str, Any]) -> Context:
    value = None if row["waarde"] is None else Decimal(row["waarde"])
    return Context(**row | {"waarde": value, "indeling": int(row["indeling"][:4])})
