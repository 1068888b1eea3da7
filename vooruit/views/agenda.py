from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activiteiten.models import Bijeenkomst
from core.guards import guard
from core.periods import Month, Span

FIRST, LAST = date(2000, 1, 10), date(2098, 12, 1)


@dataclass(frozen=True)
class Choice:
    """What the agenda shows: from which day, a week or a month, of oneself or of the whole wijk."""

    dag: date
    maand: bool
    wijk: bool

    @classmethod
    def read(cls, request: HttpRequest) -> "Choice":
        """Read it from the address; what can't be understood is today, a week, one's own."""
        try:
            dag = date.fromisoformat(request.GET.get("dag", ""))
        except ValueError:
            dag = timezone.localdate()
        own = request.user.scope.is_student
        wiens = request.GET.get("wiens", "mij" if own else "wijk")
        return cls(
            min(max(dag, FIRST), LAST),
            maand=request.GET.get("per") == "maand",
            wijk=wiens == "wijk" or not own,
        )

    @property
    def period(self) -> Month | Span:
        """The week, Monday first, or the month around the day."""
        if self.maand:
            return Month.of(self.dag)
        monday = self.dag - timedelta(days=self.dag.weekday())
        return Span(monday, monday + timedelta(days=6))

    def url(self, **other: object) -> str:
        """The address of this choice with something else chosen."""
        now = {"dag": self.dag, "maand": self.maand, "wijk": self.wijk, **other}
        return (
            f"?dag={now['dag']}&per={'maand' if now['maand'] else 'week'}"
            f"&wiens={'wijk' if now['wijk'] else 'mij'}"
        )


@guard("activiteiten.list")
@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """What takes place in a week or a month: one's own, or all of the wijk."""
    choice = Choice.read(request)
    period = choice.period
    rows = Bijeenkomst.objects.visible_to(request.user).between(period.first, period.last).for_list()
    if not choice.wijk:
        rows = rows.for_user(request.user)
    week = _("Week %(nummer)s") % {"nummer": period.first.isocalendar().week}
    context = {
        "choice": choice,
        "period": period,
        "titel": period.label if choice.maand else week,
        "rows": list(rows.select_related("activiteit__wijk").order_by("begin", "pk")[:300]),
        "kan_kiezen": request.user.scope.is_student,
        "meer_wijken": len(request.user.scope.own_wijken) != 1,
        "links": {
            "vorige": choice.url(dag=period.first - timedelta(days=1)),
            "volgende": choice.url(dag=period.last + timedelta(days=1)),
            "vandaag": choice.url(dag=timezone.localdate()),
            "week": choice.url(maand=False),
            "maand": choice.url(maand=True),
            "mij": choice.url(wijk=False),
            "wijk": choice.url(wijk=True),
        },
        "vandaag": timezone.localdate(),
        "mag_plannen": request.user.has_perm("activiteiten.plan"),
    }
    return render(request, "vooruit/agenda.html", context)
