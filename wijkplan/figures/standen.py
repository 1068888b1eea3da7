"""How an indicator stands: where it began, where it is, where it should be, and whether that is in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijken.vocabulary import Richting
from wijkplan.models import Indicator, Meting

HEEL = Decimal(1)


class Status(models.TextChoices):
    """What the board says in one word and a shape."""

    NIET_GEMETEN = "niet_gemeten", _("nog niet gemeten")
    GEEN_DOEL = "geen_doel", _("nog geen doel")
    GEEN_BEGIN = "geen_begin", _("nog geen beginstand")
    GEHAALD = "gehaald", _("gehaald")
    OP_KOERS = "op_koers", _("op koers")
    ACHTER = "achter", _("achter")


@dataclass(frozen=True, kw_only=True)
class Stand:
    """One indicator on one day. Numbers are Decimal in the unit of the indicator; None means not known, never 0.

    `begin` with `begin_datum` and `begin_bron`: the baseline, else the first of several measurements.
    `nu` with `peildatum`, `n`, `bron`, `bewijs`: the newest measurement. `doel` with `doel_datum`: the target.
    `voortgang` and `verstreken` are shares, 1 is the whole way and the whole time; see `stand` for the formula.
    """

    status: Status
    begin: Decimal | None = None
    begin_datum: date | None = None
    begin_bron: str = ""
    nu: Decimal | None = None
    peildatum: date | None = None
    n: int | None = None
    bron: str = ""
    bewijs: int | None = None
    bewijs_tekst: str = ""
    doel: Decimal | None = None
    doel_datum: date | None = None
    eenheid: str = ""
    voortgang: Decimal | None = None
    verstreken: Decimal | None = None

    @property
    def teken(self) -> str:
        """A unit so short that it stands behind every number, as % does, with the space that keeps it there."""
        return f"\u00a0{self.eenheid}" if 0 < len(self.eenheid) <= 2 else ""

    @property
    def achteraan(self) -> str:
        """A longer unit, said once at the end."""
        return "" if self.teken else self.eenheid


def stand(
    indicator: Indicator, *, metingen: Iterable[Meting] | None = None, today: date | None = None
) -> Stand:
    """Compare the share of the way with the share of the time; asks for its metingen unless they are handed over.

    Formula: voortgang = (nu - begin) / (doel - begin); verstreken = (peildatum - begin_datum) /
    (doel_datum - begin_datum), at least 0 and at most 1. Both ways of better work, as both differences turn.
    gehaald: nu is at the target or past it, the better way. op koers: voortgang >= verstreken and the target
    day is not over. achter: everything else that can be told. The day is that of the measurement and not today,
    so that a page does not turn red because nobody measured; once the target day is over, what is not reached
    is behind. Only measurements that are vastgesteld count.
    Unit: that of the indicator. Source: Indicator and the Metingen of its line, so those made for earlier versions
    of the plan count; the target day is that of the indicator,
    else of its goal, else the last day of the plan.
    Missing: without a measurement «niet gemeten»; without a target «geen doel»; without a baseline and with
    only one measurement «geen begin». Nothing is ever taken to be 0.
    """
    found = Meting.objects.of_line(indicator) if metingen is None else metingen
    settled = (meting for meting in found if meting.status == Meting.Status.VASTGESTELD)
    rows = sorted(settled, key=lambda meting: (meting.peildatum, meting.pk))
    begin, begin_datum, begin_bron = _begin(indicator, rows)
    known: dict[str, Any] = {
        "begin": begin,
        "begin_datum": begin_datum,
        "begin_bron": begin_bron,
        "doel": indicator.streefwaarde,
        "doel_datum": _target_day(indicator),
        "eenheid": indicator.eenheid,
    }
    if not rows:
        return Stand(status=Status.NIET_GEMETEN, **known)
    last = rows[-1]
    known |= {
        "nu": last.waarde,
        "peildatum": last.peildatum,
        "n": last.n,
        "bron": last.bron,
        "bewijs": last.bewijsniveau,
        "bewijs_tekst": last.get_bewijsniveau_display(),
    }
    way = _share(last.waarde, begin, indicator.streefwaarde)
    time = _elapsed(last.peildatum, begin_datum, known["doel_datum"])
    status = _judge(indicator, known, way, time, today or timezone.localdate())
    return Stand(status=status, voortgang=way, verstreken=time, **known)


def reached(now: Decimal, target: Decimal, richting: str) -> bool:
    """Whether a value is at the target or past it, the better way."""
    return now <= target if richting == Richting.OMLAAG else now >= target


def _judge(
    indicator: Indicator, known: dict, way: Decimal | None, time: Decimal | None, today: date
) -> Status:
    if known["doel"] is None:
        return Status.GEEN_DOEL
    if reached(known["nu"], known["doel"], indicator.richting):
        return Status.GEHAALD
    if known["begin"] is None:
        return Status.GEEN_BEGIN
    if way is None or time is None or known["doel_datum"] < today:
        return Status.ACHTER
    starts_beyond = reached(known["begin"], known["doel"], indicator.richting)
    return Status.OP_KOERS if way >= time and not starts_beyond else Status.ACHTER


def _begin(indicator: Indicator, metingen: list[Meting]) -> tuple[Decimal | None, date | None, str]:
    if indicator.nulmeting is not None:
        return indicator.nulmeting, indicator.nulmeting_datum, indicator.nulmeting_bron
    if len(metingen) > 1:
        return metingen[0].waarde, metingen[0].peildatum, metingen[0].bron
    return None, None, ""


def _target_day(indicator: Indicator) -> date:
    doel = indicator.doel
    return indicator.streefdatum or doel.streefdatum or doel.prioriteit.wijkplan.periode_tot


def _share(now: Decimal, begin: Decimal | None, target: Decimal | None) -> Decimal | None:
    if begin is None or target is None or target == begin:
        return None
    return (now - begin) / (target - begin)


def _elapsed(now: date, begin: date | None, target: date) -> Decimal | None:
    """Whole days; a target day that does not lie after the beginning is over at once."""
    if begin is None:
        return None
    if target <= begin:
        return HEEL
    return min(max(Decimal((now - begin).days) / (target - begin).days, Decimal(0)), HEEL)
