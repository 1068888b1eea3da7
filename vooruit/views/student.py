from datetime import date, timedelta
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from activiteiten.forms import TelForm
from activiteiten.models import Bijeenkomst, Inzet, Telling, Weekuur
from mensen.models import User
from teams.models import Lidmaatschap, Rol
from wijkplan.models import Verbeteractie

HOOGUIT = 2


def home(request: HttpRequest) -> HttpResponse:
    """A student's day: what still has to be counted, her own week, her hours. Called by `home.home`."""
    user, today = request.user, timezone.localdate()
    rows = Bijeenkomst.objects.visible_to(user).waiting_for(user).with_previous_count().for_list()
    cards = [_card(row, user, n) for n, row in enumerate(rows[:HOOGUIT])]
    week = _week(user, today)
    context = {
        "cards": cards,
        "week": week,
        "uren": _hours(user),
        "acties": list(Verbeteractie.objects.visible_to(user).waiting_for(user, today)),
        "nieuw": not cards and not week and not _has_counted(user),
    }
    return render(request, "vooruit/student_home.html", context)


def _week(user: User, today: date) -> list[Bijeenkomst]:
    """What she does in the coming seven days, and what in her wijk nobody does yet."""
    rows = Bijeenkomst.objects.visible_to(user).between(today, today + timedelta(days=6)).for_list()
    return [row for row in rows if not row.is_over and (row.nog_nodig or user.pk in _planned(row))]


def _planned(row: Bijeenkomst) -> set[int]:
    return {inzet.user_id for inzet in row.inzetten.all() if inzet.status != Inzet.Status.AFWEZIG}


def _card(bijeenkomst: Bijeenkomst, user: User, n: int) -> dict[str, object]:
    """The form of one bijeenkomst, and the teammates who may count instead."""
    mates = [i.user for i in bijeenkomst.inzetten.all() if i.user_id != user.pk and i.status != "afwezig"]
    form = TelForm(bijeenkomst=bijeenkomst, by=user, auto_id=f"kaart{n}_%s")
    return {"bijeenkomst": bijeenkomst, "form": form, "mates": mates[:2]}


def _hours(user: User) -> dict[str, object]:
    """Hours present this week, her norm, and who else sees them."""
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    done = Inzet.objects.visible_to(user).time_between(user, monday, monday + timedelta(days=6))
    own = Weekuur.objects.visible_to(user).of(user).between(monday, monday + timedelta(days=6))
    erbij = list(own.order_by("-dag", "-pk"))
    roles = list(
        Lidmaatschap.objects.visible_to(user)
        .on(today)
        .filter(team__wijk__in=user.scope.team_wijken)
        .select_related("user")
        .order_by("user__naam")
    )
    norms = [r.norm_uren_week for r in roles if r.user_id == user.pk and r.norm_uren_week is not None]
    return {
        "gedaan": round(Decimal(done / timedelta(hours=1)), 1) + len(erbij),
        "erbij": erbij,
        "soorten": Weekuur.Soort.choices,
        "norm": sum(norms) or None,
        "zien": [r.user.voornaam for r in roles if r.rol == Rol.WIJKCOORDINATOR],
    }


def _has_counted(user: User) -> bool:
    return Telling.objects.visible_to(user).filter(door=user).exists()
