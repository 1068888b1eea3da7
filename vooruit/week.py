"""One's own week: hours by where they went, against the norm, and what explains the difference."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activiteiten.models import Bijeenkomst, Inzet, Sluiting, Weekuur
from activiteiten.querysets import day_start, named_since
from activiteiten.rules import BEWERKBAAR
from bewoners.models import Relatieperiode
from core.charts import Chart, Series
from core.periods import Span
from core.templatetags.vooruit import getal
from impact.figures.last import Logstand, read_logs
from mensen.models import User
from teams.models import Lidmaatschap, Rol
from vooruit.uren import (
    BIJEENKOMST,
    DAG,
    GEZIN,
    OPEN,
    WEEK,
    Tijden,
    by_source,
    days_of,
    done,
    in_hours,
    monday_of,
    norm,
    roles_between,
    worked,
)


def chosen(asked: str, today: date) -> Span:
    """The week around the day asked for: of this and the previous quarter, this one when it can't be read."""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = today
    oldest = monday_of(named_since() + WEEK - DAG)
    monday = monday_of(min(max(day, oldest), today))
    return Span(monday, monday + WEEK - DAG)


@dataclass(frozen=True)
class Regel:
    """A bijeenkomst of hers in this week, as it counts."""

    inzet: Inzet

    @property
    def bijeenkomst(self) -> Bijeenkomst:
        """Which one."""
        return self.inzet.bijeenkomst

    @property
    def uren(self) -> Decimal:
        """How long it takes."""
        return in_hours(self.bijeenkomst.duur.total_seconds())

    @property
    def stand(self) -> str:
        """Whether it counts (`BIJEENKOMST`), waits for a count (`OPEN`), or nothing of both."""
        status = self.inzet.status, self.bijeenkomst.status
        if status == (Inzet.Status.AANWEZIG, Bijeenkomst.Status.DOORGEGAAN):
            return BIJEENKOMST
        waits = status == (Inzet.Status.INGEPLAND, Bijeenkomst.Status.GEPLAND) and self.bijeenkomst.is_over
        return OPEN if waits else ""

    @property
    def waarom(self) -> str:
        """Why it adds no hours now; empty when it does or will by a count."""
        if self.stand:
            return ""
        if self.bijeenkomst.status == Bijeenkomst.Status.AFGELAST:
            return _("niet doorgegaan") if self.bijeenkomst.is_over else _("gaat niet door")
        if self.inzet.status == Inzet.Status.AFWEZIG:
            return _("jij was er niet") if self.bijeenkomst.is_over else _("jij kunt niet")
        if self.bijeenkomst.is_over:
            return _("geteld, zonder te zeggen of jij er was")
        return _("%(uur)s uur, komt nog") % {"uur": getal(self.uren)}

    @property
    def kan_tellen(self) -> bool:
        """Whether it ended short enough ago to be counted by who was there."""
        return self.bijeenkomst.eind >= timezone.now() - BEWERKBAAR


