"""Ways to feed a reader in tests: a fixture, bytes, a zip or a shapefile made on the spot."""

import io
import zipfile
from pathlib import Path

import shapefile

from wijken.imports.areas import Opties
from wijken.imports.reader import Soort, read
from wijken.imports.report import Niveau, Report
from wijken.rows import Gelezen

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "imports"


def read_bytes(
    data: bytes, naam: str = "bestand.csv", soort: str = "gebieden", **opties
) -> tuple[Gelezen, Report]:
    report = Report()
    return read(data, naam, Soort(soort), Opties(**opties), report), report


def read_fixture(naam: str, soort: str = "gebieden", **opties) -> tuple[Gelezen, Report]:
    return read_bytes((FIXTURES / naam).read_bytes(), naam, soort, **opties)


def lines(report: Report, niveau: str) -> list[tuple[int | None, str]]:
    return [(line.rij, line.melding) for line in report.regels if line.niveau == Niveau(niveau)]


def zip_of(**entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for naam, data in entries.items():
            archive.writestr(naam.replace("__", "."), data)
    return buffer.getvalue()


def shape_zip(
    rows: list[tuple[str, str, list]],
    *,
    parts: tuple[str, ...] = ("shp", "dbf", "shx"),
    encoding: str = "utf8",
) -> bytes:
    """A zipped shapefile with the columns of the municipality: (CODE, NAAM, rings in any coordinates)."""
    files = {name: io.BytesIO() for name in ("shp", "dbf", "shx")}
    with shapefile.Writer(**files, shapeType=shapefile.POLYGON, encoding=encoding) as writer:
        for name, kind, size in (
            ("NAAM", "C", 40),
            ("CODE", "C", 4),
            ("INGSDATUM", "D", 8),
            ("EINDDATUM", "D", 8),
        ):
            writer.field(name, kind, size)
        for code, naam, rings in rows:
            writer.poly(rings)
            writer.record(naam, code, "20150101", None)
    return zip_of(**{f"VERZONNEN__{name}": files[name].getvalue() for name in parts})


def square(x: float, y: float, size: float) -> list[list[float]]:
    """A closed ring, clockwise as shapefiles like it."""
    return [[x, y], [x, y + size], [x + size, y + size], [x + size, y], [x, y]]
