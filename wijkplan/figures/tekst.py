"""The text of a plan as people read it, out of the plain data that was laid before the parties."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from partners.models import Bijdrage
from wijken.vocabulary import Communitydimensie, Effectgebied, Richting
from wijkplan.models import Indicator, Prioriteit

Plain = Mapping[str, Any]
KEUZES: dict[str, Mapping[str, Any]] = {
    "effectgebied": dict(Effectgebied.choices),
    "dimensie": dict(Communitydimensie.choices),
    "richting": dict(Richting.choices),
    "moscow": dict(Prioriteit.Moscow.choices),
    "niveau": dict(Indicator.Niveau.choices),
    "frequentie": dict(Indicator.Frequentie.choices),
    "berekening": dict(Indicator.Berekening.choices),
}
DAGEN = {"periode_van", "periode_tot", "streefdatum", "nulmeting_datum", "van", "tot"}
GETALLEN = {"nulmeting", "streefwaarde"}


@dataclass(frozen=True, kw_only=True)
class Tekstmeting:
    """From where to where, each number with its unit; read aloud it is one sentence."""

    naam: str
    begin: str
    begin_erbij: str
    doel: str
    voor: str
    hoe: str

    def __str__(self) -> str:
        """«Durft Nederlands te spreken: van 31 % naar 60 %, vóór 30 juni 2027»."""
        way = [
            _("van %(begin)s") % {"begin": self.begin} if self.begin else "",
            _("naar %(doel)s") % {"doel": self.doel} if self.doel else "",
        ]
        told = ", ".join(filter(None, [" ".join(filter(None, way)), self.voor]))
        return f"{self.naam}: {told}" if told else self.naam


@dataclass(frozen=True, kw_only=True)
class Tekstdoel:
    """A goal with everything agreed about it, each as a line."""

    titel: str
    erbij: list[str]
    meten: list[Tekstmeting]
    projecten: list[str]
    aannames: list[str]
    betaald: list[str]


@dataclass(frozen=True, kw_only=True)
class Tekstprioriteit:
    """A priority with its reason, what it should lead to, and its goals."""

    rang: int
    titel: str
    aanleiding: str
    effectgebied: str
    weging: str
    effecten: list[str]
    doelen: list[Tekstdoel]


@dataclass(frozen=True, kw_only=True)
class Plantekst:
    """A whole plan as one reads it; `weggelaten` says in a line what this reader does not see of it."""

    titel: str
    periode: str
    versie: int
    reden: str
    sluit_aan_op: str
    weggelaten: str
    prioriteiten: list[Tekstprioriteit]


def read_tekst(inhoud: Plain) -> Plantekst:
    """Lay out a text that was frozen, or the present one of a concept; asks the database nothing.

    Missing: what nobody filled in is left out, never shown as 0.
    """
    return Plantekst(
        titel=inhoud["titel"],
        periode=_("%(van)s tot en met %(tot)s")
        % {
            "van": say("periode_van", inhoud["periode_van"]),
            "tot": say("periode_tot", inhoud["periode_tot"]),
        },
        versie=inhoud["versie"],
        reden=inhoud["reden"],
        sluit_aan_op=inhoud["sluit_aan_op"],
        weggelaten=left_out(inhoud),
        prioriteiten=[_prioriteit(row) for row in inhoud["prioriteiten"]],
    )


def without_money(inhoud: Plain) -> Plain:
    """The same text without what each organisation promised, for who does not see that; it says so if there was any."""
    prioriteiten = [
        {**row, "doelen": [{**doel, "dekking": []} for doel in row["doelen"]]}
        for row in inhoud["prioriteiten"]
    ]
    promised = any(doel["dekking"] for row in inhoud["prioriteiten"] for doel in row["doelen"])
    return {**inhoud, "prioriteiten": prioriteiten, "zonder_bedragen": promised}


def left_out(*texts: Plain) -> str:
    """One line that says what was left out of these texts for who reads them; empty when nothing was."""
    if not any(inhoud.get("zonder_bedragen") for inhoud in texts):
        return ""
    return _("Wie wat betaalt, lees je hier niet. Wil je het weten? Vraag het de coördinator.")


def say(veld: str, waarde: Any) -> str:
    """One value in words: the label of a choice, a day, a number as written here, yes or no; empty for nothing."""
    if waarde is None or waarde == "":
        return ""
    if isinstance(waarde, bool):
        return _("ja") if waarde else _("nee")
    if veld in KEUZES:
        return str(KEUZES[veld].get(waarde, waarde))
    if veld in DAGEN:
        return date_format(date.fromisoformat(waarde), "j F Y")
    return number(waarde) if veld in GETALLEN else str(waarde)


def number(waarde: str) -> str:
    """A decimal that travelled as text, as it is written here."""
    try:
        return number_format(Decimal(waarde), force_grouping=True)
    except InvalidOperation:
        return waarde


def _prioriteit(row: Plain) -> Tekstprioriteit:
    return Tekstprioriteit(
        rang=row["rang"],
        titel=row["titel"],
        aanleiding=row["aanleiding"],
        effectgebied=row["effectgebied"],
        weging=say("moscow", row["moscow"]),
        effecten=[effectzin(effect) for effect in row["beoogde_effecten"]],
        doelen=[_doel(doel) for doel in row["doelen"]],
    )


def _doel(doel: Plain) -> Tekstdoel:
    erbij = [
        _("voor %(wie)s") % {"wie": doel["doelgroep"]} if doel["doelgroep"] else "",
        _("vóór %(dag)s") % {"dag": say("streefdatum", doel["streefdatum"])} if doel["streefdatum"] else "",
        _("snel zichtbaar") if doel["quick_win"] else "",
        say("dimensie", doel["dimensie"]),
    ]
    return Tekstdoel(
        titel=doel["titel"],
        erbij=[line for line in erbij if line],
        meten=[read_meting(row) for row in doel["indicatoren"]],
        projecten=[
            f"{row['titel']} ({_('experiment')})" if row["experiment"] else row["titel"]
            for row in doel["projecten"]
        ],
        aannames=[schakelzin(row) for row in doel["schakels"]],
        betaald=[betaalzin(row) for row in doel["dekking"]],
    )


def read_meting(row: Plain) -> Tekstmeting:
    """One indicator in words. Missing: a number or a day nobody filled in is empty, never 0."""
    unit = f"\u00a0{row['eenheid']}" if row["eenheid"] else ""
    begin, doel = say("nulmeting", row["nulmeting"]), say("streefwaarde", row["streefwaarde"])
    day = say("streefdatum", row["streefdatum"])
    known = filter(None, [say("nulmeting_datum", row["nulmeting_datum"]), row["nulmeting_bron"]])
    return Tekstmeting(
        naam=row["naam"],
        begin=begin and begin + unit,
        begin_erbij=", ".join(known) if begin else "",
        doel=doel and doel + unit,
        voor=_("vóór %(dag)s") % {"dag": day} if day else "",
        hoe=row["meetmethode"],
    )


def effectzin(row: Plain) -> str:
    """«Ouders bellen zelf (goed voor: De Regenboog, Buurthuis)»; an older text does not say for whom."""
    wie = ", ".join(each["naam"] for each in row.get("profiteert", []))
    return (
        _("%(effect)s (goed voor: %(wie)s)") % {"effect": row["tekst"], "wie": wie} if wie else row["tekst"]
    )


def schakelzin(row: Plain) -> str:
    """«wie praat, doet mee (leidt tot: ouders bellen zelf)»; without an effect only the assumption."""
    if not row.get("effect"):
        return row["aanname"]
    return _("%(aanname)s (leidt tot: %(effect)s)") % {
        "aanname": row["aanname"],
        "effect": row["effect"]["tekst"],
    }


def betaalzin(row: Plain) -> str:
    """«Van Heemfonds: 15.000 euro»."""
    soort = Bijdrage.Soort(row["soort"])
    return f"{row['partner']}: {number(row['deel'])} {Bijdrage.EENHEID[soort]}"
