"""What is this file? Decided by its content, from an allow-list, with every cap checked before memory is spent.

Read: GeoJSON, CSV (comma, semicolon or tab), a zip with one or more shapefiles, a zip around one CSV or GeoJSON.
Everything else is refused with a sentence that says what to do. No network, no temporary files, no virtual paths.
"""

import csv
import io
import json
import struct
import warnings
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import shapefile
from django.utils.translation import gettext_noop as _

from wijken.imports.report import Onleesbaar, Report
from wijken.imports.texts import decode, decode_cell, stem, suffix

MAX_BYTES = 25 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 100
MAX_ENTRIES = 50
MAX_ROWS = 200_000
MAX_COLUMNS = 300
MAX_VERTICES = 2_000_000
MAX_RINGS = 2_000

_MAGIC = (
    (b"\x89PNG", _("een plaatje")),
    (b"\xff\xd8\xff", _("een plaatje")),
    (b"GIF8", _("een plaatje")),
    (b"RIFF", _("een plaatje")),
    (b"%PDF", _("een pdf")),
    (b"SQLite format 3\0", _("een GeoPackage")),
    (b"\xd0\xcf\x11\xe0", _("een oud Excel- of Wordbestand")),
    (b"\x1f\x8b", _("een gz-bestand")),
    (b"7z\xbc\xaf", _("een 7z-bestand")),
    (b"Rar!", _("een rar-bestand")),
    (b"\x00\x00\x27\x0a", _("een los .shp-bestand (zip het samen met het .dbf-bestand)")),
)
_EXPECTED = _(
    "Dit is %(vorm)s. Dat lezen we niet. Wel: GeoJSON, CSV, of een zip met een shapefile (.shp en .dbf). "
    "Maak het bestand opnieuw in een van die vormen."
)
csv.field_size_limit(MAX_BYTES)


@dataclass(slots=True)
class Record:
    """One row of a file: its number as a spreadsheet shows it, its cells, and a geometry if it has one."""

    rij: int
    cellen: dict[str, Any]
    geometrie: dict[str, Any] | None = None


@dataclass(slots=True)
class Layer:
    """Rows that share their columns; `geojson` tells whether geometry came with the rows."""

    naam: str
    kolommen: list[str]
    rijen: list[Record] = field(default_factory=list)
    ruimtelijk: bool = False


def open_source(data: bytes, naam: str, report: Report) -> list[Layer]:
    """The layers of a file. Raises Onleesbaar with the reason when nothing of it can be used."""
    if not data.strip(b"\0\r\n\t "):
        raise Onleesbaar(_("Het bestand is leeg."))
    if len(data) > MAX_BYTES:
        raise Onleesbaar(
            _("Het bestand is te groot. Het mag hooguit %(mb)d MB zijn."), mb=MAX_BYTES // 1024**2
        )
    if data.startswith(b"PK"):
        return _open_zip(data, report)
    for magic, vorm in _MAGIC:
        if data.startswith(magic):
            raise Onleesbaar(_EXPECTED, vorm=vorm)
    return _open_text(data, naam, report)


def _open_text(data: bytes, naam: str, report: Report) -> list[Layer]:
    text = decode(data, report)
    start = text[:2000].lstrip().lower()
    if start.startswith(("{", "[")):
        return [_open_geojson(text, naam, report)]
    if start.startswith("<"):
        vorm = (
            _("een webpagina") if "<html" in start or "<!doctype" in start else _("een XML- of KML-bestand")
        )
        raise Onleesbaar(_EXPECTED, vorm=vorm)
    return [_open_csv(text, naam, report)]


