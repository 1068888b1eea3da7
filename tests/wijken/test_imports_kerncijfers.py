from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wijken.imported import lines, read_bytes, read_fixture
from wijken.imports.kerncijfers import parse_value
from wijken.imports.report import Onbruikbaar, Onleesbaar


def values(read, maat):
    return {row.code: row.waarde for row in read.cijfers.rijen if row.maat == maat}


def test_statline_padding_is_stripped_and_a_dot_is_missing():
    read, _ = read_fixture("statline_ses.csv", "kerncijfers")
    assert values(read, "cbs-ses-woa") == {
        "GM9999": Decimal("-0.123"),
        "WK999900": Decimal("-0.400"),
        "BU99990000": None,
        "WK999901": Decimal("0.100"),
    }
    assert values(read, "cbs-ses-huishoudens")["BU99990000"] == Decimal(0)


def test_statline_rows_name_their_areas_and_year():
    read, _ = read_fixture("statline_ses.csv", "kerncijfers")
    area = read.cijfers.gebieden["cbs", "WK999900", date(2019, 1, 1)]
    assert (area.naam, area.soort, area.ouder, area.grens) == ('Wijk A, "Oost"', "wijk", "GM9999", None)
    assert {(row.peiljaar, row.uitgave) for row in read.cijfers.rijen} == {(2019, "85163NED")}


def test_unusable_statline_cells_and_rows_are_listed_with_the_reason():
    read, report = read_fixture("statline_ses.csv", "kerncijfers")
    assert lines(report, "overgeslagen") == [
        (5, "«XX9999» is geen CBS-code (GM, WK of BU met cijfers)."),
        (6, "«veel» is geen getal."),
    ]
    assert "WK999901" not in values(read, "cbs-ses-huishoudens")


def test_key_figures_with_numbered_names_are_mapped_and_unknown_columns_reported():
    read, report = read_fixture("kwb.csv", "kerncijfers")
    assert values(read, "cbs-inwoners") == {"GM9999": 1003, "WK9999AA": 505, "WK9999AB": 500}
    assert values(read, "cbs-dichtheid") == {"GM9999": Decimal("4950.0"), "WK9999AA": None, "WK9999AB": None}
    assert lines(report, "overgeslagen") == [
        (None, "De kolom «Verzonnen_99» kennen we niet. Deze cijfers zijn niet overgenomen.")
    ]


def test_rounded_parts_that_do_not_add_up_are_left_alone():
    read, _ = read_fixture("kwb.csv", "kerncijfers")
    assert (values(read, "cbs-mannen")["GM9999"], values(read, "cbs-vrouwen")["GM9999"]) == (500, 500)


def test_sentinels_are_missing_and_a_zero_stays_zero():
    read, _ = read_fixture("cbs_wijk_2016.csv", "kerncijfers")
    assert values(read, "cbs-inwoners") == {"WK999900": 1000, "WK999901": 0, "WK999902": 5}
    assert values(read, "cbs-mannen") == {"WK999900": 505, "WK999901": None, "WK999902": None}
    assert values(read, "cbs-p-65-plus") == {"WK999900": 17, "WK999901": None, "WK999902": None}


def test_a_table_without_year_takes_it_from_the_person_or_the_file_name_or_refuses():
    read, report = read_fixture("cbs_wijk_2016.csv", "kerncijfers")
    assert ({row.peiljaar for row in read.cijfers.rijen}, report.counts()["gerepareerd"]) == ({2016}, 1)
    data = b"WK_CODE,WK_NAAM,AANT_INW\nWK999900,Een,5\n"
    assert read_bytes(data, "x.csv", "kerncijfers", jaar=2015)[0].cijfers.rijen[0].peiljaar == 2015
    with pytest.raises(Onleesbaar, match="Vul in van welk jaar"):
        read_bytes(data, "x.csv", "kerncijfers")


def test_leefbaarometer_years_share_the_division_of_the_last():
    read, _ = read_fixture("leefbaarometer.csv", "kerncijfers")
    assert {(row.peiljaar, row.geldig_van) for row in read.cijfers.rijen} == {
        (2012, date(2016, 1, 1)),
        (2016, date(2016, 1, 1)),
    }
    assert [row.waarde for row in read.cijfers.rijen] == [
        Decimal("-0.125632321616441"),
        Decimal("0.00005602"),
        None,
        None,
    ]


def test_the_long_municipal_table_skips_what_it_does_not_know_once():
    read, report = read_fixture("bbga.csv", "kerncijfers")
    assert [(row.code, row.maat, row.peiljaar, row.waarde) for row in read.cijfers.rijen] == [
        ("STAD", "bbga-bev0-17", 2018, 156332),
        ("STAD", "bbga-bev0-17-p", 2018, Decimal("18.8")),
        ("A", "bbga-bev0-17", 2019, None),
    ]
    assert lines(report, "overgeslagen") == [
        (4, "«ONBEKEND» kennen we niet. Deze cijfers zijn niet overgenomen.")
    ]


def test_a_second_row_for_the_same_area_and_year_is_skipped():
    data = b"code,jaar,AantalInwoners_5\nGM9999,2024,5\nGM9999,2024,6\nGM9999,2023,7\n"
    read, report = read_bytes(data, "kwb.csv", "kerncijfers")
    assert [(row.peiljaar, row.waarde) for row in read.cijfers.rijen] == [(2024, 5), (2023, 7)]
    assert lines(report, "overgeslagen") == [(3, "«GM9999» staat al eerder in het bestand voor 2024.")]


def test_columns_nobody_knows_are_a_refusal():
    with pytest.raises(Onleesbaar, match="We herkennen de kolommen niet"):
        read_bytes(b"a,b\n1,2\n", "x.csv", "kerncijfers")


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " ",
        ".",
        "     .",
        "x",
        "None",
        "null",
        "-99999999",
        "-99999999.0",
        "-99999998",
        "-99997",
        None,
        "-",
    ],
)
def test_missing_is_none_and_never_zero(raw):
    assert parse_value(raw) is None


@pytest.mark.parametrize(
    "raw", ["abc", "1e999", "1" * 30, "٣", "0x10", "1_000", "=1+1", "inf", "1.2.3", "999999999999"]
)
def test_what_is_no_figure_is_refused(raw):
    with pytest.raises(Onbruikbaar):
        parse_value(raw)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6).filter(lambda value: value > -99_000))
def test_a_figure_is_read_exactly_with_point_or_comma(value):
    assert parse_value(f"  {value:f}") == parse_value(f"{value:f}".replace(".", ",")) == value
