"""Who takes part in a wijk, as more than one page shows it."""

from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, FilteredRelation, Func, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce, JSONObject

from mensen.models import User
from partners.figures.bijdragen import promised_and_received
from partners.models import Afspraak, Betrokkenheid, Bijdrage, Boeking
from wijken.models import Wijk

PERSON = ("naam", "functie", "telefoon")


@dataclass(frozen=True, kw_only=True)
class Partnerregel:
    """An organisation in a wijk: its roles, who to call, and who waits for whom."""

    uuid: UUID
    naam: str
    rollen: list[str] = field(default_factory=list)
    mensen: list[dict[str, str]] = field(default_factory=list)
    afspraken: list[Afspraak] = field(default_factory=list)
    toezeggingen: list[str] = field(default_factory=list)

    @property
    def wij_wachten(self) -> list[Afspraak]:
        """What we wait for."""
        return [row for row in self.afspraken if row.aan_zet == Afspraak.AanZet.PARTNER]

    @property
    def zij_wachten(self) -> list[Afspraak]:
        """What they wait for."""
        return [row for row in self.afspraken if row.aan_zet == Afspraak.AanZet.VOORUIT]


def open_afspraken(user: User, wijk: Wijk) -> list[Afspraak]:
    """Afspraken that are not done, first promised first. One query."""
    rows = Afspraak.objects.visible_to(user).in_wijk(wijk).open()
    return list(rows.select_related("partner").order_by("voor", "pk"))


def partner_lines(user: User, wijk: Wijk, afspraken: list[Afspraak]) -> list[Partnerregel]:
    """Organisations involved today; people and numbers only for who coordinates or leads. One query.

    Each takes its own of the afspraken handed over. An organisation whose last contact left stays, with nobody.
    """
    today = user.scope.today
    people = "partner__contactpersonen"
    still = Q(**{f"{people}__tot": None}) | Q(**{f"{people}__tot__gte": today})
    rows = (
        Betrokkenheid.objects.visible_to(user)
        .in_wijk(wijk)
        .on(today)
        .annotate(mens=FilteredRelation(people, condition=Q(**{f"{people}__van__lte": today}) & still))
        .order_by("partner__naam", "rol", "mens__naam", "mens__pk")
        .values(
            "partner_id",
            "partner__uuid",
            "partner__naam",
            "rol",
            "mens__pk",
            *(f"mens__{n}" for n in PERSON),
            toegezegd=_promised(),
        )
    )
    lines: dict[int, Partnerregel] = {}
    roles: dict[tuple[int, str], str] = {}
    persons: dict[tuple[int, int], dict[str, str]] = {}
    promised: dict[int, list[dict[str, str]]] = {}
    for row in rows:
        promised[row["partner_id"]] = row["toegezegd"]
        pk = row["partner_id"]
        lines.setdefault(pk, Partnerregel(uuid=row["partner__uuid"], naam=row["partner__naam"]))
        roles[pk, row["rol"]] = str(Betrokkenheid.Rol(row["rol"]).label)
        if row["mens__pk"] is not None:
            persons[pk, row["mens__pk"]] = {name: row[f"mens__{name}"] for name in PERSON}
    for (pk, _), label in roles.items():
        lines[pk].rollen.append(label)
    if wijk.pk in user.scope.coordinator_wijken or user.scope.is_projectleider:
        for (pk, _), person in persons.items():
            lines[pk].mensen.append(person)
        for pk, totals in promised.items():
            lines[pk].toezeggingen.extend(_told(totals))
    for afspraak in afspraken:
        if afspraak.partner_id in lines:
            lines[afspraak.partner_id].afspraken.append(afspraak)
    return list(lines.values())


def _promised() -> ArraySubquery:
    """Per kind what an organisation promised this wijk and what came in, beside its involvement."""
    here = {"partner": OuterRef("partner"), "wijk": OuterRef("wijk"), "ingetrokken_op": None}
    came = Boeking.objects.filter(soort=Boeking.Soort.ONTVANGEN, bijdrage=OuterRef("pk")).order_by()
    total = came.annotate(som=Func("hoeveel", function="SUM")).values("som")
    rows = Bijdrage.objects.filter(**here).order_by("soort", "pk")
    return ArraySubquery(
        rows.values(
            json=JSONObject(
                soort=F("soort"),
                toegezegd=Cast("toegezegd", CharField()),
                ontvangen=Cast(Coalesce(Subquery(total), Decimal(0)), CharField()),
            )
        )
    )


def _told(rows: list[dict[str, str]]) -> list[str]:
    """«8 kamers, 8 ontvangen», one line per kind."""
    per: dict[str, list[Decimal]] = {}
    for row in rows:
        sums = per.setdefault(row["soort"], [Decimal(0), Decimal(0)])
        sums[0] += Decimal(row["toegezegd"])
        sums[1] += Decimal(row["ontvangen"])
    return [promised_and_received(soort, *sums) for soort, sums in per.items()]
