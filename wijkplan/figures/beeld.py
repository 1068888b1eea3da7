"""The stored outcome of a round as a picture and as words; nothing here counts a vote."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.charts import Chart, Series
from wijkplan.models import Prioriteit, Ronde

Methode = Ronde.Methode
FORMULE: dict[str, Promise] = {
    Methode.STIPPEN: _("De stippen bij elkaar opgeteld."),
    Methode.MOSCOW: _(
        "Moet telt 3, zou moeten 2, zou kunnen 1, niet nu 0. De weging is de zwaarste die minstens de helft gaf of"
        " overtrof."
    ),
    Methode.RANGORDE: _(
        "Borda: met n onderwerpen is plaats 1 n − 1 punten waard, plaats 2 n − 2, de laatste en geen plaats 0."
    ),
    Methode.CONSENT: _("Consent is er als iemand antwoordde en niemand een overwegend bezwaar had."),
}
EENHEID: dict[str, Promise] = {
    Methode.STIPPEN: _("stippen"),
    Methode.MOSCOW: _("punten"),
    Methode.RANGORDE: _("punten"),
    Methode.CONSENT: _("zonder bezwaar"),
}
WAARDE = {"3": "must", "2": "should", "1": "could", "0": "niet_nu"}


@dataclass(frozen=True, kw_only=True)
class Regel:
    """One line of the outcome, with what depends on the language in words."""

    line: dict[str, Any]
    weging: str
    verdeling: str


@dataclass(frozen=True, kw_only=True)
class Beeld:
    """What the page of a closed round shows beside its stored lines."""

    chart: Chart
    bewoners: Chart | None
    formule: Promise
    eenheid: Promise
    regel: str
    regels: list[Regel]


def draw_uitkomst(ronde: Ronde) -> Beeld:
    """Draw the stored outcome: a bar per option in the order of the outcome, residents in a picture of their own.

    Unit: points (see FORMULE). Source: the stored outcome. Residents that did not take part have no picture.
    """
    outcome = ronde.uitkomst or {}
    lines, methode = outcome["regels"], outcome["methode"]
    of_residents = [(line["titel"], line["bewoners"]) for line in lines if line["bewoners"] is not None]
    own = outcome["telt"] == "partijen"
    return Beeld(
        chart=_chart(
            gettext("Wat het zwaarst weegt"),
            EENHEID[methode],
            gettext("stembiljetten van %(gestemd)s van %(gevraagd)s organisaties") % outcome
            if own
            else gettext("bewoners"),
            [(line["titel"], line["punten"]) for line in lines],
        ),
        bewoners=_chart(gettext("Wat bewoners kozen"), _("stemmen"), gettext("bewoners"), of_residents)
        if own and of_residents
        else None,
        formule=FORMULE[methode],
        eenheid=EENHEID[methode],
        regel=str(dict(Ronde.Gelijkstand.choices)[outcome["gelijkstand"]]),
        regels=[Regel(line=line, weging=_word(line), verdeling=_spread(line, methode)) for line in lines],
    )


def _chart(title: str, unit: Promise, source: str, values: Sequence[tuple[str, int]]) -> Chart:
    return Chart(
        title=title, unit=unit, source=source, label_title=_("Onderwerp"), series=(Series.of("", values),)
    )


def _word(line: dict[str, Any]) -> str:
    weging = line.get("weging", "")
    return str(Prioriteit.Moscow(weging).label) if weging else ""


def _spread(line: dict[str, Any], methode: str) -> str:
    """«2 × moet, 1 × niet nu»: how the ballots of a MoSCoW round lie; empty for other methods."""
    if methode != Methode.MOSCOW:
        return ""
    return ", ".join(
        f"{n} × {Prioriteit.Moscow(WAARDE[waarde]).label}" for waarde, n in line["verdeling"].items()
    )
