"""Areas: rows of any spatial layer -> GebiedRow.

Layouts we know: CBS (statcode/statnaam/jaar, WK_CODE/WK_NAAM ...), the municipal shapefiles (CODE, NAAM, INGSDATUM),
the municipal CSV export (Stadsdeelcode, WKT in both axis orders) and names only. Codes of CBS, of the municipality and
those made from a name are three systems that never join. An empty border is reported and the area kept without one;
a border that cannot be read makes its row unusable.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import shapely
from django.utils.text import slugify
from django.utils.translation import gettext_noop as _
from shapely.geometry.base import BaseGeometry

from wijken.imports import geometry
from wijken.imports.report import Onbruikbaar, Onleesbaar, Report
from wijken.imports.sources import Layer, Record, check_vertices
from wijken.imports.texts import clean_name, stem
from wijken.rows import GebiedRow

CBS, GEMEENTE, NAAM = "cbs", "gemeente", "naam"
INDELING_SINDS = date(
    2022, 3, 24
)  # the municipal division in force; files that carry no date are of after that day
_CBS_CODE = re.compile(r"(GM)\d{4}|(WK)\d{4}[0-9A-Z]{2}|(BU)\d{4}[0-9A-Z]{4}")
_CBS_SOORT = {"GM": "gemeente", "WK": "wijk", "BU": "buurt"}
_PART = re.compile(r"(?P<naam>.*\S)\s+\(\d{1,3}\)")
_MUNICIPAL = (
    (re.compile(r"[A-Z]"), "stadsdeel"),
    (re.compile(r"DX.{2}|G[A-Z]\d\d", re.IGNORECASE), "gebied"),
    (re.compile(r"[A-Z]{2}|[A-Z]\d\d"), "wijk"),
    (re.compile(r"[A-Z]{2}\d\d|[A-Z]\d\d[a-z]"), "buurt"),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns hold what (compared in lower case)."""

    stelsel: str
    naam: str
    code: str = ""
    ouder: str = ""
    soort: str = ""
    van: str = ""
    tot: str = ""
    jaar: str = ""


LAYOUTS = (
    Layout(CBS, code="statcode", naam="statnaam", jaar="jaar", ouder="gemeentecode"),
    Layout(CBS, code="bu_code", naam="bu_naam", jaar="jaar", ouder="wk_code"),
    Layout(CBS, code="wk_code", naam="wk_naam", jaar="jaar", ouder="gm_code"),
    Layout(CBS, code="buurtcode", naam="buurtnaam", jaar="jaar", ouder="wijkcode", soort="?"),
    Layout(GEMEENTE, code="buurtcode", naam="buurtnaam", soort="buurt", ouder="wijkcode"),
    Layout(GEMEENTE, code="wijkcode", naam="wijknaam", soort="wijk", ouder="stadsdeelcode"),
    Layout(GEMEENTE, code="gebiedcode", naam="gebiednaam", soort="gebied", ouder="stadsdeelcode"),
    Layout(GEMEENTE, code="stadsdeelcode", naam="stadsdeelnaam", soort="stadsdeel"),
    Layout(GEMEENTE, code="code", naam="naam", van="ingsdatum", tot="einddatum", ouder="stadsdeel"),
    Layout(NAAM, naam="name"),
    Layout(NAAM, naam="naam"),
)


@dataclass(frozen=True, slots=True)
class Opties:
    """What a person adds when the file does not say it."""

    soort: str = ""
    geldig_van: date | None = None
    jaar: int | None = None


@dataclass(slots=True)
class _Draft:
    """An area on its way: its first row, and every border found for it with the row that brought it."""

    row: GebiedRow
    shapes: list[tuple[int, BaseGeometry]]


def find_layout(layer: Layer) -> Layout | None:
    """The first layout whose code and name columns the layer has."""
    have = {column.lower() for column in layer.kolommen}
    for layout in LAYOUTS:
        if (
            layout.naam in have
            and (not layout.code or layout.code in have)
            and (layout.soort != "?" or "gm_code" in have)
        ):
            return layout
    return None


def is_spatial(layer: Layer) -> bool:
    """Whether borders come with the rows, as geometry or as WKT."""
    return layer.ruimtelijk or bool(_wkt_columns(layer))


