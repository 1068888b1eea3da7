from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from core.guards import guard, members
from core.periods import Quarter
from mensen.models import User
from partners.figures import open_afspraken, partner_lines
from vooruit.aannames import MEEST
from vooruit.bord import Wijkbord, build_bord
from vooruit.cyclus import asked_by_cyclus, cyclus_of, with_doen
from vooruit.rondes import asked_by_rondes, with_rondes
from vooruit.vandaag import any_day, gather, momenten
from vooruit.wijk import Feiten, facts_of, team_lines
from wijken.models import Aanwezigheid, OudeSlug, Wijk
from wijkplan.figures import Deel, read_betaalt
from wijkplan.figures.cyclus_feiten import left_before
from wijkplan.figures.partijen import agreed_by, with_parties
from wijkplan.models import Wijkplan


def follow_old_slug(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Send old addresses of a wijk to its present one, for those who may see it."""

    @wraps(view)
    def follow(request: HttpRequest, slug: str) -> HttpResponse:
        try:
            return view(request, slug=slug)
        except Http404:
            old = OudeSlug.objects.visible_to(request.user).filter(slug=slug).select_related("wijk").first()
            if old is None:
                raise
            return redirect(old.wijk, permanent=True)

    return follow


def chosen_quarter(request: HttpRequest) -> Quarter:
    """The present quarter, or the one before when asked for."""
    quarter = Quarter.of(timezone.localdate())
    return quarter.previous() if request.GET.get("kwartaal") == "vorig" else quarter


def chosen_money(request: HttpRequest, bord: Wijkbord, today: date) -> dict[int, list[Deel]] | None:
    """Per priority what each promise gives it, when «Wie betaalt wat» is on; None when it is off or not for her."""
    wanted = request.GET.get("geld") == "1" and request.user.has_perm("wijkplan.view_dekking", bord.plan)
    if not wanted or bord.plan is None:
        return None
    betaalt = read_betaalt(request.user, bord.plan, bord.bands, today)
    return {band.prioriteit.pk: betaalt.chips(band) for band in bord.bands}


@members
def wijken(request: HttpRequest) -> HttpResponse:
    """All wijken this person works in or leads."""
    rows = list(Wijk.objects.visible_to(request.user).active())
    if len(rows) == 1 and request.user.has_perm("wijken.view", rows[0]):
        return redirect(rows[0])
    return render(request, "vooruit/wijken.html", {"wijken": rows})


@follow_old_slug
@guard("wijken.view", of=Wijk, by="slug")
def wijk_page(request: HttpRequest, wijk: Wijk) -> HttpResponse:
    """Plan, what asks for attention, partners, week, team and phase of a wijk on one page."""
    user, today = request.user, request.user.scope.today
    kwartaal = chosen_quarter(request)
    afspraken = open_afspraken(user, wijk)
    plans = Wijkplan.objects.visible_to(user).to_show(wijk.pk, today)
    plans = with_parties(with_rondes(with_doen(plans)))
    bord = build_bord(plans, wijk.pk, kwartaal, today)
    found = momenten([wijk.pk], today)
    feiten = facts_of(user, wijk, today)
    due = [a for a in afspraken if a.voor <= today]
    context: dict[str, Any] = {
        "wijk": wijk,
        "kwartaal": kwartaal,
        "bord": bord,
        "momenten": found,
        "cyclus": bord.plan and cyclus_of(bord.plan, today),
        "vragen": gather(found, due, bord.te_meten(today), **_asked_by_plan(user, bord, feiten)),
        "partners": partner_lines(user, wijk, afspraken),
        "team": team_lines(user, wijk),
        "fase": Aanwezigheid.Fase(feiten.fase).label if feiten.fase not in {"", "actief"} else "",
        "feiten": feiten,
        "geld": chosen_money(request, bord, today),
        "mag_geld": bord.plan is not None and request.user.has_perm("wijkplan.view_dekking", bord.plan),
        "mag_plannen": user.has_perm("wijkplan.add", wijk),
        "mag_doen": bord.plan is not None and user.has_perm("wijkplan.cycle", bord.plan),
        "today": today,
    }
    return render(request, "vooruit/wijk/page.html", context)


def _asked_by_plan(user: User, bord: Wijkbord, feiten: Feiten) -> dict[str, Any]:
    """What moved, what can be done any day, and what the plan on the board asks beside measuring."""
    coordinates = bord.plan is not None and bord.plan.wijk_id in user.scope.coordinator_wijken
    return {
        "verschuivingen": feiten.verschoven,
        "later": any_day(feiten.beheer, bord.ongetoetst(user.scope.today)[:MEEST]),
        "metingen": bord.wachtend if coordinates else (),
        "cyclus": asked_by_cyclus(user, [bord.plan] if bord.plan else []),
        "rondes": [
            *feiten.vertrek,
            *asked_by_rondes(user, [bord.plan] if bord.plan else []),
            *feiten.navragen,
            *feiten.signalen,
        ],
    }


@guard("wijkplan.view", of=Wijkplan, select=("wijk",))
def plan_page(request: HttpRequest, plan: Wijkplan) -> HttpResponse:
    """The board of one plan, also an older one; made to be read aloud and printed on one page."""
    today = request.user.scope.today
    kwartaal = chosen_quarter(request)
    plans = with_doen(Wijkplan.objects.visible_to(request.user).filter(pk=plan.pk))
    bord = build_bord(plans, plan.wijk_id, kwartaal, today)
    context = {
        "wijk": plan.wijk,
        "kwartaal": kwartaal,
        "bord": bord,
        "geld": chosen_money(request, bord, today),
        "mag_geld": bord.plan is not None and request.user.has_perm("wijkplan.view_dekking", bord.plan),
        "mag_plannen": request.user.has_perm("wijkplan.edit", plan),
        "in_de_maak": plan.is_draft and plan.vorige_id is not None,
        "ja": agreed_by(plan) if plan.vastgesteld_op else 0,
        "cyclus": cyclus_of(bord.plan, today),
        "openstaand": left_before(bord.plan),
        "mag_doen": request.user.has_perm("wijkplan.cycle", plan),
    }
    return render(request, "vooruit/wijk/plan.html", context)
