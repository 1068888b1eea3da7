"""Activities that come back, out of a file with RFC 5545 rules (the shape of the repair cafés of Amsterdam).

A JSON list; per activity `name`, `address`, `coordinate` (either order), `slug`, and side by side `rrule`, `startTime`
and `endTime`, one each per series. `closedRanges` are closed periods in four notations, `exceptions` the days on which
it takes place all the same, `closed` says in words when it is closed. Fields about contact are never read.
A row that cannot be used makes the whole file unusable: every reason stands in the report, nothing is stored.
"""

import json
import re
from collections.abc import Callable, Collection
from datetime import date, time
from typing import Any, TypeVar

from django.utils.translation import gettext_noop as _

from activiteiten.models import Sluiting
from activiteiten.rows import ActiviteitRij, ReeksRij
from core.closed_ranges import read_range
from core.errors import Refused
from core.recurrence import read_rule
from core.wacht import OPENBAAR, PLAN, zoek
from wijken.imports import geometry
from wijken.imports.report import Onbruikbaar, Onleesbaar, Report
from wijken.imports.texts import clean_name

MEESTE = 2_000
Rij = TypeVar("Rij")
Soort = Sluiting.Soort
WORDS = {  # what people write, and what it means; «kerst» alone is a guess and is left to the reader
    r"\bzomervakantie": (Soort.ZOMERVAKANTIE,),
    r"\bkerstvakantie": (Soort.KERSTVAKANTIE,),
    r"\bschoolvakantie": (Soort.ZOMERVAKANTIE, Soort.KERSTVAKANTIE, Soort.SCHOOLVAKANTIE),
    r"\bfeestdagen\b(?! schuift)": (Soort.FEESTDAG,),
    r"\bramadan\b": (Soort.RAMADAN,),
}


def _read_list(data: bytes) -> list[Any]:
    """The list in a JSON file. Raises Onleesbaar."""
    try:
        rows = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Onleesbaar(_("Dit bestand is geen leesbare JSON.")) from error
    if not isinstance(rows, list) or not rows:
        raise Onleesbaar(_("Dit bestand bevat geen lijst."))
    if len(rows) > MEESTE:
        raise Onleesbaar(_("Dit bestand heeft meer dan %(aantal)d rijen."), aantal=MEESTE)
    return rows


def attempt_series(data: bytes, report: Report) -> list[ActiviteitRij] | None:
    """Read a file and report each row; None when it cannot be used as a whole."""
    taken: set[str] = set()

    def read(number: int, row: Any) -> ActiviteitRij:
        found = _read_row(number, row, report, taken=taken)
        taken.add(found.sleutel)
        return found

    return attempt_rows(data, report, read=read, say=lambda rij: f"{rij.titel} ({len(rij.reeksen)})")


def attempt_rows(
    data: bytes, report: Report, *, read: Callable[[int, Any], Rij], say: Callable[[Rij], str]
) -> list[Rij] | None:
    """Read the list in a file, each row once, whole or not at all; every row stands in the report."""
    found = []
    try:
        rows = _read_list(data)
        for number, row in enumerate(rows, 1):
            try:
                found.append(read(number, row))
            except Onbruikbaar as reason:
                report.skipped(number, "", reason.tekst, **reason.waarden)
            else:
                report.ok(number, say(found[-1]))
        _refuse_unless_all(found, rows)
    except Onleesbaar as reason:
        report.failed(reason)
        return None
    return found


def _refuse_unless_all(found: Collection[Any], rows: Collection[Any]) -> None:
    if len(found) < len(rows):
        raise Onleesbaar(_("Niet elke rij is bruikbaar. Er is niets opgeslagen."))


def _read_row(number: int, row: Any, report: Report, *, taken: Collection[str]) -> ActiviteitRij:
    if not isinstance(row, dict):
        raise Onbruikbaar(_("Deze rij is geen activiteit."))
    titel = _guarded(row.get("name"), report, number, "name")[:120]
    if not titel:
        raise Onbruikbaar(_("De naam ontbreekt."))
    sleutel = str(row.get("slug") or titel)[:100]
    if sleutel in taken:
        raise Onbruikbaar(_("«%(naam)s» staat er twee keer in."), naam=titel)
    lng, lat = geometry.point(row.get("coordinate"))
    adres = _guarded(row.get("address"), report, number, "address", level=OPENBAAR)[:200]
    closed = row.get("closed")
    said = _guarded(closed.get("nl") if isinstance(closed, dict) else "", report, number, "closed")
    sla_over = _kinds(said)
    if said and not sla_over and not row.get("closedRanges"):
        report.repaired(number, "closed", _("«%(tekst)s» staat erbij als tekst, niet als regel."), tekst=said)
    return ActiviteitRij(
        rij=number,
        sleutel=sleutel,
        titel=titel,
        adres=adres,
        lat=lat,
        lng=lng,
        reeksen=_series(row),
        dicht=_ranges(_list(row, "closedRanges")),
        extra=tuple(read_day(text) for text in _list(row, "exceptions")),
        sla_over=sla_over,
        let_op=said[:200],
    )


def _guarded(value: Any, report: Report, number: int, kolom: str, *, level: str = PLAN) -> str:
    """A text that passed the guard: what leads to a person is refused here as it is in a form."""
    text = clean_name(value, report, rij=number, kolom=kolom)
    if any(one.blokkeert for one in zoek(text, level)):
        said = _("In «%(kolom)s» staat een nummer of adres dat naar een mens leidt. Haal dat weg.")
        raise Onbruikbaar(said, kolom=kolom)
    return text


def _series(row: dict[str, Any]) -> tuple[ReeksRij, ...]:
    rules, starts, ends = (_list(row, name) for name in ("rrule", "startTime", "endTime"))
    if not rules or not len(rules) == len(starts) == len(ends):
        raise Onbruikbaar(_("Het aantal regels en tijden is niet gelijk."))
    found = []
    for text, van, eindigt in zip(rules, starts, ends, strict=True):
        try:
            read_rule(text)
        except Refused as refused:
            raise Onbruikbaar(_("De regel «%(regel)s» is onleesbaar."), regel=text[:60]) from refused
        found.append(ReeksRij(text, _clock(van), _clock(eindigt)))
        if found[-1].van == found[-1].eindigt:
            raise Onbruikbaar(_("Het einde ligt niet na het begin."))
    return tuple(found)


def _ranges(texts: list[str]) -> tuple[str, ...]:
    try:
        return tuple(read_range(text).text for text in texts)
    except Refused as refused:
        raise Onbruikbaar(
            _("Een gesloten periode is onleesbaar: %(tekst)s"), tekst=", ".join(texts)
        ) from refused


def _kinds(said: str) -> tuple[str, ...]:
    """The kinds of closure that are named in words."""
    named = {
        kind for words, kinds in WORDS.items() if re.search(words, said, re.IGNORECASE) for kind in kinds
    }
    return tuple(str(kind) for kind in Soort if kind in named)


def _list(row: dict[str, Any], name: str) -> list[str]:
    values = row.get(name, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise Onbruikbaar(_("«%(kolom)s» is geen lijst van teksten."), kolom=name)
    return values


def read_day(text: Any) -> date:
    """A day as ISO 8601 writes it. Raises Onbruikbaar."""
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise Onbruikbaar(_("«%(tekst)s» is geen datum."), tekst=str(text)[:40]) from error


def _clock(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError as error:
        raise Onbruikbaar(_("«%(tekst)s» is geen tijd."), tekst=text[:40]) from error