@dataclass(frozen=True, kw_only=True)
class Mijnweek:
    """One's own week: hours by source, the norm, and what explains the difference."""

    periode: Span
    tijden: Tijden
    norm: Decimal | None
    zien: list[str]
    inzet: list[Regel]
    erbij: list[Weekuur]
    sluitingen: list[Sluiting]
    gezinnen: int
    logs: Logstand

    @property
    def nummer(self) -> int:
        """Its number in the year."""
        return self.periode.first.isocalendar().week

    @property
    def gedaan(self) -> Decimal:
        """All hours that count."""
        return done(self.tijden)

    @property
    def nog(self) -> Decimal | None:
        """What is left of the norm; None without a norm, 0 when it is reached."""
        return None if self.norm is None else max(self.norm - self.gedaan, Decimal(0))

    @property
    def open(self) -> Decimal:
        """Hours of what is over and not counted yet."""
        return in_hours(self.tijden[OPEN])

    @property
    def gezin(self) -> tuple[Decimal, int] | None:
        """Hours with contact families, and how many hours they ask a week; None for who keeps up none."""
        if not self.gezinnen:
            return None
        return in_hours(self.tijden[GEZIN]), self.gezinnen * settings.CONTACTGEZIN_UREN

    @property
    def balk(self) -> str:
        """How far the bar goes, with a point as HTML asks."""
        return str(min(self.gedaan, self.norm or Decimal(0)))

    @property
    def balk_vol(self) -> str:
        """Where the bar is full."""
        return str(self.norm or Decimal(1))

    @property
    def kosten(self) -> str:
        """What logging cost her, beside the budget; empty when nothing was measured."""
        minuten, n = self.logs.minuten, self.logs.logs.total()
        if minuten is None:
            return ""
        keer = ngettext("%(n)s keer gelogd", "%(n)s keer gelogd", n) % {"n": n}
        tijd = getal(minuten) if minuten >= 1 else _("minder dan 1")
        return _("%(keer)s, samen %(minuten)s van de %(budget)s minuten die loggen per week mag kosten.") % {
            "keer": keer,
            "minuten": tijd,
            "budget": settings.LOGBUDGET,
        }

    @property
    def te_tellen(self) -> list["Regel"]:
        """What is over and has no count yet."""
        return [row for row in self.inzet if row.stand == OPEN]

    @property
    def niet_mee(self) -> list["Regel"]:
        """What adds no hours, and why."""
        return [row for row in self.inzet if row.waarom]

    @property
    def terug(self) -> str:
        """Where a tap leads back to."""
        query = "" if self.lopend else f"?dag={self.periode.first}"
        return f"{reverse('week')}{query}#erbij"

    @property
    def lopend(self) -> bool:
        """Whether it is the running week."""
        return self.periode.contains(timezone.localdate())

    @property
    def dag_erbij(self) -> date | None:
        """On which day an hour can be added: today, or the last day of a week of at most two weeks ago."""
        today = timezone.localdate()
        day = min(self.periode.last, today)
        return day if day >= today - BEWERKBAAR else None

    @property
    def vorige(self) -> date | None:
        """A day of the week before, when it may still be told by name."""
        before = self.periode.first - DAG
        return before if monday_of(before) >= named_since() else None

    @property
    def volgende(self) -> date | None:
        """A day of the week after, up to the running one."""
        return None if self.lopend else self.periode.last + DAG

    @property
    def chart(self) -> Chart:
        """Hours per source, only of sources that have any."""
        return Chart(
            title=_("Waar de uren heen gingen"),
            unit=_("uur"),
            source=_("wat je zelf logde en waar je bij was"),
            label_title=_("Waarvoor"),
            series=(Series.of("", by_source(self.tijden)),),
        )


def read_week(user: User, periode: Span) -> Mijnweek:
    """One's own week in seven queries, inside the walls."""
    first, last = periode.first, periode.last
    roles = list(roles_between(user, first, last))
    return Mijnweek(
        periode=periode,
        tijden=worked(user, [user.pk], first, last)[user.pk][first],
        norm=norm([role for role in roles if role.user_id == user.pk], first, last),
        zien=who_sees(user, roles),
        inzet=[Regel(row) for row in _own_inzet(user, first, last)],
        erbij=list(own_taps(user, first, last)),
        sluitingen=list(Sluiting.objects.visible_to(user).between(first, last).order_by("van", "pk")),
        gezinnen=_families(user, first, last),
        logs=sum(read_logs(user.scope.own_wijken, first, last, door=[user.pk]).values(), Logstand()),
    )


def who_sees(user: User, roles: Iterable[Lidmaatschap]) -> list[str]:
    """First names of who coordinates her today, and so sees her hours."""
    names = (
        role.user.voornaam
        for role in roles
        if role.rol == Rol.WIJKCOORDINATOR
        and role.user_id != user.pk
        and role.team_id in user.scope.teams
        and days_of(role, user.scope.today, user.scope.today)
    )
    return list(dict.fromkeys(names))


def own_taps(user: User, first: date, last: date) -> QuerySet[Weekuur]:
    """Hours she added herself, newest first."""
    return Weekuur.objects.visible_to(user).of(user).between(first, last).order_by("-dag", "-pk")


def _own_inzet(user: User, first: date, last: date) -> QuerySet[Inzet]:
    rows = Inzet.objects.visible_to(user).filter(user=user, bijeenkomst__begin__gte=day_start(first))
    rows = rows.filter(bijeenkomst__begin__lt=day_start(last + DAG))
    return rows.select_related("bijeenkomst__activiteit").order_by("bijeenkomst__begin", "pk")


def _families(user: User, first: date, last: date) -> int:
    """How many contact families she kept up with in these days."""
    rows = Relatieperiode.objects.filter(Q(tot=None) | Q(tot__gte=first), user=user, van__lte=last)
    families = rows.filter(relatie__soort="contactgezin", relatie__wijk__in=user.scope.own_wijken)
    return families.values("relatie").distinct().count()
