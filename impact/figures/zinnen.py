"""Figures in sentences that can be pasted in a plan or a note without editing; addressed to nobody."""

from django.utils.translation import gettext, ngettext

from core.charts import in_words
from core.suppression import Suppressed
from impact.figures.feiten import Telstand
from impact.figures.figuur import Figuur


def say_bijeenkomsten(stand: Telstand) -> str:
    """«54 bijeenkomsten (61 gepland, 5 niet doorgegaan, 2 niet geteld)»; «geen bijeenkomsten» when none was planned."""
    if not stand.gepland:
        return gettext("geen bijeenkomsten")
    held = ngettext("%(aantal)s bijeenkomst", "%(aantal)s bijeenkomsten", stand.geteld)
    return gettext(
        "%(bijeenkomsten)s (%(gepland)s gepland, %(niet)s niet doorgegaan, %(ongeteld)s niet geteld)"
    ) % {
        "bijeenkomsten": held % {"aantal": in_words(stand.geteld)},
        "gepland": in_words(stand.gepland),
        "niet": in_words(stand.niet_doorgegaan),
        "ongeteld": in_words(stand.niet_geteld),
    }


def say_bezoeken(stand: Telstand, bezoeken: int | None, gemiddeld: int | None) -> str:
    """«1.118 bezoeken, gemiddeld 21»; nothing when no bijeenkomst took place."""
    if not stand.doorgegaan:
        return ""
    if bezoeken is None:
        return gettext("bezoeken zijn niet geteld")
    said = ngettext("%(aantal)s bezoek", "%(aantal)s bezoeken", bezoeken) % {"aantal": in_words(bezoeken)}
    return (
        said
        if gemiddeld is None
        else gettext("%(bezoeken)s, gemiddeld %(gemiddeld)s")
        % {
            "bezoeken": said,
            "gemiddeld": in_words(gemiddeld),
        }
    )


def say_new_faces(figuur: Figuur, stand: Telstand) -> str:
    """«ongeveer 135 nieuwe gezichten, geteld bij 47 van 54»; nothing when no bijeenkomst took place."""
    if not stand.doorgegaan:
        return ""
    if figuur.afgeschermd:
        return gettext("nieuwe gezichten: afgeschermd (kleine groep)")
    if figuur.onbekend:
        return gettext("nieuwe gezichten zijn niet geteld")
    return gettext("ongeveer %(aantal)s nieuwe gezichten, geteld bij %(n)s van %(m)s bijeenkomsten") % {
        "aantal": figuur.getoond,
        "n": in_words(stand.nieuw_geteld),
        "m": in_words(stand.geteld),
    }


def say_helpers(figuur: Figuur, vorig_jaar: object) -> str:
    """«40 % van de handen kwam uit de wijk (vorig jaar 27 %)»."""
    if figuur.afgeschermd:
        return gettext("handen uit de wijk: afgeschermd (kleine groep)")
    if figuur.onbekend:
        return gettext("handen uit de wijk zijn niet geteld")
    said = gettext("%(deel)s %% van de handen kwam uit de wijk") % {"deel": figuur.getoond}
    if isinstance(vorig_jaar, int):
        said += " " + gettext("(vorig jaar %(deel)s %%)") % {"deel": vorig_jaar}
    return said


def say_amount(figuur: Figuur) -> str:
    """«ongeveer 120 contactmomenten», «902 uur inzet van studenten»."""
    if figuur.getal is None:
        reason = gettext("afgeschermd") if isinstance(figuur.waarde, Suppressed) else gettext("niet geteld")
        return f"{str(figuur.definitie.naam).lower()}: {reason}"
    return (
        f"{figuur.met_eenheid} {gettext('inzet van studenten')}"
        if figuur.definitie.code == "inzet"
        else (figuur.met_eenheid)
    )