def read_areas(layer: Layer, opties: Opties, report: Report) -> list[GebiedRow]:
    """The areas of a layer, each reported. Raises Onleesbaar when no row can be used."""
    layout = find_layout(layer)
    if layout is None:
        raise Onleesbaar(
            _(
                "We herkennen de kolommen niet (%(kolommen)s). Nodig: een naam (en liefst een code) per gebied."
            ),
            kolommen=", ".join(layer.kolommen)[:200],
        )
    opties = _told(layer, layout, opties, report)
    drafts: dict[tuple[str, str, date], _Draft] = {}
    vertices = 0
    for record in layer.rijen:
        try:
            draft = _read_row(record, layer, layout, opties, report)
        except Onbruikbaar as reason:
            report.skipped(record.rij, "", reason.tekst, **reason.waarden)
            continue
        vertices += sum(int(shapely.get_num_coordinates(shape)) for _rij, shape in draft.shapes)
        check_vertices(vertices)
        _keep(drafts, draft, report)
    if not drafts:
        raise Onleesbaar(_("Geen enkele rij is bruikbaar. Er is niets opgeslagen."))
    return [_finish(draft, report) for draft in drafts.values()]


def _told(layer: Layer, layout: Layout, opties: Opties, report: Report) -> Opties:
    """What the file does not say, as a person chose it, else assumed and said so."""
    columns = {column.lower() for column in layer.kolommen}
    if layout.stelsel == CBS:
        if layout.jaar not in columns and not opties.jaar:
            raise Onleesbaar(_("In dit bestand staat geen jaar. Vul in van welk jaar deze CBS-indeling is."))
        return opties
    if layout.van not in columns and not opties.geldig_van:
        opties = replace(opties, geldig_van=INDELING_SINDS)
        report.repaired(
            None,
            "",
            _("Het bestand zegt niet sinds wanneer de grenzen gelden. We houden %(dag)s aan."),
            dag=f"{INDELING_SINDS:%d-%m-%Y}",
        )
    if layout.stelsel != NAAM or opties.soort:
        return opties
    name = stem(layer.naam)
    hint = next((soort for soort, words in _HINTS if any(word in name for word in words)), "wijk")
    report.repaired(
        None,
        "",
        _("Het bestand zegt niet wat voor gebieden het zijn. We houden «%(soort)s» aan."),
        soort=hint,
    )
    return replace(opties, soort=hint)


_HINTS = (
    ("stadsdeel", ("stadsdeel", "stadsdelen")),
    ("buurt", ("buurt",)),
    ("wijk", ("wijk",)),
    ("gebied", ("gebied",)),
    ("gemeente", ("gemeente",)),
)


def _read_row(record: Record, layer: Layer, layout: Layout, opties: Opties, report: Report) -> _Draft:
    cells = {key.lower(): value for key, value in record.cellen.items()}
    naam = clean_name(cells.get(layout.naam), report, rij=record.rij, kolom=layout.naam)
    if not naam:
        raise Onbruikbaar(_("De naam ontbreekt."))
    base = _without_part(naam) if layout.stelsel == NAAM else naam
    code = f"{opties.soort}-{slugify(base)}"[:80] if layout.stelsel == NAAM else _code(cells.get(layout.code))
    van, tot = _validity(cells, layout, opties, report, record.rij)
    row = GebiedRow(
        rij=record.rij,
        soort=_soort(code, layout, opties),
        stelsel=layout.stelsel,
        code=code,
        naam=base,
        grens=None,
        geldig_van=van,
        geldig_tot=tot,
        ouder="" if not layout.ouder or cells.get(layout.ouder) in {None, ""} else _code(cells[layout.ouder]),
    )
    shape = _shape(record, layer)
    return _Draft(row, [] if shape is None else [(record.rij, shape)])


def _code(value: Any) -> str:
    code = re.sub(r"\s", "", str(value if value is not None else ""))
    if not re.fullmatch(r"[\w.-]{1,60}", code):
        raise Onbruikbaar(_("De code «%(code)s» is leeg of geen gebiedscode."), code=code[:60])
    return code


