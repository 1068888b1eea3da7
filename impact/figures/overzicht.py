"""All wijken beside each other in any period, for who leads: the same figures, suppressed at the internal k."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bewoners.muur import for_wijken
from core.periods import Period
from core.suppression import SUPPRESSED, TOTAL, Missing, Suppressed
from impact.figures import definities as d
from impact.figures import zinnen
from impact.figures.afscherming import (
    Telling,
    contacts,
    helpers_share,
    hide,
    new_faces,
    team_hours,
    total_hours,
)
from impact.figures.bereik import hide_band, per_series, reach, tell_band, widest
from impact.figures.feiten import (
    Contactstand,
    Inzetstand,
    Reeksstand,
    Telstand,
    read_contacten,
    read_inzet,
    read_met_reeksen,
)
from impact.figures.figuur import Definitie, Figuur, Waarde
from impact.figures.kwartaal import average, counted, n_of
from impact.figures.last import Logstand, logging_cost, read_logs, tell_cost
from impact.figures.plan import Indicatorstand, read_plan
from wijken.models import Wijk

KOLOMMEN: tuple[tuple[Definitie, Any], ...] = (
    (d.GEPLAND, _("gepland")),
    (d.BIJEENKOMSTEN, _("bijeenkomsten")),
    (d.NIET_DOORGEGAAN, _("niet doorgegaan")),
    (d.NIET_GETELD, _("niet geteld")),
    (d.BEZOEKEN, _("bezoeken")),
    (d.GEMIDDELD, _("gemiddeld")),
    (d.NIEUW, _("nieuwe gezichten")),
    (d.HELPERS, _("% handen uit de wijk")),
    (d.INZET, _("uren inzet")),
    (d.CONTACTMOMENTEN, _("contactmomenten")),
    (d.BEREIK_ONDER, _("bereik, ten minste")),
    (d.BEREIK_BOVEN, _("bereik, ten hoogste")),
    (d.OP_KOERS, _("op koers")),
    (d.REGISTRATIELAST, _("minuten loggen per student per week")),
)


@dataclass(frozen=True, kw_only=True)
class Wijkrij:
    """One wijk, or all together when slug is empty."""

    naam: str
    slug: str
    figuren: dict[str, Figuur]

    @property
    def cellen(self) -> list[Figuur]:
        """The figures in the order of the columns."""
        return [self.figuren[definitie.code] for definitie, _kop in KOLOMMEN]

    @property
    def zin(self) -> str:
        """The wijk in a sentence."""
        said = [f.zin for f in self.cellen if f.zin]
        return f"{self.naam}: {'; '.join(said)}."


@dataclass(frozen=True, kw_only=True)
class Overzicht:
    """A table of wijken with a line for all together."""

    periode: Period
    rijen: list[Wijkrij]
    totaal: Wijkrij

    @property
    def heeft_afgeschermd(self) -> bool:
        """Whether the page has to explain what «afgeschermd» means."""
        return any(figuur.afgeschermd for rij in self.alle for figuur in rij.cellen)

    @property
    def alle(self) -> list[Wijkrij]:
        """The lines with the total last."""
        return [*self.rijen, self.totaal]

    @property
    def alinea(self) -> str:
        """All wijken in a paragraph."""
        opening = gettext("VoorUit, %(periode)s.") % {"periode": self.periode.label}
        return " ".join([opening, *(rij.zin for rij in self.alle), gettext("Bron: tellingen van de teams.")])

    def sorted_by(self, code: str, *, down: bool) -> list[Wijkrij]:
        """The lines by name or by a column; hidden and unknown values come last either way."""
        if code not in {definitie.code for definitie, _kop in KOLOMMEN}:
            return sorted(self.rijen, key=lambda rij: rij.naam.lower(), reverse=down)
        known = [rij for rij in self.rijen if rij.figuren[code].getal is not None]
        unknown = [rij for rij in self.rijen if rij.figuren[code].getal is None]
        return sorted(known, key=lambda rij: rij.figuren[code].getal or 0, reverse=down) + unknown


@dataclass(kw_only=True)
class Som:
    """What was read of one wijk, or of all."""

    telling: Telstand
    inzet: Inzetstand
    contact: Contactstand
    plan: list[Indicatorstand]
    reeksen: list[Reeksstand]
    logs: Logstand


def read_overzicht(wijken: Sequence[Wijk], periode: Period, *, k: int) -> Overzicht:
    """Read the figures of these wijken in five queries and make them safe as one table per figure."""
    ids = [wijk.pk for wijk in wijken]
    sommen = _sums(ids, periode)
    whole = Som(
        telling=sum((s.telling for s in sommen.values()), Telstand()),
        inzet=sum((s.inzet for s in sommen.values()), Inzetstand()),
        contact=sum((s.contact for s in sommen.values()), Contactstand()),
        plan=[stand for s in sommen.values() for stand in s.plan],
        reeksen=[reeks for s in sommen.values() for reeks in s.reeksen],
        logs=sum((s.logs for s in sommen.values()), Logstand()),
    )
    faces = _line({str(pk): new_faces(s.telling) for pk, s in sommen.items()}, new_faces(whole.telling), k)
    spoken = _line({str(pk): contacts(s.contact) for pk, s in sommen.items()}, contacts(whole.contact), k)
    hours = {str(pk): team_hours(s.inzet) for pk, s in sommen.items()}
    hours[TOTAL] = total_hours([s.inzet for s in sommen.values()])
    bands = _bands(sommen, k)
    hidden_cost = any(isinstance(logging_cost(s.logs), Suppressed) for s in sommen.values())

    def row(naam: str, slug: str, key: str, som: Som) -> Wijkrij:
        hidden = {d.NIEUW.code: faces[key], d.CONTACTMOMENTEN.code: spoken[key], d.INZET.code: hours[key]}
        onder, boven = tell_band(reach(som.reeksen), bands[key], periode.last, periode.first)
        cost = SUPPRESSED if key == TOTAL and hidden_cost else logging_cost(som.logs)
        extra = onder, boven, tell_cost(som.logs, periode, cost)
        figuren = _figures(som, periode, hidden, k) | {f.definitie.code: f for f in extra}
        return Wijkrij(naam=naam, slug=slug, figuren=figuren)

    return Overzicht(
        periode=periode,
        rijen=[row(w.naam, w.slug, str(w.pk), sommen[w.pk]) for w in wijken],
        totaal=row(gettext("Alle wijken samen"), "", TOTAL, whole),
    )


def _sums(ids: list[int], periode: Period) -> dict[int, Som]:
    first, last = periode.first, periode.last
    with for_wijken(ids):
        logs = read_logs(ids, first, last)
    sommen = {
        pk: Som(
            telling=Telstand(),
            inzet=Inzetstand(),
            contact=Contactstand(),
            plan=[],
            reeksen=[],
            logs=logs.get(pk, Logstand()),
        )
        for pk in ids
    }
    tellingen, reeksen = read_met_reeksen(ids, first, last)
    for (wijk, _month), telling in tellingen.items():
        sommen[wijk].telling += telling
    for pk, som in sommen.items():
        som.reeksen = per_series(reeksen, [key for key in reeksen if key[0] == pk])
    for (wijk, _month, _team), inzet in read_inzet(ids, first, last).items():
        sommen[wijk].inzet += inzet
    for (wijk, _month), contact in read_contacten(ids, first, last).items():
        sommen[wijk].contact += contact
    for stand in read_plan(ids, last):
        sommen[stand.wijk].plan.append(stand)
    return sommen


def _line(parts: dict[str, Telling], total: Telling, k: int) -> dict[str, Waarde]:
    """One column: the wijken and their total, judged together."""
    if len(parts) == 1:  # the total is the same number again
        [(name, part)] = parts.items()
        cell = hide({name: part}, k=k)[name]
        return {name: cell, TOTAL: cell}
    table = hide(parts, k=k, total=total)
    return {**dict(table.items()), TOTAL: table.total}


def _bands(sommen: dict[int, Som], k: int) -> dict[str, tuple[Waarde, Waarde]]:
    """The band of each wijk and of all together; upper bounds are judged with their total, as they add up to it."""
    found = {str(pk): reach(s.reeksen) for pk, s in sommen.items()}
    known = {key: bereik for key, bereik in found.items() if bereik is not None}
    if not known:
        return dict.fromkeys([*found, TOTAL], (None, None))
    parts = {key: Telling(aantal=bereik.boven) for key, bereik in known.items()}
    upper = _line(parts, Telling(aantal=sum(bereik.boven for bereik in known.values())), k)
    bands: dict[str, tuple[Waarde, Waarde]] = dict.fromkeys(found, (None, None))
    for key, bereik in known.items():
        bands[key] = hide_band(bereik, k=k, hidden=isinstance(upper[key], Suppressed))
    lowest = widest(onder for onder, _boven in bands.values())
    together = isinstance(upper[TOTAL], Suppressed) or lowest is None
    bands[TOTAL] = (SUPPRESSED, SUPPRESSED) if together else (lowest, upper[TOTAL])
    return bands


def _figures(som: Som, periode: Period, hidden: dict[str, Waarde], k: int) -> dict[str, Figuur]:
    stand = som.telling
    wanted = [s for s in som.plan if s.doel is not None]
    on_course = sum(s.status(periode.last) in {"gehaald", "op_koers"} for s in wanted)
    values: dict[str, tuple[Waarde, str]] = {
        d.GEPLAND.code: (stand.gepland, ""),
        d.BIJEENKOMSTEN.code: (stand.geteld, str(stand.gepland)),
        d.NIET_DOORGEGAAN.code: (stand.niet_doorgegaan, str(stand.gepland)),
        d.NIET_GETELD.code: (stand.niet_geteld, str(stand.gepland)),
        d.BEZOEKEN.code: (stand.bezoeken if stand.geteld else None, counted(stand)),
        d.GEMIDDELD.code: (average(stand), counted(stand)),
        d.NIEUW.code: (hidden[d.NIEUW.code], n_of(stand.nieuw_geteld, stand.doorgegaan)),
        d.HELPERS.code: (helpers_share(stand, som.inzet, k=k), n_of(stand.helpers_geteld, stand.doorgegaan)),
        d.INZET.code: (hidden[d.INZET.code], str(stand.doorgegaan)),
        d.CONTACTMOMENTEN.code: (hidden[d.CONTACTMOMENTEN.code], ""),
        d.OP_KOERS.code: (on_course if wanted else None, str(len(wanted))),
    }
    by_code = {definitie.code: definitie for definitie, _kop in KOLOMMEN}
    figures = {
        code: Figuur(
            definitie=by_code[code],
            waarde=None if isinstance(value, Missing) else value,
            periode=periode,
            n=n,
        )
        for code, (value, n) in values.items()
    }
    return figures | _sentences(figures, stand)


def _sentences(figures: dict[str, Figuur], stand: Telstand) -> dict[str, Figuur]:
    held, visits = figures[d.BIJEENKOMSTEN.code], figures[d.BEZOEKEN.code]
    faces, spoken = figures[d.NIEUW.code], figures[d.CONTACTMOMENTEN.code]
    visited = stand.bezoeken if stand.geteld else None
    return {
        d.BIJEENKOMSTEN.code: held.say(zinnen.say_bijeenkomsten(stand)),
        d.BEZOEKEN.code: visits.say(zinnen.say_bezoeken(stand, visited, average(stand))),
        d.NIEUW.code: faces.say(zinnen.say_new_faces(faces, stand)),
        d.CONTACTMOMENTEN.code: spoken.say(zinnen.say_amount(spoken)),
    }
