from datetime import date, timedelta
from typing import Any

from django.db.models import Exists
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from activiteiten.forms import TelForm
from activiteiten.models import Bijeenkomst, Inzet, Telling, Weekuur
from bewoners.models import Contactmoment
from bewoners.muur import for_user
from mensen.models import User
from vooruit.kennismaken import as_kennismakingen, to_meet
from vooruit.signalen import to_tell
from vooruit.uren import DAG, WEEK, done, monday_of, norm, roles_between, worked
from vooruit.vertrek import own_leaving
from vooruit.week import own_taps, who_sees
from wijkplan.models import Verbeteractie

HOOGUIT = 2


def home(request: HttpRequest) -> HttpResponse:
    """A student's day: what still has to be counted, her own week, her hours. Called by `home.home`."""
    user, today = request.user, timezone.localdate()
    rows = Bijeenkomst.objects.visible_to(user)
    tellen = list(rows.waiting_for(user).with_previous_count().for_line()[:HOOGUIT])
    komend = list(rows.between(today, today + timedelta(days=6)).for_line())
    rows.add_people([*tellen, *komend])
    cards = [_card(row, user, n) for n, row in enumerate(tellen)]
    week = _week(user, komend)
    with for_user(user):
        uren, vertel = _hours(user, today), to_tell(user, timezone.now())
    context = {
        "cards": cards,
        "week": week,
        "uren": uren,
        "vertel": vertel,
        "acties": list(Verbeteractie.objects.visible_to(user).waiting_for(user, today)),
        **_told_along(user, uren.pop("rollen")),
    }
    return render(request, "vooruit/student_home.html", context)


def _week(user: User, rows: list[Bijeenkomst]) -> list[Bijeenkomst]:
    """What she does in the coming seven days, what in her wijk nobody does yet, and what somebody asks her."""
    return [
        row
        for row in rows
        if not row.is_over and (row.nog_nodig or user.pk in _planned(row) or row.ruil_voor(user))
    ]


def _planned(row: Bijeenkomst) -> set[int]:
    return {inzet.user_id for inzet in row.inzetten.all() if inzet.status != Inzet.Status.AFWEZIG}


def _card(bijeenkomst: Bijeenkomst, user: User, n: int) -> dict[str, object]:
    """The form of one bijeenkomst, and the teammates who may count instead."""
    mates = [i.user for i in bijeenkomst.inzetten.all() if i.user_id != user.pk and i.status != "afwezig"]
    form = TelForm(bijeenkomst=bijeenkomst, by=user, auto_id=f"kaart{n}_%s")
    return {"bijeenkomst": bijeenkomst, "form": form, "mates": mates[:2]}


def _hours(user: User, today: date) -> dict[str, Any]:
    """Hours of this week, her norm, and who else sees them; the same as her week page says. Inside the walls."""
    first = monday_of(today)
    last = first + WEEK - DAG
    roles: list[Any] = list(roles_between(user, first, last).annotate(**_along(user)))
    tijden = worked(user, [user.pk], first, last)[user.pk][first]
    return {
        "gedaan": done(tijden),
        "erbij": list(own_taps(user, first, last)),
        "soorten": Weekuur.Soort.choices,
        "norm": norm([role for role in roles if role.user_id == user.pk], first, last),
        "zien": who_sees(user, roles),
        "rollen": roles,
    }


def _along(user: User) -> dict[str, Any]:
    """What the query of her roles reads along: whether she ever logged, whom to meet, what to hand over."""
    counted = Telling.objects.visible_to(user).filter(door=user)
    talked = Contactmoment.objects.visible_to(user).filter(door=user)
    return {
        "gelogd": Exists(counted) | Exists(talked),
        "kennismaken": to_meet(user),
        "overdragen": own_leaving(user),
    }


def _told_along(user: User, roles: list[Any]) -> dict[str, object]:
    """Until her first log her home says how one begins, and before her last day how contacts go on."""
    first = roles[0] if roles else None
    return {
        "nieuw": first is not None and not first.gelogd,
        "overdragen": first.overdragen if first else None,
        "laatste_dag": _last_day(user, roles),
        "kennismaken": as_kennismakingen(first.kennismaken if first else (), user),
    }


def _last_day(user: User, roles: list[Any]) -> date | None:
    """Of her own role that ends first."""
    days = [role.tot for role in roles if role.user_id == user.pk and role.tot]
    return min((day for day in days if day >= user.scope.today), default=None)
