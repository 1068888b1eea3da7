"""What the guard says about a finding: what must go, or what is asked and how to write it instead."""

from typing import Any

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from core.wacht.zoek import Vondst

HAAL_WEG = {
    "bsn": _("Hier staat een burgerservicenummer. Haal dat weg, dan kan het bewaard."),
    "iban": _("Hier staat een rekeningnummer. Haal dat weg, dan kan het bewaard."),
    "email": _("Hier staat een e-mailadres. Haal dat weg, dan kan het bewaard."),
    "telefoon": _("Hier staat een telefoonnummer. Haal dat weg, dan kan het bewaard."),
    "postcode": _("Hier staat een postcode met huisnummer. Haal dat weg, dan kan het bewaard."),
    "geboortedatum": _("Hier staat een geboortedatum. Haal dat weg, dan kan het bewaard."),
    "lang": _("Dit is te lang om na te kijken. Maak er kortere stukken van."),
}
VRAAG = {
    "naam": _("Is «{woord}» een naam? Schrijf liever: {liever}."),
    "adres": _("Woont iemand op «{woord}»? Schrijf liever: {liever}."),
    "bijzonder": _("Gaat «{woord}» over de gezondheid of het geloof van iemand? Schrijf liever: {liever}."),
    "strafrecht": _("Gaat «{woord}» over politie en iemand? Schrijf liever: {liever}."),
    "schuld": _("Gaat «{woord}» over het geld van iemand? Schrijf liever: {liever}."),
    "zorg": _("Gaat «{woord}» over de veiligheid van iemand? Dat slaan we niet op."),
}
LIEVER = {
    "naam": _("een buur"),
    "vrouw": _("een buurvrouw"),
    "man": _("een buurman"),
    "adres": _("in de buurt"),
    "bijzonder": _("iemand die hulp kan gebruiken"),
    "strafrecht": _("iemand die een moeilijke tijd heeft"),
    "schuld": _("iemand die hulp zoekt bij geldzaken"),
    "zorg": "",
}
HET_MAG = {
    "naam": _("Het is geen naam"),
    "adres": _("Het is geen woonadres"),
    "bijzonder": _("Het gaat niet over één mens"),
    "strafrecht": _("Het gaat niet over één mens"),
    "schuld": _("Het gaat niet over één mens"),
    "zorg": _("Niemand is in gevaar"),
}
KAART = {
    "gevaar": _("Gevaar nu: bel"),
    "thuis": _("Thuis onveilig: Veilig Thuis, dag en nacht"),
    "praat": _("Praat met de coördinator van je team."),
}
AANPASSEN = _("Aanpassen")


def zin(vondst: Vondst) -> str:
    """Return the sentence that stands beside the field."""
    if vondst.blokkeert:
        return str(HAAL_WEG[vondst.soort])
    liever = LIEVER[vondst.geslacht if vondst.soort == "naam" and vondst.geslacht else vondst.soort]
    return str(VRAAG[vondst.soort]).format(woord=vondst.tekst, liever=liever)


def woorden() -> dict[str, dict[str, Any]]:
    """Return all of it per language, for the keyboard."""
    parts: dict[str, dict[str, Any]] = {
        "weg": HAAL_WEG,
        "vraag": VRAAG,
        "liever": LIEVER,
        "mag": HET_MAG,
        "kaart": KAART,
    }
    said = {}
    for taal in ("nl", "en"):
        with override(taal):
            said[taal] = {
                name: {key: str(text) for key, text in part.items()} for name, part in parts.items()
            } | {"aanpassen": gettext("Aanpassen")}
    return said
