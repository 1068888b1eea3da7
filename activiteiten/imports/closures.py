"""Closed periods out of a file: school holidays, public holidays or Ramadan as open calendars give them.

A JSON list with `startDate` and `endDate` (both included) and, but for Ramadan, a `name`; other fields are not read.
A row that cannot be used makes the whole file unusable: every reason stands in the report, nothing is stored.
"""

from typing import Any

import holidays
from django.utils.translation import gettext_noop as _

from activiteiten.imports.series import attempt_rows, read_day
from activiteiten.models import Sluiting
from activiteiten.rows import SluitingRij
from wijken.imports.report import Onbruikbaar, Report
from wijken.imports.texts import clean_name

Soort = Sluiting.Soort
PUBLIC = {"bevrijdingsdag", *(str(name).lower() for name in holidays.NL(years=2026, language="nl").values())}


def attempt_closures(data: bytes, report: Report, *, soort: str = "") -> list[SluitingRij] | None:
    """Read a file and report each row; None when it cannot be used as a whole. `soort` is for rows without a name."""

    def read(number: int, row: Any) -> SluitingRij:
        return _read_row(number, row, report, soort)

    return attempt_rows(data, report, read=read, say=lambda rij: f"{rij.naam} {rij.van} – {rij.tot}")


def _read_row(number: int, row: Any, report: Report, soort: str) -> SluitingRij:
    if not isinstance(row, dict):
        raise Onbruikbaar(_("Deze rij is geen sluiting."))
    van, tot = (read_day(row.get(name)) for name in ("startDate", "endDate"))
    if not van <= tot <= van + Sluiting.LANGSTE:
        raise Onbruikbaar(_("De laatste dag ligt voor de eerste, of meer dan een jaar later."))
    naam = clean_name(row.get("name"), report, rij=number, kolom="name")[:80]
    soort = soort or _kind(naam)
    return SluitingRij(number, soort, naam or str(Soort(soort).label).capitalize(), van, tot)


def _kind(naam: str) -> str:
    """What a name says about its kind."""
    low = naam.lower()
    if low in {Soort.ZOMERVAKANTIE, Soort.KERSTVAKANTIE, Soort.RAMADAN}:
        return low
    if low.endswith("vakantie"):
        return Soort.SCHOOLVAKANTIE.value
    if low in PUBLIC:
        return Soort.FEESTDAG.value
    if low:
        return Soort.EIGEN.value
    raise Onbruikbaar(_("De naam ontbreekt. Zeg met --soort wat het is, bijvoorbeeld ramadan."))