# -- zip -----------------------------------------------------------------------------------------------
def _open_zip(data: bytes, report: Report) -> list[Layer]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = {info.filename: info for info in archive.infolist() if _counts(info)}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise Onleesbaar(_("Het zip-bestand is beschadigd.")) from error
    if "[Content_Types].xml" in parts:
        raise Onleesbaar(_EXPECTED, vorm=_("een Excel- of Wordbestand"))
    _check_zip(list(parts.values()))
    by_stem: dict[str, dict[str, str]] = defaultdict(dict)
    for name in parts:
        by_stem[name.lower().rsplit(".", 1)[0]].setdefault(suffix(name), name)
    shapes = {key: exts for key, exts in by_stem.items() if ".shp" in exts}
    if shapes:
        return [_open_shapefile(archive, exts) for _key, exts in sorted(shapes.items())]
    single = [name for name in parts if suffix(name) in {".csv", ".json", ".geojson"}]
    if len(single) == 1:
        return _open_text(_unpack(archive, single[0]), single[0], report)
    raise Onleesbaar(
        _("In dit zip-bestand zit geen shapefile (.shp en .dbf) en niet precies één CSV- of GeoJSON-bestand.")
    )


def _counts(info: zipfile.ZipInfo) -> bool:
    return not info.is_dir() and not info.filename.startswith("__MACOSX/") and "/." not in f"/{info.filename}"