def _soort(code: str, layout: Layout, opties: Opties) -> str:
    if layout.stelsel == CBS:
        match = _CBS_CODE.fullmatch(code)
        if not match:
            raise Onbruikbaar(_("«%(code)s» is geen CBS-code (GM, WK of BU met cijfers)."), code=code)
        return _CBS_SOORT[match[1] or match[2] or match[3]]
    guess = next((soort for pattern, soort in _MUNICIPAL if pattern.fullmatch(code)), "")
    return opties.soort or layout.soort or guess or "wijk"


def _without_part(naam: str) -> str:
    """«Noord (2)» is a part of «Noord»; «Bijlmer Centrum (D,F,H)» is a name."""
    match = _PART.fullmatch(naam)
    return match["naam"] if match else naam


def _validity(
    cells: dict[str, Any], layout: Layout, opties: Opties, report: Report, rij: int
) -> tuple[date, date | None]:
    """First and last day. CBS divides the country anew each year, so its areas hold for that year."""
    if layout.stelsel == CBS:
        jaar = _year(cells.get(layout.jaar)) or opties.jaar
        if not jaar:
            raise Onbruikbaar(_("Het jaar ontbreekt of is geen jaartal."))
        return date(jaar, 1, 1), date(jaar, 12, 31)
    van, tot = _day(cells.get(layout.van)) or opties.geldig_van or INDELING_SINDS, _day(cells.get(layout.tot))
    if tot and tot < van:
        report.repaired(rij, layout.tot, _("De einddatum ligt voor de begindatum en is weggelaten."))
        tot = None
    return van, tot


def _year(value: Any) -> int | None:
    text = str(value).strip()
    return int(text) if re.fullmatch(r"(19|20)\d\d", text) else None


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    match = re.fullmatch(r"((?:19|20)\d\d)-?(\d\d)-?(\d\d)", str(value).strip())
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _wkt_columns(layer: Layer) -> list[str]:
    return [column for column in layer.kolommen if column.lower().startswith(("wkt", "geom"))]


def _shape(record: Record, layer: Layer) -> BaseGeometry | None:
    """The border from the row's own geometry, else from the first WKT column that holds one."""
    if layer.ruimtelijk:
        return geometry.from_geojson(record.geometrie)
    shapes = (geometry.from_wkt(str(record.cellen[column])) for column in _wkt_columns(layer))
    return next((shape for shape in shapes if shape is not None), None)


def _keep(drafts: dict[tuple[str, str, date], _Draft], draft: _Draft, report: Report) -> None:
    """Parts of one area are joined; the same code under another name is refused."""
    row = draft.row
    key = (row.stelsel, row.code, row.geldig_van)
    first = drafts.get(key)
    if first is None:
        drafts[key] = draft
    elif first.row.naam != row.naam:
        report.skipped(
            row.rij,
            "",
            _("De code «%(code)s» is al van «%(naam)s» in rij %(rij)d."),
            code=row.code,
            naam=first.row.naam,
            rij=first.row.rij,
        )
    else:
        first.shapes += draft.shapes
        report.joined(
            row.rij,
            _("Samengevoegd met rij %(rij)d tot één gebied «%(naam)s»."),
            rij=first.row.rij,
            naam=row.naam,
        )


def _finish(draft: _Draft, report: Report) -> GebiedRow:
    """The area with its border; parts that cannot be used are reported, and an area without any border is kept."""
    row, parts = draft.row, list[BaseGeometry]()
    for rij, shape in draft.shapes:
        try:
            grens = geometry.normalise(shape)
        except Onbruikbaar as reason:
            report.repaired(rij, "", reason.tekst, **reason.waarden)
            continue
        parts.append(grens.vlak)
        for tekst, waarden in grens.reparaties:
            report.repaired(rij, "", tekst, **waarden)
    if not parts:
        report.repaired(
            row.rij,
            "",
            _("«%(naam)s» heeft geen bruikbare grens. Het gebied is bewaard zonder grens."),
            naam=row.naam,
        )
        return row
    report.ok(row.rij, f"{row.naam} ({row.code})")
    return replace(row, grens=geometry.as_geojson(geometry.join(parts)))
