"""Figures: rows of a table -> KerncijferRow, one per area, measure and year.

Publications we know: SES-WOA from StatLine (85163NED), CBS key figures 2024 and later (names with _NN), CBS wijken until 2016
(P_..., AANT_...), Leefbaarometer 2.0 and the long BBGA table. Missing (".", blank, "x", -99999999, None) is None and never 0.
Numbers stay as published: rounded parts that do not add up are left alone. Unknown columns are reported, not guessed.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop as _

from wijken.imports import maten
from wijken.imports.areas import CBS, GEMEENTE, Opties
from wijken.imports.report import Onbruikbaar, Onleesbaar, Report
from wijken.imports.sources import Layer, Record
from wijken.imports.texts import clean_name, stem
from wijken.rows import Cijfers, GebiedRow, KerncijferRow, MaatRow

MISSING_WORDS = {"", ".", "x", "none", "null", "na", "n/a", "nan", "geheim", "#n/b", "-"}
SENTINELS = {
    Decimal(value)
    for value in (
        -99999999,
        -99999998,
        -99999997,
        -99999996,
        -99999995,
        -99999,
        -99998,
        -99997,
        -99996,
        -99995,
    )
}
MAX_VALUE = Decimal(10) ** 11
MAX_CELLS = 2_000_000
_NUMBER = re.compile(r"[+-]?\d{1,20}(?:[.,]\d{1,30})?(?:[eE][+-]?\d{1,2})?")
_SOORT = (
    (re.compile(r"GM\d{4}"), "gemeente"),
    (re.compile(r"WK\d{4}[0-9A-Z]{2}"), "wijk"),
    (re.compile(r"BU\d{4}[0-9A-Z]{4}"), "buurt"),
)


@dataclass(frozen=True, slots=True)
class Publication:
    """How a publication lays out its table: where code, name and year are, and which column is which measure."""

    kenmerk: frozenset[str]
    uitgave: str
    code: str
    naam: str = ""
    jaar: str = ""
    columns: dict[str, MaatRow] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    indeling: Callable[[Layer, int], int] = lambda _layer, peiljaar: peiljaar


def _last_year(layer: Layer, peiljaar: int) -> int:
    """The Leefbaarometer recounts all its years on the division of its last year."""
    return max((_year(record.cellen.get("JAAR")) or peiljaar for record in layer.rijen), default=peiljaar)


PUBLICATIONS = (
    Publication(
        frozenset({"Perioden", "Wijken en buurten", "Regiocode (gemeente, wijk, buurt) (code)"}),
        uitgave="85163NED",
        code="Regiocode (gemeente, wijk, buurt) (code)",
        naam="Wijken en buurten",
        jaar="Perioden",
        columns=maten.SES_WOA,
    ),
    Publication(
        frozenset({"GBD", "JAAR", "RLBRMTR"}),
        uitgave="Leefbaarometer 2.0, meting 2016",
        code="GBD",
        naam="WK_NAAM",
        jaar="JAAR",
        columns=maten.LEEFBAAROMETER,
        ignored=frozenset({"WK_CODE", "GM_CODE", "GM_NAAM", "AANT_INW"}),
        indeling=_last_year,
    ),
    Publication(
        frozenset({"WK_CODE", "WK_NAAM", "AANT_INW"}),
        uitgave="CBS Wijk- en buurtkaart",
        code="WK_CODE",
        naam="WK_NAAM",
        columns=maten.CBS_WIJK,
        ignored=frozenset({"GM_CODE", "GM_NAAM", "IND_WBI", "WATER"}),
    ),
    Publication(
        frozenset({"code", "jaar"}),
        uitgave="CBS Kerncijfers wijken en buurten",
        code="code",
        jaar="jaar",
        columns=maten.KWB,
    ),
)
BBGA_HEADER = {"jaar", "gebiedcode15", "variabele", "waarde"}


def recognises(layer: Layer) -> bool:
    """Whether the columns are those of a publication we know."""
    have = set(layer.kolommen)
    return have >= BBGA_HEADER or any(have >= publication.kenmerk for publication in PUBLICATIONS)


def read_figures(layer: Layer, opties: Opties, report: Report) -> Cijfers:
    """The figures of a table, each row reported. Raises Onleesbaar when no row can be used."""
    have = set(layer.kolommen)
    if have >= BBGA_HEADER:
        cijfers = _read_bbga(layer, report)
    else:
        publication = next((candidate for candidate in PUBLICATIONS if have >= candidate.kenmerk), None)
        if publication is None:
            raise Onleesbaar(
                _(
                    "We herkennen de kolommen niet (%(kolommen)s). We lezen tabellen van CBS, Leefbaarometer en BBGA."
                ),
                kolommen=", ".join(layer.kolommen)[:200],
            )
        cijfers = _read_wide(layer, publication, opties, report)
    if not cijfers.rijen:
        raise Onleesbaar(_("Geen enkele rij is bruikbaar. Er is niets opgeslagen."))
    return cijfers


def _read_wide(layer: Layer, publication: Publication, opties: Opties, report: Report) -> Cijfers:
    columns = _columns(layer, publication, report)
    if len(columns) * len(layer.rijen) > MAX_CELLS:
        raise Onleesbaar(_("Het bestand heeft meer dan %(max)d cijfers. Deel het op."), max=MAX_CELLS)
    default = opties.jaar or (None if publication.jaar else _year_in_name(layer, report))
    if not publication.jaar and not default:
        raise Onleesbaar(_("In dit bestand staat geen jaar. Vul in van welk jaar de cijfers zijn."))
    cijfers = Cijfers(maten={maat.code: maat for maat in columns.values()})
    last = publication.indeling(layer, default or 0)
    seen: set[tuple[str, int]] = set()
    for record in layer.rijen:
        try:
            gebied, peiljaar = _area(record, publication, default, last, report)
            _refuse_double(seen, gebied.code, peiljaar)
        except Onbruikbaar as reason:
            report.skipped(record.rij, "", reason.tekst, **reason.waarden)
            continue
        cijfers.gebieden.setdefault((gebied.stelsel, gebied.code, gebied.geldig_van), gebied)
        cijfers.rijen.extend(_values(record, gebied, peiljaar, publication.uitgave, columns, report))
    return cijfers


def _refuse_double(seen: set[tuple[str, int]], code: str, jaar: int) -> None:
    if (code, jaar) in seen:
        raise Onbruikbaar(_("«%(code)s» staat al eerder in het bestand voor %(jaar)d."), code=code, jaar=jaar)
    seen.add((code, jaar))


def _columns(layer: Layer, publication: Publication, report: Report) -> dict[str, MaatRow]:
    """Which column is which measure; a trailing _NN (CBS numbers its topics) is no part of the name."""
    known = {publication.code, publication.naam, publication.jaar} | publication.ignored
    columns: dict[str, MaatRow] = {}
    for column in layer.kolommen:
        maat = publication.columns.get(column) or publication.columns.get(re.sub(r"_\d{1,3}$", "", column))
        if maat is not None:
            columns[column] = maat
        elif column not in known:
            report.skipped(
                None,
                column,
                _("De kolom «%(kolom)s» kennen we niet. Deze cijfers zijn niet overgenomen."),
                kolom=column[:80],
            )
    if not columns:
        raise Onleesbaar(_("In het bestand staat geen kolom met cijfers die we kennen."))
    return columns


def _year_in_name(layer: Layer, report: Report) -> int | None:
    found = re.search(r"(?<!\d)(19|20)\d\d(?!\d)", stem(layer.naam))
    if not found:
        return None
    report.repaired(
        None,
        "",
        _("Het jaar staat niet in het bestand; %(jaar)d komt uit de bestandsnaam."),
        jaar=int(found[0]),
    )
    return int(found[0])


def _area(
    record: Record, publication: Publication, default: int | None, last: int, report: Report
) -> tuple[GebiedRow, int]:
    """The area and year of a row. The division is that of the year itself, or of the publication's last year."""
    code = str(record.cellen.get(publication.code) or "").strip()
    soort = next((kind for pattern, kind in _SOORT if pattern.fullmatch(code)), None)
    if soort is None:
        raise Onbruikbaar(_("«%(code)s» is geen CBS-code (GM, WK of BU met cijfers)."), code=code[:40])
    peiljaar = _year(record.cellen.get(publication.jaar)) or default
    if peiljaar is None:
        raise Onbruikbaar(_("Het jaar ontbreekt of is geen jaartal."))
    naam = (
        clean_name(record.cellen.get(publication.naam), report, rij=record.rij, kolom=publication.naam)
        or code
    )
    indeling = last if publication.indeling is _last_year else peiljaar
    parent = {"wijk": f"GM{code[2:6]}", "buurt": f"WK{code[2:8]}"}.get(soort, "")
    return GebiedRow(
        record.rij, soort, CBS, code, naam, None, date(indeling, 1, 1), date(indeling, 12, 31), parent
    ), peiljaar


