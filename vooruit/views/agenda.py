from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activiteiten.models import Bijeenkomst
from core.guards import guard
from core.periods import Month
from vooruit.agenda import MEESTE, Choice, ZeefForm, links, month_days, months, sieve


@guard("activiteiten.list")
@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """What takes place in a week, a month or a year: one's own, or all of the wijk."""
    choice = Choice.read(request.GET, own=request.user.scope.is_student)
    found = _rows(request, choice)
    rows = sieve(choice, found)
    context = {
        "choice": choice,
        "period": choice.period,
        "titel": _title(choice),
        "rows": rows,
        "dagen": month_days(choice.period, rows) if isinstance(choice.period, Month) else [],
        "maanden": months(rows) if choice.per == "lijst" else [],
        "zeef": ZeefForm(choice, found),
        "te_veel": len(found) == MEESTE,
        "kan_kiezen": request.user.scope.is_student,
        "meer_wijken": len(request.user.scope.own_wijken) != 1,
        "links": links(choice),
        "vandaag": timezone.localdate(),
        "mag_plannen": request.user.has_perm("activiteiten.plan"),
    }
    return render(request, "vooruit/agenda.html", context)


def _rows(request: HttpRequest, choice: Choice) -> list[Bijeenkomst]:
    """Everything of the period; the list does not say who comes, so it does not ask."""
    period = choice.period
    rows = Bijeenkomst.objects.visible_to(request.user).between(period.first, period.last)
    rows = rows.select_related("plek") if choice.per == "lijst" else rows.for_list()
    if not choice.wijk:
        rows = rows.for_user(request.user)
    return list(rows.select_related("activiteit__wijk", "activiteit__team").order_by("begin", "pk")[:MEESTE])


def _title(choice: Choice) -> str:
    period: Any = choice.period
    if choice.per == "maand":
        return period.label
    if choice.per == "week":
        return _("Week %(nummer)s") % {"nummer": period.first.isocalendar().week}
    return f"{Month.of(period.first)} – {Month.of(period.last - timedelta(days=1))}"
