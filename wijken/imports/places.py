"""Places: points of a GeoJSON layer -> PlekRow. A place without a usable point or name is left out, with the reason."""

import re
from typing import Any

from django.utils.translation import gettext_noop as _

from wijken.imports import geometry
from wijken.imports.report import Onbruikbaar, Onleesbaar, Report
from wijken.imports.sources import Layer, Record
from wijken.imports.texts import clean_name
from wijken.rows import PlekRow

SOORTEN = {
    "buurtkamer": "buurtkamer",
    "huis van de wijk": "huis_van_de_wijk",
    "bibliotheek": "bibliotheek",
    "school": "school",
    "sport": "sport",
}
_ID = ("mvzn_id", "id", "bron_id")
EXCEL_DAY = 30_000  # no Dutch house number is this high: Excel made a day of «2-4»


def is_places(layer: Layer) -> bool:
    """Whether the rows are points."""
    return any(record.geometrie and record.geometrie.get("type") == "Point" for record in layer.rijen[:50])


def read_places(layer: Layer, report: Report) -> list[PlekRow]:
    """The places of a layer, each reported. Raises Onleesbaar when there is none."""
    places: dict[str, PlekRow] = {}
    for record in layer.rijen:
        try:
            row = _read_row(record, report)
        except Onbruikbaar as reason:
            report.skipped(record.rij, "", reason.tekst, **reason.waarden)
            continue
        if row.bron_id in places:
            report.skipped(
                record.rij,
                "",
                _("Het nummer «%(code)s» is al van rij %(rij)d."),
                code=row.bron_id,
                rij=places[row.bron_id].rij,
            )
            continue
        places[row.bron_id] = row
        report.ok(row.rij, row.naam)
    if not places:
        raise Onleesbaar(_("Geen enkele rij is bruikbaar. Er is niets opgeslagen."))
    return list(places.values())


def _read_row(record: Record, report: Report) -> PlekRow:
    cells = {key.lower(): value for key, value in record.cellen.items()}
    naam = clean_name(cells.get("naam") or cells.get("name"), report, rij=record.rij, kolom="naam")
    if not naam:
        raise Onbruikbaar(_("De naam ontbreekt."))
    if not record.geometrie or record.geometrie.get("type") != "Point":
        raise Onbruikbaar(_("«%(naam)s» heeft geen plek op de kaart."), naam=naam)
    lng, lat = geometry.point(record.geometrie.get("coordinates"))
    bron_id = next((str(cells[key]).strip() for key in _ID if cells.get(key) not in (None, "")), "")
    return PlekRow(
        rij=record.rij,
        bron_id=clean_name(bron_id, report, rij=record.rij, kolom="id")[:60] or f"{naam[:30]} {lat} {lng}",
        naam=naam,
        soort=_soort(cells),
        adres=_address(cells, record.rij, report),
        lat=lat,
        lng=lng,
    )


def _soort(cells: dict[str, Any]) -> str:
    return SOORTEN.get(str(cells.get("categorie") or cells.get("soort") or "").strip().lower(), "anders")


def _address(cells: dict[str, Any], rij: int, report: Report) -> str:
    """Street, number and postcode on one line."""
    street, number, postcode = (
        clean_name(cells.get(key), report, rij=rij, kolom=key) for key in ("adres", "huisnummer", "postcode")
    )
    if re.fullmatch(r"\d{5,}", number) and int(number) > EXCEL_DAY:
        report.repaired(
            rij, "huisnummer", _("«%(nummer)s» kan geen huisnummer zijn en is weggelaten."), nummer=number
        )
        number = ""
    line = " ".join(part for part in (street, number) if part)
    return ", ".join(part for part in (line, postcode) if part)[:200]