def _year(value: Any) -> int | None:
    match = re.fullmatch(r"((?:19|20)\d\d)(?:JJ00|\.0)?\*{0,2}", str(value).strip())
    return int(match[1]) if match else None


def _values(
    record: Record,
    gebied: GebiedRow,
    peiljaar: int,
    uitgave: str,
    columns: dict[str, MaatRow],
    report: Report,
) -> Iterator[KerncijferRow]:
    bad = missing = 0
    for column, maat in columns.items():
        try:
            waarde = parse_value(record.cellen.get(column))
        except Onbruikbaar as reason:
            report.skipped(record.rij, column, reason.tekst, **reason.waarden)
            bad += 1
            continue
        missing += waarde is None
        yield KerncijferRow(
            record.rij, gebied.stelsel, gebied.code, gebied.geldig_van, maat.code, peiljaar, uitgave, waarde
        )
    if not bad:
        report.ok(record.rij, f"{gebied.naam} ({gebied.code}), {len(columns) - missing}/{len(columns)}")


def parse_value(raw: Any) -> Decimal | None:
    """A number as published, exactly; None when missing. Raises Onbruikbaar for anything else."""
    text = "" if raw is None else str(raw).strip()
    if text.lower() in MISSING_WORDS:
        return None
    if not _NUMBER.fullmatch(text) or not text.isascii():
        raise Onbruikbaar(_("«%(waarde)s» is geen getal."), waarde=text[:40])
    value = Decimal(text.replace(",", "."))
    if value in SENTINELS:
        return None
    if abs(value) > MAX_VALUE:
        raise Onbruikbaar(_("«%(waarde)s» is te groot om waar te zijn."), waarde=text[:40])
    return value


