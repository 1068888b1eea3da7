"""The plan as it goes on paper: what was agreed word for word, and one page of it in plain language."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from core.history import written_by
from core.locking import save_with_slot
from mensen.models import User
from teams.models import Lidmaatschap
from wijkplan.figures.tekst import Tekstdoel, Tekstprioriteit, read_tekst, say, without_money
from wijkplan.models import Akkoord, Prioriteit, Voorlegging, Wijkplan
from wijkplan.services.inhoud import standing, text_of
from wijkplan.services.writing import lock_open_plan

Plain = dict[str, Any]
VOL = 1300  # letters that fit on one page at the largest size


@transaction.atomic
def say_plainly(*, prioriteit: Prioriteit, gewone_taal: str, slot: int, by: User) -> Prioriteit:
    """The priority reads like this on the page for residents; no content of the plan, so also once it is agreed.

    Raises Conflict on another slot; refuses a plan that is closed.
    """
    lock_open_plan(prioriteit.wijkplan_id)
    prioriteit.gewone_taal = gewone_taal
    with written_by(by):
        return save_with_slot(prioriteit, fields=("gewone_taal",), expected_slot=slot)


def paper_plan(plan: Wijkplan, *, bedragen: bool = True) -> Plain:
    """The whole plan for the template `wijkplan/plan.typ`: the exact text that was laid before the parties.

    A concept is told as it reads now and says so. Without `bedragen` it leaves out what each party promised. Ten queries at most whatever the size.
    """
    voorlegging, inhoud = text_of(plan)
    tekst = read_tekst(inhoud if bedragen else without_money(inhoud))
    kenmerk = gettext("Kenmerk van deze tekst: %s") % voorlegging.kenmerk[:12] if voorlegging else ""
    return {
        "titel": tekst.titel,
        "organisatie": settings.ORGANISATIE,
        "taal": get_language() or "nl",
        "ondertitel": gettext("%(wijk)s · %(periode)s · versie %(versie)s · %(status)s")
        % {
            "wijk": plan.wijk.naam,
            "periode": tekst.periode,
            "versie": plan.versie,
            "status": plan.get_status_display(),
        },
        "concept": gettext("Dit is een concept. Niemand heeft er nog akkoord op gegeven.")
        if voorlegging is None
        else "",
        "voet": gettext("%(titel)s, versie %(versie)s, gemaakt op %(dag)s")
        % {"titel": tekst.titel, "versie": plan.versie, "dag": _day(timezone.localdate())},
        "kenmerk": kenmerk,
        "reden": tekst.reden,
        "weggelaten": tekst.weggelaten,
        "partijen": _parties(voorlegging),
        "prioriteiten": [_prioriteit(row) for row in tekst.prioriteiten],
        "woorden": _words(),
    }


def plain_page(plan: Wijkplan) -> Plain:
    """One page for residents, for the template `wijkplan/gewoon.typ`: what the neighbourhood will notice, in B1.

    Always Dutch. Names nobody but the coordinator, whom one may call. Priorities on «niet nu» are left out.
    """
    rows = Prioriteit.objects.filter(wijkplan=plan).now().order_by("rang").prefetch_related("doelen")
    prioriteiten = [
        {
            "kop": f"{place}. {row.titel}",
            "tekst": row.gewone_taal or row.aanleiding,
            "merkt": [doel.titel for doel in row.doelen.all()],
        }
        for place, row in enumerate(rows, start=1)
    ]
    letters = sum(len(p["tekst"]) + sum(map(len, p["merkt"])) for p in prioriteiten)
    partners = sorted({row["partner"] for row in _parties(standing(plan))})
    return {
        "titel": f"Wat gaan we doen in {plan.wijk.naam}?",
        "organisatie": settings.ORGANISATIE,
        "grootte": 13 if letters < VOL else 11 if letters < 2 * VOL else 9,
        "inleiding": (
            f"Dit is het plan voor {plan.wijk.naam}. Het geldt van {_day(plan.periode_van, 'nl')} "
            f"tot en met {_day(plan.periode_tot, 'nl')}. "
            "Studenten van VoorUit wonen hier en doen mee. Dit vinden we samen het belangrijkst:"
        ),
        "prioriteiten": prioriteiten,
        "wie": ("VoorUit, samen met " + ", ".join(partners) + ".") if partners else "VoorUit.",
        "zeg": _whom_to_call(plan),
        "woorden": {
            "merkt": "Dat willen we bereiken:",
            "wie_kop": "Wie werken eraan?",
            "zeg_kop": "Wilt u meedoen of iets zeggen?",
        },
    }


def _parties(voorlegging: Voorlegging | None) -> list[Plain]:
    if voorlegging is None:
        return []
    rows = Akkoord.objects.filter(voorlegging=voorlegging).select_related("partner", "door")
    return [
        {
            "partner": row.partner.naam,
            "persoon": f"{row.door.naam}, {row.functie}".rstrip(", ") if row.door else "–",
            "antwoord": " – ".join(filter(None, [row.get_antwoord_display(), row.toelichting]))
            or gettext("nog geen antwoord"),
            "datum": _day(timezone.localdate(row.op)) if row.op else "–",
        }
        for row in rows.order_by("partner__naam")
    ]


def _prioriteit(row: Tekstprioriteit) -> Plain:
    return {
        "kop": f"{row.rang}. {row.titel}",
        "effectgebied": " · ".join(filter(None, [say("effectgebied", row.effectgebied), row.weging])),
        "aanleiding": row.aanleiding,
        "effecten": row.effecten,
        "doelen": [_doel(doel) for doel in row.doelen],
    }


def _doel(row: Tekstdoel) -> Plain:
    return {
        "kop": row.titel,
        "erbij": " · ".join(row.erbij),
        "indicatoren": [
            {
                "naam": meting.naam,
                "begin": _with(meting.begin, meting.begin_erbij),
                "streef": _with(meting.doel, meting.voor),
                "hoe": meting.hoe or "–",
            }
            for meting in row.meten
        ],
        "projecten": row.projecten,
        "aannames": row.aannames,
        "betaalt": row.betaald,
    }


def _with(value: str, known: str) -> str:
    return f"{value} ({known})" if value and known else value or known or "–"


def _whom_to_call(plan: Wijkplan) -> str:
    people = [
        f"{row.user.naam}, {row.user.telefoon}".rstrip(", ")
        for row in Lidmaatschap.objects.on(timezone.localdate())
        .filter(team__wijk=plan.wijk_id, rol="wijkcoordinator")
        .select_related("user")
        .order_by("user__naam")
    ]
    if not people:
        return "Spreek een student van VoorUit aan. U kent hen van de activiteiten in de buurt."
    return "Bel de coördinator: " + " of ".join(people) + "."


def _words() -> dict[str, str]:
    return {
        "wie": gettext("Wie staat achter dit plan"),
        "partij": gettext("Partij"),
        "persoon": gettext("Namens de partij"),
        "antwoord": gettext("Antwoord"),
        "datum": gettext("Datum"),
        "nog_niemand": gettext("Dit plan is nog niet aan partijen voorgelegd."),
        "effectgebied": gettext("Effectgebied"),
        "aanleiding": gettext("Aanleiding"),
        "effecten": gettext("Dit moet op lange termijn veranderen:"),
        "reden": gettext("Waarom deze versie"),
        "meten": gettext("Wat meten we"),
        "begin": gettext("Beginstand"),
        "streef": gettext("Doel"),
        "hoe": gettext("Hoe meten we"),
        "projecten": gettext("Projecten:"),
        "aannames": gettext("Dit werkt, omdat:"),
        "betaalt": gettext("Wie betaalt wat:"),
    }


def _day(day: date, taal: str | None = None) -> str:
    with translation.override(taal or get_language()):
        return date_format(day, "j F Y")
