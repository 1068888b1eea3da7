import csv
from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZipFile

import openpyxl
import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from core.exports import (
    Explanation,
    Sheet,
    as_shown,
    csv_cell,
    csv_response,
    filename,
    to_csv,
    to_xlsx,
    xlsx_response,
)
from core.suppression import MISSING, STRUCTURAL_ZERO, SUPPRESSED, Shown

WHY = [Explanation("Bezoeken", "Σ deelnemers", "derde kwartaal 2026", "logs van het team", "54", "geteld")]


@pytest.fixture(autouse=True)
def _dutch():
    with override("nl"):
        yield


def workbook(*rows, name="Cijfers", header=("Wat", "Aantal")):
    return openpyxl.load_workbook(BytesIO(to_xlsx([Sheet(name, header, rows)], explanations=WHY)))


def lines(*rows, header=("Wat", "Aantal")):
    return to_csv(rows, header=header).decode("utf-8-sig").splitlines()


def test_csv_starts_with_a_byte_order_mark():
    assert to_csv([], header=["Wat"]) == b"\xef\xbb\xbfWat\r\n"


def test_csv_separates_with_semicolons_and_quotes_what_needs_it():
    assert lines(('Zegt "ja"; nee', 3)) == ["Wat;Aantal", '"Zegt ""ja""; nee";3']


@pytest.mark.parametrize("text", ["=1+1", "+31 6", "-1 dag", "@SUM(A1)", "\t=1", "\r=1", "  =1+1", "＝1+1"])
def test_csv_text_never_acts_as_a_formula(text):
    assert csv_cell(text).startswith("'")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (-5, "-5"),
        (Decimal("-1.50"), "-1,50"),
        (0.25, "0,25"),
        (Decimal("NaN"), ""),
        (float("inf"), ""),
        (None, ""),
        (MISSING, ""),
        (True, "ja"),
        (False, "nee"),
        (Shown(25), "25"),
        (STRUCTURAL_ZERO, "0"),
        (SUPPRESSED, "afgeschermd"),
        (date(2026, 7, 1), "2026-07-01"),
        (time(19, 30), "19:30:00"),
        (datetime(2026, 7, 1, 12, 0, tzinfo=UTC), "2026-07-01 14:00"),
        ("Tab\x00el\x1b \u202e", "Tabel "),
    ],
)
def test_a_csv_cell_says_what_it_holds(value, cell):
    assert csv_cell(value) == cell


@given(st.lists(st.lists(st.one_of(st.text(), st.integers(), st.none()), min_size=2, max_size=2), max_size=5))
def test_csv_is_read_back_as_the_same_table(rows):
    text = to_csv(rows, header=["a", "b"]).decode("utf-8-sig")
    read = list(csv.reader(StringIO(text, newline=""), delimiter=";"))
    assert read == [["a", "b"], *([csv_cell(value) for value in row] for row in rows)]
    assert not any(cell.lstrip(" ").startswith(("=", "@", "\t")) for row in read for cell in row)


def test_a_csv_download_streams_line_by_line():
    def rows():
        yield ("Taalcafé", 23)
        raise RuntimeError("not read yet")

    response = csv_response(rows(), header=["Wat", "Aantal"], name="cijfers.csv")
    pieces = iter(response.streaming_content)
    assert [next(pieces), next(pieces)] == ["\ufeffWat;Aantal\r\n".encode(), "Taalcafé;23\r\n".encode()]
    assert response["Content-Disposition"] == 'attachment; filename="cijfers.csv"'


@pytest.mark.parametrize("text", ["=1+1", "+1", "@x", "https://voorbeeld.test", "0123", "-"])
def test_xlsx_text_stays_text(text):
    cell = workbook((text, 1))["Cijfers"]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_xlsx_holds_no_formula_at_all():
    content = to_xlsx([Sheet("=1+1", ["=1+1"], [["=1+1"]])], explanations=WHY)
    with ZipFile(BytesIO(content)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if "worksheets" in name)


def test_xlsx_numbers_stay_numbers():
    sheet = workbook((Decimal("1.5"), 10**18), (date(2026, 7, 1), SUPPRESSED), (None, Shown(25)))["Cijfers"]
    assert [[str(cell.value) for cell in row] for row in sheet["A2:B4"]] == [
        ["1.5", "1000000000000000000"],
        ["2026-07-01 00:00:00", "afgeschermd"],
        ["None", "25"],
    ]
    assert [sheet[cell].data_type for cell in ("A2", "A3", "B4")] == ["n", "d", "n"]


def test_xlsx_moments_are_in_dutch_time():
    sheet = workbook((datetime(2026, 7, 1, 12, tzinfo=UTC), time(19, 30)))["Cijfers"]
    assert [str(sheet["A2"].value), sheet["B2"].value] == ["2026-07-01 14:00:00", "19:30"]


def test_xlsx_ends_with_what_the_figures_mean():
    book = workbook(("a", 1))
    assert book.sheetnames == ["Cijfers", "Uitleg"]
    assert [[cell.value for cell in row] for row in book["Uitleg"]] == [
        ["Figuur", "Formule", "Periode", "Bron", "Aantal (n)", "Bewijsniveau"],
        ["Bezoeken", "Σ deelnemers", "derde kwartaal 2026", "logs van het team", "54", "geteld"],
    ]


def test_xlsx_sheet_names_are_made_to_fit():
    names = ["a/b:c*?[d]\\", "x" * 40, "x" * 40, "", "History", "'q'"]
    book = openpyxl.load_workbook(BytesIO(to_xlsx([Sheet(n, ["a"], []) for n in names], explanations=[])))
    assert book.sheetnames == ["a b c   d", "x" * 31, "x" * 29 + " 2", "Blad", "History_", "q", "Uitleg"]


def test_xlsx_survives_odd_and_huge_text():
    sheet = workbook(("x" * 100_000, "\x00\x0b\ufffe\ud800ok"))["Cijfers"]
    assert (len(sheet["A2"].value), sheet["B2"].value) == (32_767, "ok")


def test_an_xlsx_download_is_named_and_not_cached():
    response = xlsx_response([Sheet("a", ["a"], [])], explanations=WHY, name="cijfers.xlsx")
    assert response["Content-Disposition"] == 'attachment; filename="cijfers.xlsx"'
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Geuzenveld", "derde kwartaal 2026"), "geuzenveld-derde-kwartaal-2026.csv"),
        (("../../etc/passwd",), "etcpasswd.csv"),
        (('"; rm',), "rm.csv"),
        (("العربية",), "export.csv"),
        (("x" * 500,), "x" * 100 + ".csv"),
    ],
)
def test_a_file_name_is_safe_everywhere(parts, name):
    assert filename(*parts, ext="csv") == name


@pytest.mark.parametrize(
    ("value", "said"),
    [(1118, "1.118"), (None, "niet geteld"), (SUPPRESSED, "afgeschermd"), (Shown(25), "25")],
)
def test_a_cell_is_said_as_on_the_page(value, said):
    assert as_shown(value) == said