def _check_zip(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MAX_ENTRIES:
        raise Onleesbaar(
            _("In het zip-bestand zitten %(aantal)d bestanden; het mogen er hooguit %(max)d zijn."),
            aantal=len(parts),
            max=MAX_ENTRIES,
        )
    if any(info.flag_bits & 1 for info in parts):
        raise Onleesbaar(_("Het zip-bestand heeft een wachtwoord. Maak er een zonder wachtwoord."))
    unpacked = sum(info.file_size for info in parts)
    packed = max(sum(info.compress_size for info in parts), 1)
    if unpacked > MAX_UNPACKED or (unpacked > 1024**2 and unpacked / packed > MAX_RATIO):
        raise Onleesbaar(_("Het zip-bestand wordt uitgepakt veel te groot. We pakken het niet uit."))


def _unpack(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of one entry, never more than its directory entry promises (zipfile stops there)."""
    try:
        with archive.open(name) as handle:
            return handle.read(MAX_UNPACKED + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Onleesbaar(_("Het zip-bestand is beschadigd.")) from error


# -- shapefile -----------------------------------------------------------------------------------------
def _open_shapefile(archive: zipfile.ZipFile, exts: dict[str, str]) -> Layer:
    naam = stem(exts[".shp"])
    if ".dbf" not in exts:
        raise Onleesbaar(
            _("Bij «%(naam)s.shp» hoort een bestand «%(naam)s.dbf» in dezelfde zip. Dat ontbreekt."),
            naam=naam,
        )
    files = {
        ext[1:]: io.BytesIO(_unpack(archive, exts[ext])) for ext in (".shp", ".dbf", ".shx") if ext in exts
    }
    try:
        # latin-1 keeps every byte, so that each cell can be decoded by itself afterwards.
        with warnings.catch_warnings(), shapefile.Reader(**files, encoding="latin-1") as reader:
            warnings.simplefilter("ignore")
            return _read_shapes(reader, naam)
    except Onleesbaar:
        raise
    except Exception as error:  # pyshp says «damaged» with any exception there is
        raise Onleesbaar(_("Het shapefile «%(naam)s» is beschadigd of niet compleet."), naam=naam) from error


def _read_shapes(reader: shapefile.Reader, naam: str) -> Layer:
    if reader.shapeTypeName not in {"POLYGON", "POLYGONZ", "POLYGONM"}:
        raise Onleesbaar(
            _("In het shapefile «%(naam)s» staan geen vlakken maar %(soort)s."),
            naam=naam,
            soort=reader.shapeTypeName,
        )
    kolommen = [fld.name for fld in reader.fields if fld.name != "DeletionFlag"]
    layer, vertices = Layer(naam, kolommen, ruimtelijk=True), 0
    for row, item in enumerate(reader.iterShapeRecords(), start=1):
        _check_rows(row)
        points, parts = getattr(item.shape, "points", []), getattr(item.shape, "parts", [])
        vertices += len(points)
        _check_vertices(vertices)
        if len(parts) > MAX_RINGS:
            raise Onleesbaar(
                _("Een vlak in het bestand heeft meer dan %(max)d losse ringen. Dat lezen we niet."),
                max=MAX_RINGS,
            )
        cells = {key: _dbf_cell(value) for key, value in zip(kolommen, item.record, strict=False)}
        layer.rijen.append(Record(row, cells, item.shape.__geo_interface__ if points else None))
    return layer


def _dbf_cell(value: Any) -> Any:
    return (
        decode_cell(value.encode("latin-1", errors="replace")).strip("\0 ")
        if isinstance(value, str)
        else value
    )


# -- GeoJSON -------------------------------------------------------------------------------------------
def _open_geojson(text: str, naam: str, report: Report) -> Layer:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Onleesbaar(
            _("Het bestand lijkt JSON, maar is niet te lezen. Misschien is het afgebroken.")
        ) from error
    soort = data.get("type") if isinstance(data, dict) else None
    if soort == "Topology":
        raise Onleesbaar(_EXPECTED, vorm=_("een TopoJSON-bestand"))
    features = (
        [data] if soort == "Feature" else data.get("features") if soort == "FeatureCollection" else None
    )
    if not isinstance(features, list):
        raise Onleesbaar(
            _("Dit is JSON, maar geen GeoJSON: er staat geen lijst met gebieden of plekken in («features»).")
        )
    if not features:
        raise Onleesbaar(_("In het bestand staat geen enkele rij."))
    _check_rows(len(features))
    layer, columns = Layer(naam, [], ruimtelijk=True), dict[str, None]()
    for row, feature in enumerate(features, start=1):
        if not isinstance(feature, dict):
            report.skipped(row, "", _("Deze rij is geen GeoJSON-object."))
            continue
        cells, geometry = feature.get("properties"), feature.get("geometry")
        cells = cells if isinstance(cells, dict) else {}
        columns.update(dict.fromkeys(list(cells)[:MAX_COLUMNS]))
        layer.rijen.append(Record(row, cells, geometry if isinstance(geometry, dict) else None))
    layer.kolommen = list(columns)[:MAX_COLUMNS]
    return layer


# -- CSV -----------------------------------------------------------------------------------------------
def _open_csv(text: str, naam: str, report: Report) -> Layer:
    header_line = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(";,\t", key=header_line.count)
    if not header_line.count(delimiter):
        raise Onleesbaar(
            _(
                "Dit lijkt geen CSV-bestand: in de eerste regel staan geen kolommen met een komma of puntkomma ertussen."
            )
        )
    rows = _csv_rows(text, delimiter)
    kolommen = [cell.strip() for cell in next(rows)[1]]
    while kolommen and not kolommen[-1]:
        kolommen.pop()
    if len(kolommen) > MAX_COLUMNS:
        raise Onleesbaar(
            _("Het bestand heeft %(aantal)d kolommen; het mogen er hooguit %(max)d zijn."),
            aantal=len(kolommen),
            max=MAX_COLUMNS,
        )
    doubles = [name for name, count in Counter(kolommen).items() if count > 1]
    if doubles:
        raise Onleesbaar(
            _("De kolom «%(kolom)s» komt twee keer voor. Geef elke kolom een eigen naam."),
            kolom=doubles[0][:80],
        )
    layer = Layer(naam, kolommen)
    for row, cells in rows:
        _check_rows(len(layer.rijen))
        if any(cell.strip() for cell in cells[len(kolommen) :]) or len(cells) < len(kolommen):
            report.skipped(
                row,
                "",
                _("Deze rij heeft %(aantal)d kolommen, de eerste regel heeft er %(kop)d."),
                aantal=len(cells),
                kop=len(kolommen),
            )
        else:
            layer.rijen.append(Record(row, dict(zip(kolommen, cells, strict=False))))
    return layer


def _csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold something, with the number of their first line."""
    reader = csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=delimiter)
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise Onleesbaar(_("Regel %(regel)d van het CSV-bestand is niet te lezen."), regel=start) from error


def _check_rows(count: int) -> None:
    if count > MAX_ROWS:
        raise Onleesbaar(_("Het bestand heeft meer dan %(max)d rijen. Deel het op."), max=MAX_ROWS)


def _check_vertices(count: int) -> None:
    if count > MAX_VERTICES:
        raise Onleesbaar(
            _("De grenzen in het bestand hebben samen meer dan %(max)d punten. Vereenvoudig ze eerst."),
            max=MAX_VERTICES,
        )


check_vertices = _check_vertices
