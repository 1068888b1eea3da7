"""Figures as files: CSV that a Dutch Excel opens well, and XLSX; no cell can ever act as a formula.

CSV: UTF-8 with byte order mark, `;` between cells, decimal comma; a text that starts with = + - @ TAB or CR
gets a `'` in front (numbers stay numbers). XLSX: text is written as text. Control characters are left out.
Every workbook ends with a sheet that says of each figure its formula, period, source, n and evidence level.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.text import slugify
from django.utils.translation import gettext

from core.suppression import Missing, Shown, StructuralZero, Suppressed

Cell = Any
BOM = "\ufeff"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
CELL_LENGTH = 32_767  # the longest text a spreadsheet cell holds
EXACT_INTEGER = 10**15  # beyond this a spreadsheet rounds
SHEET_NAME_LENGTH = 31
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a figure needs beside it, as texts; `n` may be empty when it may not be told."""

    figuur: str
    formule: str
    periode: str
    bron: str
    n: str
    bewijsniveau: str


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def plain(value: Cell) -> str | int | float | Decimal | datetime | date | time | None:
    """Return what a cell holds: a number, a moment, a text without control characters, or None for unknown."""
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nee")
    if isinstance(value, Shown | StructuralZero):
        return value.value
    if isinstance(value, Suppressed):
        return gettext("afgeschermd")
    if isinstance(value, Decimal | float) and not Decimal(value).is_finite():
        return None
    if value is None or isinstance(value, Missing | int | float | Decimal | datetime | date | time):
        return None if isinstance(value, Missing) else value
    return CONTROL.sub("", str(value))


# -- CSV ----------------------------------------------------------------------------------------------


def csv_cell(value: Cell) -> str:
    """Return one cell as it is written in CSV, before quoting."""
    content = plain(value)
    if content is None:
        return ""
    if isinstance(content, datetime):
        return (timezone.localtime(content) if timezone.is_aware(content) else content).strftime(
            "%Y-%m-%d %H:%M"
        )
    if isinstance(content, date | time):
        return content.isoformat()
    if isinstance(content, str):
        return f"'{content}" if content.lstrip(" ").startswith(DANGEROUS) else content
    return (
        format(content, "f").replace(".", ",")
        if isinstance(content, Decimal)
        else str(content).replace(".", ",")
    )


def csv_lines(rows: Iterable[Sequence[Cell]], *, header: Sequence[str]) -> Iterator[bytes]:
    """Write CSV line by line, for a streaming answer; the first piece starts with the byte order mark."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    buffer.write(BOM)
    writer.writerow([csv_cell(title) for title in header])
    yield buffer.getvalue().encode()
    for row in rows:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([csv_cell(value) for value in row])
        yield buffer.getvalue().encode()


def to_csv(rows: Iterable[Sequence[Cell]], *, header: Sequence[str]) -> bytes:
    """Return a whole CSV file."""
    return b"".join(csv_lines(rows, header=header))


# -- XLSX ---------------------------------------------------------------------------------------------


def to_xlsx(sheets: Iterable[Sheet], *, explanations: Iterable[Explanation]) -> bytes:
    """Return a workbook of these sheets and a last sheet «Uitleg» with what each figure means.

    Rows may be a generator: a sheet is written row by row in constant memory.
    """
    output = BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "dd-mm-yyyy",
    }
    with xlsxwriter.Workbook(output, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True})
        moment = book.add_format({"num_format": "dd-mm-yyyy hh:mm"})
        used: set[str] = set()
        for sheet in (*sheets, _explanation_sheet(explanations)):
            page = book.add_worksheet(_sheet_name(sheet.name, used))
            page.freeze_panes(1, 0)
            page.set_column(0, max(len(sheet.header) - 1, 0), 22)
            for column, title in enumerate(sheet.header):
                page.write_string(0, column, str(plain(title) or ""), bold)
            for line, row in enumerate(sheet.rows, start=1):
                for column, value in enumerate(row):
                    _write(page, line, column, plain(value), moment)
    return output.getvalue()


def _explanation_sheet(explanations: Iterable[Explanation]) -> Sheet:
    header = (
        gettext("Figuur"),
        gettext("Formule"),
        gettext("Periode"),
        gettext("Bron"),
        gettext("Aantal (n)"),
        gettext("Bewijsniveau"),
    )
    return Sheet(gettext("Uitleg"), header, [astuple(explanation) for explanation in explanations])


def _write(page: Any, line: int, column: int, value: Cell, moment: Any) -> None:
    if value is None:
        return
    if isinstance(value, datetime):
        local = timezone.make_naive(value) if timezone.is_aware(value) else value
        page.write_datetime(line, column, local, moment)
    elif isinstance(value, date):
        page.write_datetime(line, column, value)
    elif isinstance(value, time):
        page.write_string(line, column, value.isoformat("minutes"))
    elif isinstance(value, str):
        page.write_string(line, column, value[:CELL_LENGTH])
    elif abs(value) >= EXACT_INTEGER:
        page.write_string(line, column, str(value))
    else:
        page.write_number(line, column, value)


def _sheet_name(name: str, used: set[str]) -> str:
    base = re.sub(r"[\[\]:*?/\\]", " ", CONTROL.sub("", name)).strip(" '") or gettext("Blad")
    if base.lower() == "history":  # Excel keeps this name to itself
        base += "_"
    result, number = base[:SHEET_NAME_LENGTH].rstrip(" '"), 1
    while result.lower() in used:
        number += 1
        tail = f" {number}"
        result = base[: SHEET_NAME_LENGTH - len(tail)].rstrip(" '") + tail
    used.add(result.lower())
    return result


# -- Handing over -------------------------------------------------------------------------------------


def filename(*parts: object, ext: str) -> str:
    """Return a file name that every system accepts: `geuzenveld-derde-kwartaal-2026.csv`."""
    stem = "-".join(filter(None, (slugify(str(part)) for part in parts)))[:100].strip("-")
    return f"{stem or 'export'}.{ext}"


def csv_response(
    rows: Iterable[Sequence[Cell]], *, header: Sequence[str], name: str
) -> StreamingHttpResponse:
    """Answer with a CSV download, written while the rows come in."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return StreamingHttpResponse(csv_lines(rows, header=header), content_type=CSV_TYPE, headers=headers)


def xlsx_response(sheets: Iterable[Sheet], *, explanations: Iterable[Explanation], name: str) -> HttpResponse:
    """Answer with an XLSX download."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(to_xlsx(sheets, explanations=explanations), content_type=XLSX_TYPE, headers=headers)


def as_shown(value: Cell) -> str:
    """Return a cell as a page prints it: grouped thousands, «afgeschermd», «niet geteld» for unknown."""
    content = plain(value)
    if content is None:
        return gettext("niet geteld")
    return (
        number_format(content, force_grouping=True)
        if isinstance(content, int | float | Decimal)
        else str(content)
    )