def _read_bbga(layer: Layer, report: Report) -> Cijfers:
    """The long table of the municipality: a row per year, area and variable; codes are those of the 2015 division."""
    cijfers, unknown, seen = Cijfers(), set[str](), set[tuple[str, int]]()
    for record in layer.rijen:
        cells = {key: str(value or "").strip() for key, value in record.cellen.items()}
        maat = maten.BBGA.get(cells["variabele"])
        if maat is None:
            if cells["variabele"] not in unknown:
                report.skipped(
                    record.rij,
                    "variabele",
                    _("«%(code)s» kennen we niet. Deze cijfers zijn niet overgenomen."),
                    code=cells["variabele"][:40],
                )
            unknown.add(cells["variabele"])
            continue
        try:
            jaar, code = _bbga_key(cells["jaar"], cells["gebiedcode15"])
            waarde = parse_value(cells["waarde"])
            _refuse_double(seen, f"{code} {cells['variabele']}", jaar)
        except Onbruikbaar as reason:
            report.skipped(record.rij, "", reason.tekst, **reason.waarden)
            continue
        gebied = _bbga_area(record.rij, code)
        cijfers.maten[maat.code] = maat
        cijfers.gebieden.setdefault((gebied.stelsel, gebied.code, gebied.geldig_van), gebied)
        cijfers.rijen.append(
            KerncijferRow(record.rij, GEMEENTE, code, gebied.geldig_van, maat.code, jaar, "BBGA", waarde)
        )
        report.ok(record.rij, f"{code}, {maat.naam}, {jaar}")
    return cijfers


def _bbga_key(jaar: str, code: str) -> tuple[int, str]:
    year = _year(jaar)
    if year is None or not re.fullmatch(r"\w{1,10}", code):
        raise Onbruikbaar(_("Het jaar of de gebiedscode klopt niet."))
    return year, code


def _bbga_area(rij: int, code: str) -> GebiedRow:
    soort = {1: "stadsdeel", 3: "wijk"}.get(len(code), "gebied") if code != "STAD" else "gemeente"
    naam = "Amsterdam" if code == "STAD" else code
    return GebiedRow(rij, soort, GEMEENTE, code, naam, None, date(2015, 1, 1), None)
