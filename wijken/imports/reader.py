"""One door for every file: bytes in; areas, figures or places and a report out, or a refusal of the whole."""

from enum import StrEnum

from django.utils.translation import gettext_noop as _

from wijken.imports import areas, kerncijfers, places
from wijken.imports.areas import Opties
from wijken.imports.report import Onleesbaar, Report
from wijken.imports.sources import Layer, open_source
from wijken.rows import Gelezen


class Soort(StrEnum):
    """What a file is about; the same values as `Invoer.soort`."""

    GEBIEDEN = "gebieden"
    KERNCIJFERS = "kerncijfers"
    PLEKKEN = "plekken"


WORDS = {Soort.GEBIEDEN: _("gebieden"), Soort.KERNCIJFERS: _("cijfers"), Soort.PLEKKEN: _("plekken")}


def attempt(data: bytes, naam: str, soort: Soort, opties: Opties, report: Report) -> Gelezen | None:
    """As `read`, but a refusal of the whole becomes the last line of the report and None."""
    try:
        return read(data, naam, soort, opties, report)
    except Onleesbaar as reason:
        report.failed(reason)
        return None


def read(data: bytes, naam: str, soort: Soort, opties: Opties, report: Report) -> Gelezen:
    """All layers of a file. Raises Onleesbaar when it is another kind of file, or nothing in it can be used."""
    layers = open_source(data, naam, report)
    report.totaal = sum(len(layer.rijen) for layer in layers)
    found = {kind for layer in layers if (kind := _kind(layer)) is not None}
    if found and soort not in found:
        raise Onleesbaar(
            _("Je koos «%(gekozen)s», maar in dit bestand staan %(gevonden)s."),
            gekozen=WORDS[soort],
            gevonden=WORDS[min(found)],  # type: ignore[type-var, index]
        )
    gelezen = Gelezen()
    for layer in layers:
        if soort is Soort.GEBIEDEN:
            gelezen.gebieden += areas.read_areas(layer, opties, report)
        elif soort is Soort.KERNCIJFERS:
            gelezen.cijfers = kerncijfers.read_figures(layer, opties, report)
        else:
            gelezen.plekken += places.read_places(layer, report)
    return gelezen


def _kind(layer: Layer) -> Soort | None:
    if places.is_places(layer):
        return Soort.PLEKKEN
    if areas.is_spatial(layer):
        return Soort.GEBIEDEN
    return Soort.KERNCIJFERS if kerncijfers.recognises(layer) else None
