"""What the students of a team add up to against their norm, for who coordinates it: by name, never by hours."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.charts import Chart, Series
from core.periods import Span
from impact.figures.figuur import Figuur
from impact.figures.last import Logstand, logging_cost, read_logs, tell_cost
from mensen.models import User
from teams.models import Lidmaatschap, Rol
from vooruit.uren import (
    DAG,
    OPEN,
    WEEK,
    Tijden,
    by_source,
    done,
    in_hours,
    monday_of,
    norm,
    roles_between,
    worked,
)

WEKEN = 8
BRON = gettext_lazy("wat studenten logden en waar zij bij waren")


@dataclass(frozen=True, kw_only=True)
class Studenturen:
    """What one student did in some weeks, against her norm."""

    naam: str
    gedaan: Decimal
    norm: Decimal | None
    open: Decimal


@dataclass(frozen=True, kw_only=True)
class Teamuren:
    """The hours of a team in the last weeks that are over: its students by name, never by hours."""

    naam: str
    periode: Span
    studenten: list[Studenturen]
    weken: list[tuple[date, Decimal, Decimal]]
    tijden: Tijden

    @property
    def open(self) -> list[Studenturen]:
        """Whose hours wait for a count."""
        return [student for student in self.studenten if student.open]

    @property
    def gedaan(self) -> Decimal:
        """Of all together."""
        return sum((student.gedaan for student in self.studenten), Decimal(0))

    @property
    def norm(self) -> Decimal:
        """Of all together who have one."""
        return sum((student.norm or Decimal(0) for student in self.studenten), Decimal(0))

    @property
    def per_week(self) -> Chart:
        """The team week by week."""
        return self._chart(
            _("Het team per week"),
            [(_("week %(n)s") % {"n": day.isocalendar().week}, *both) for day, *both in self.weken],
            kind="columns",
            kop=_("Week"),
        )

    @property
    def per_student(self) -> Chart:
        """Each student over all these weeks, by name."""
        rows = [(student.naam, student.gedaan, student.norm) for student in self.studenten]
        return self._chart(_("Per student, op naam"), rows, kind="bars", kop=_("Wie"))

    @property
    def per_bron(self) -> Chart:
        """Where the hours of all together went."""
        return Chart(
            title=_("Waar de uren van het team heen gingen"),
            unit=_("uur"),
            source=BRON,
            label_title=_("Waarvoor"),
            series=(Series.of("", by_source(self.tijden)),),
        )

    def _chart(self, title: str, rows: list[Any], *, kind: str, kop: str) -> Chart:
        return Chart(
            title=title,
            unit=_("uur"),
            source=BRON,
            label_title=kop,
            kind=kind,
            series=(
                Series.of(_("gedaan"), [(label, value) for label, value, _norm in rows]),
                Series.of(_("norm"), [(label, value) for label, _value, value in rows]),
            ),
        )


def last_weeks(today: date) -> Span:
    """The last eight weeks that are over."""
    monday = monday_of(today)
    return Span(monday - WEKEN * WEEK, monday - DAG)


def read_cost(user: User) -> Figuur:
    """What logging costs the students somebody coordinates, over these weeks. One query."""
    periode = last_weeks(user.scope.today)
    found = read_logs(user.scope.coordinator_wijken, periode.first, periode.last)
    stand = sum(found.values(), Logstand())
    return tell_cost(stand, periode, logging_cost(stand))


def read_teams(user: User) -> list[Teamuren]:
    """The teams somebody coordinates, over the last eight weeks that are over. Two queries, inside the walls."""
    periode = last_weeks(user.scope.today)
    rows = roles_between(user, periode.first, periode.last).filter(
        team__wijk__in=user.scope.coordinator_wijken, rol=Rol.TEAMLID
    )
    teams: dict[Any, dict[User, list[Lidmaatschap]]] = defaultdict(lambda: defaultdict(list))
    for role in rows:
        teams[role.team][role.user].append(role)
    people = {mens.pk for members in teams.values() for mens in members}
    tijden = worked(user, people, periode.first, periode.last)
    ordered = sorted(teams.items(), key=lambda item: item[0].naam)
    return [_team(team.naam, periode, members, tijden) for team, members in ordered]


def _team(
    naam: str,
    periode: Span,
    members: dict[User, list[Lidmaatschap]],
    tijden: dict[int, dict[date, Tijden]],
) -> Teamuren:
    mondays = [periode.first + n * WEEK for n in range(WEKEN)]
    roles = [role for own in members.values() for role in own]
    studenten, together = [], Counter[str]()
    for mens, own in members.items():
        whole = sum(tijden[mens.pk].values(), Counter[str]())
        together += whole
        studenten.append(
            Studenturen(
                naam=mens.naam,
                gedaan=done(whole),
                norm=norm(own, periode.first, periode.last),
                open=in_hours(whole[OPEN]),
            )
        )
    weken = [
        (
            day,
            sum((done(tijden[mens.pk][day]) for mens in members), Decimal(0)),
            norm(roles, day, day + WEEK - DAG) or Decimal(0),
        )
        for day in mondays
    ]
    return Teamuren(naam=naam, periode=periode, studenten=studenten, weken=weken, tijden=together)
