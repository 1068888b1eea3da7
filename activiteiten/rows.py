"""What the readers of files hand to the services: rows without a database."""

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True)
class ReeksRij:
    """One rule with its hours."""

    regel: str
    van: time
    eindigt: time


@dataclass(frozen=True)
class ActiviteitRij:
    """One activity of the file."""

    rij: int
    sleutel: str
    titel: str
    adres: str
    lat: float
    lng: float
    reeksen: tuple[ReeksRij, ...]
    dicht: tuple[str, ...]
    extra: tuple[date, ...]
    sla_over: tuple[str, ...]
    let_op: str


@dataclass(frozen=True)
class SluitingRij:
    """One closed period out of a file."""

    rij: int
    soort: str
    naam: str
    van: date
    tot: date
