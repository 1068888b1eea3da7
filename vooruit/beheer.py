"""How the installation is doing, each point with what is normal; read by the page Beheer."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import django
from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from impact.models import Maandstand
from mensen.models import Bericht, Logregel, Wachttelling
from wijken.models import Invoer

HEARTBEAT = "vooruit.heartbeat"
VERSIE = "0.1.0"
VERS = timedelta(hours=36)
LEVEND = timedelta(minutes=3)
LANG = timedelta(hours=1)  # a message that waits longer asks attention
GIB = 1024**3


@dataclass(frozen=True)
class Punt:
    """One line of the page: what, how it is now, and whether somebody must act."""

    naam: str
    nu: str
    let_op: bool = False
    uitleg: str = ""


def installation() -> list[Punt]:
    """Every point, in the order in which a beheerder looks."""
    return [
        Punt(_("Versie"), f"{VERSIE} · Django {django.get_version()} · {settings.PROFIEL}"),
        _backup(),
        _mail(),
        _post(),
        _worker(),
        _disk(),
        _recount(),
        _imports(),
        _wacht(),
    ]


def _wacht() -> Punt:
    """How often this month a writer said that a word may stand; many of one kind asks for better rules."""
    maand = timezone.localdate().replace(day=1)
    rows = {
        uitkomst: aantal or 0
        for uitkomst, aantal in Wachttelling.objects.filter(maand=maand)
        .values_list("uitkomst")
        .annotate(Sum("aantal"))
    }
    said = _("Deze maand %(mag)s keer «het mag», %(kaart)s keer de kaart over veiligheid") % {
        "mag": rows.get(Wachttelling.Uitkomst.BEVESTIGD, 0),
        "kaart": rows.get(Wachttelling.Uitkomst.KAART, 0),
    }
    return Punt(
        _("Wacht bij vrije tekst"), said, uitleg=_("Alleen aantallen. Wat iemand typte, bewaren we niet.")
    )


def beat(moment: datetime | None = None) -> None:
    """Say that the worker is alive; called every minute by a job."""
    cache.set(HEARTBEAT, (moment or timezone.now()).isoformat(), timeout=None)


def _when(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


def _backup() -> Punt:
    made = [p.stat().st_mtime for p in Path(settings.DATA_DIR, "backups").glob("*") if p.is_dir()]
    advice = _(
        "Maak er een met «make backup» en zet hem elders neer. Een dagelijkse taak op de server is het beste."
    )
    if not made:
        return Punt(_("Laatste back-up"), _("nog nooit gemaakt"), let_op=True, uitleg=advice)
    last = datetime.fromtimestamp(max(made), tz=timezone.get_current_timezone())
    old = timezone.now() - last > VERS
    return Punt(_("Laatste back-up"), _when(last), let_op=old, uitleg=advice if old else "")


def _mail() -> Punt:
    row = Logregel.objects.filter(wat__in=["mail.verstuurd", "mail.mislukt"]).order_by("-op", "-pk").first()
    advice = _(
        "Proef het met «manage.py eerste_start». Lukt mail niet, geef iemand dan een link met «manage.py inloglink»."
    )
    if row is None:
        return Punt(_("Laatste mail"), _("nog niets verstuurd"), uitleg=advice)
    failed = row.wat == "mail.mislukt"
    state = _("mislukt") if failed else _("verstuurd")
    return Punt(
        _("Laatste mail"), f"{_when(row.op)} · {state}", let_op=failed, uitleg=advice if failed else ""
    )


def _post() -> Punt:
    """How many messages wait and how many were given up; waiting over an hour, or tried twice, asks attention."""
    hour_ago = timezone.now() - LANG
    stuck = Q(pogingen__gte=2) | Q(niet_voor=None, op__lt=hour_ago) | Q(niet_voor__lt=hour_ago)
    waiting = Bericht.objects.waiting().aggregate(n=Count("pk"), stuck=Count("pk", stuck))
    given_up = Bericht.objects.given_up().count()
    now = _("%(wacht)s wachten, %(op)s niet gelukt") % {"wacht": waiting["n"], "op": given_up}
    advice = _(
        "Een bericht wordt een dag lang steeds weer geprobeerd. Kijk of de werker draait en of EMAIL_URL klopt."
    )
    trouble = bool(waiting["stuck"] or given_up)
    return Punt(_("Berichten onderweg"), now, let_op=trouble, uitleg=advice if trouble else "")


def _worker() -> Punt:
    seen = cache.get(HEARTBEAT)
    if seen is None:
        return Punt(
            _("Werker"),
            _("geen teken van leven"),
            let_op=True,
            uitleg=_(
                "Loggen en inloggen werken gewoon door. Invoer en nachtelijke taken wachten tot de werker draait."
            ),
        )
    last = datetime.fromisoformat(seen)
    return Punt(_("Werker"), _when(last), let_op=timezone.now() - last > LEVEND)


def _disk() -> Punt:
    disk = shutil.disk_usage(settings.DATA_DIR if Path(settings.DATA_DIR).exists() else settings.BASE_DIR)
    free = _("%(vrij)s GB vrij van %(totaal)s GB") % {"vrij": disk.free // GIB, "totaal": disk.total // GIB}
    return Punt(_("Schijf"), free, let_op=disk.free < disk.total // 10)


def _recount() -> Punt:
    wrong = Maandstand.objects.exclude(verschil={}).count()
    last = Maandstand.objects.exclude(nageteld_op=None).order_by("-nageteld_op").first()
    now = _("nog niet nageteld") if last is None or last.nageteld_op is None else _when(last.nageteld_op)
    if wrong:
        now += " · " + ngettext("%(n)s maand verschilt", "%(n)s maanden verschillen", wrong) % {"n": wrong}
    return Punt(
        _("Vrijgegeven cijfers nageteld"),
        now,
        let_op=bool(wrong),
        uitleg=_("Elke nacht telt de computer elke vrijgegeven maand opnieuw uit de losse tellingen."),
    )


def _imports() -> Punt:
    waiting = Invoer.objects.waiting().count()
    failed = Invoer.objects.filter(
        status=Invoer.Status.MISLUKT, op__gte=timezone.now() - timedelta(days=7)
    ).count()
    now = _("%(wacht)s wachten, %(mislukt)s mislukt deze week") % {"wacht": waiting, "mislukt": failed}
    return Punt(_("Invoer"), now)
