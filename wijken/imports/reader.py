"""One door for every file: bytes in; areas, figures or places and a report out, or a refusal of the whole."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext_noop as _n

from wijken.imports import areas, kerncijfers, places
from wijken.imports.areas import GebiedRow, Opties
from wijken.imports.kerncijfers import Cijfers
from wijken.imports.places import PlekRow
from wijken.imports.report import Onleesbaar, Report
from wijken.imports.sources import Layer, open_source


class Soort(StrEnum):
    """What a file is about; the same values as `Invoer.soort`."""

    GEBIEDEN = "gebieden"
    KERNCIJFERS = "kerncijfers"
    PLEKKEN = "plekken"


@dataclass(slots=True)
class Gelezen:
    """What was in a file, ready to store."""

    gebieden: list[GebiedRow] = field(default_factory=list)
    cijfers: Cijfers = field(default_factory=Cijfers)
    plekken: list[PlekRow] = field(default_factory=list)


def read(data: bytes, naam: str, soort: Soort, opties: Opties, report: Report) -> Gelezen:
    """All layers of a file. Raises Onleesbaar when it is another kind of file, or nothing in it can be used."""
    layers = open_source(data, naam, report)
    found = {_kind(layer) for layer in layers} - {None}
    if found and soort not in found:
        raise Onleesbaar(
            _n("Je koos «%(gekozen)s», maar in dit bestand staan %(gevonden)s."),
            gekozen=str(soort),
            gevonden=min(map(str, found)),
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
