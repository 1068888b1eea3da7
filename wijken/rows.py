"""Typed rows that the readers of files hand to the services that store them."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class GebiedRow:
    """An official area in time. Its key is (stelsel, code, geldig_van); `ouder` is a code in the same system."""

    rij: int
    soort: str
    stelsel: str
    code: str
    naam: str
    grens: dict[str, Any] | None
    geldig_van: date
    geldig_tot: date | None
    ouder: str = ""


@dataclass(frozen=True, slots=True)
class MaatRow:
    """A measure: what is counted, in which unit, which way is better, for which effect area, from which source."""

    code: str
    naam: str
    eenheid: str
    bron: str
    richting: str = ""
    effectgebied: str = ""
    frequentie: str = "elk jaar"
    schaal: str = ""


@dataclass(frozen=True, slots=True)
class KerncijferRow:
    """A published value. The area is named by (stelsel, code, first day of its division); None is missing."""

    rij: int
    stelsel: str
    code: str
    geldig_van: date
    maat: str
    peiljaar: int
    uitgave: str
    waarde: Decimal | None


@dataclass(slots=True)
class Cijfers:
    """What one table holds: its figures, the measures they use and the areas they are about (without border)."""

    rijen: list[KerncijferRow] = field(default_factory=list)
    maten: dict[str, MaatRow] = field(default_factory=dict)
    gebieden: dict[tuple[str, str, date], GebiedRow] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlekRow:
    """A place where people meet; `bron_id` is its number in the source."""

    rij: int
    bron_id: str
    naam: str
    soort: str
    adres: str
    lat: float
    lng: float


@dataclass(slots=True)
class Gelezen:
    """What was in a file, ready to store."""

    gebieden: list[GebiedRow] = field(default_factory=list)
    cijfers: Cijfers = field(default_factory=Cijfers)
    plekken: list[PlekRow] = field(default_factory=list)
