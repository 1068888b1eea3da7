"""Hours of persons: where they went, and what was agreed on.

Formula: presence at bijeenkomsten that went on (their duration), one hour per tap of the week, and talks by their
length: even ¼ hour, half uur ½, uur of meer 1. A talk at an activity is in the hours of the bijeenkomst already.
Unit: hours. Source: what students and coordinators logged. Missing is not 0: what was not counted yet stands apart
under `OPEN`, with how long it took.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, cast

from django.db.models import Case, CharField, DateField, DurationField, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import TruncWeek
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Inzet, Weekuur
from activiteiten.querysets import day_start
from bewoners.models import Contactmoment
from mensen.models import User
from teams.models import Lidmaatschap, Rol

UUR, WEEK, DAG = timedelta(hours=1), timedelta(days=7), timedelta(days=1)
LENGTE = {"even": UUR / 4, "half_uur": UUR / 2, "uur": UUR}
BIJEENKOMST, GESPREK, GEZIN, OPEN = "bijeenkomst", "gesprek", "gezin", "open"
BRONNEN: dict[str, str | Promise] = {
    BIJEENKOMST: _("activiteiten"),
    GESPREK: _("gesprekken"),
    **dict(Weekuur.Soort.choices),
}
KOLOMMEN = ("mens", "bron", "maandag", "tijd")

Tijden = Counter[str]  # seconds by source


def in_hours(seconds: float) -> Decimal:
    """Hours to a quarter: 1,25."""
    quarters = (Decimal(seconds) / 900).quantize(Decimal(1), ROUND_HALF_UP)
    return quarters / 4


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def done(tijden: Tijden) -> Decimal:
    """All that counts."""
    return in_hours(sum(n for bron, n in tijden.items() if bron != OPEN))


def by_source(tijden: Tijden) -> list[tuple[str | Promise, Decimal]]:
    """Hours per source that has any; time with a contact family is talk."""
    whole = {**tijden, GESPREK: tijden[GESPREK] + tijden[GEZIN]}
    return [(label, in_hours(whole[bron])) for bron, label in BRONNEN.items() if whole.get(bron)]


def worked(reader: User, users: Collection[int], first: date, last: date) -> dict[int, dict[date, Tijden]]:
    """Seconds per person, Monday and source, as far as `reader` may see them. One query, inside the walls.

    The source of talks with a contact family is `GEZIN`; they count as talks too.
    """
    found: dict[int, dict[date, Tijden]] = defaultdict(lambda: defaultdict(Counter))
    rows = _present(reader, users, first, last).union(
        _talks(reader, users, first, last), _taps(reader, users, first, last), all=True
    )
    for row in cast("Iterable[dict[str, Any]]", rows):
        found[row["mens"]][row["maandag"]][row["bron"]] += int(row["tijd"].total_seconds())
    return found


def _present(reader: User, users: Collection[int], first: date, last: date) -> QuerySet[Any, dict[str, Any]]:
    counted = Q(status=Inzet.Status.AANWEZIG, bijeenkomst__status="doorgegaan")
    waits = Q(
        status=Inzet.Status.INGEPLAND, bijeenkomst__status="gepland", bijeenkomst__eind__lte=timezone.now()
    )
    rows = Inzet.objects.visible_to(reader).filter(
        counted | waits,
        user__in=users,
        bijeenkomst__begin__gte=day_start(first),
        bijeenkomst__begin__lt=day_start(last + DAG),
    )
    return _summed(
        rows,
        mens=F("user"),
        bron=Case(When(counted, then=Value(BIJEENKOMST)), default=Value(OPEN), output_field=CharField()),
        maandag=TruncWeek("bijeenkomst__begin", output_field=DateField()),
        tijd=F("bijeenkomst__eind") - F("bijeenkomst__begin"),
    )


def _talks(reader: User, users: Collection[int], first: date, last: date) -> QuerySet[Any, dict[str, Any]]:
    """Not those at an activity."""
    rows = Contactmoment.objects.visible_to(reader).between(first, last).filter(door__in=users)
    family = When(relatie__soort="contactgezin", then=Value(GEZIN))
    return _summed(
        rows.exclude(hoe=Contactmoment.Hoe.ACTIVITEIT),
        mens=F("door"),
        bron=Case(family, default=Value(GESPREK), output_field=CharField()),
        maandag=TruncWeek("datum"),
        tijd=Case(
            *(When(duur=duur, then=Value(lang)) for duur, lang in LENGTE.items()),
            output_field=DurationField(),
        ),
    )


def _taps(reader: User, users: Collection[int], first: date, last: date) -> QuerySet[Any, dict[str, Any]]:
    return _summed(
        Weekuur.objects.visible_to(reader).between(first, last).filter(door__in=users),
        mens=F("door"),
        bron=F("soort"),
        maandag=TruncWeek("dag"),
        tijd=Value(UUR, output_field=DurationField()),
    )


def _summed(rows: QuerySet[Any], *, tijd: Any, **keys: Any) -> QuerySet[Any, dict[str, Any]]:
    grouped = rows.order_by().values(**keys)
    return grouped.annotate(tijd=Sum(tijd, output_field=DurationField())).values(*KOLOMMEN)


def norm(roles: Iterable[Lidmaatschap], first: date, last: date) -> Decimal | None:
    """Hours that were agreed on for these days: per role its hours a week × the days it was true / 7.

    None when no role has a norm.
    """
    parts = [
        Decimal(role.norm_uren_week * days_of(role, first, last)) / 7
        for role in roles
        if role.norm_uren_week is not None and role.rol == Rol.TEAMLID
    ]
    if not parts:
        return None
    tenths = sum(parts, Decimal(0)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return tenths if tenths % 1 else tenths.quantize(Decimal(1))


def days_of(role: Lidmaatschap, first: date, last: date) -> int:
    """On how many of these days the role was true."""
    return max(((min(last, role.tot or last) - max(first, role.van)).days + 1), 0)


def roles_between(reader: User, first: date, last: date) -> QuerySet[Lidmaatschap]:
    """Roles in teams that were true on some of these days."""
    rows = Lidmaatschap.objects.visible_to(reader).filter(Q(tot=None) | Q(tot__gte=first), van__lte=last)
    return rows.filter(team__isnull=False).select_related("user", "team").order_by("user__naam", "van")
