from datetime import date

import pytest
from shapely.geometry import shape

from tests.wijken.imported import lines, read_bytes, read_fixture, shape_zip, square
from wijken.imports.report import Onleesbaar


def test_wkt_csv_with_bom_and_ghost_column_reads_every_row():
    read, _ = read_fixture("stadsdelen_wkt.csv")
    assert [(row.soort, row.stelsel, row.code, row.naam) for row in read.gebieden] == [
        ("stadsdeel", "gemeente", "Q", "Verzonnen-Oost"),
        ("stadsdeel", "gemeente", "R", "Verzonnen-West"),
    ]
    assert shape(read.gebieden[0].grens).bounds == (4.9, 52.4, 4.91, 52.41)


def test_latitude_first_is_turned_round_and_reported():
    read, report = read_fixture("stadsdelen_lat_lng.csv")
    assert shape(read.gebieden[0].grens).bounds == (4.9, 52.4, 4.91, 52.41)
    assert lines(report, "gerepareerd")[1:] == [
        (2, "Breedte en lengte stonden andersom en zijn omgedraaid."),
        (3, "Breedte en lengte stonden andersom en zijn omgedraaid."),
    ]


def test_a_file_without_dates_says_since_when_it_is_taken_to_hold():
    read, report = read_fixture("stadsdelen_wkt.csv")
    assert {row.geldig_van for row in read.gebieden} == {date(2022, 3, 24)}
    assert lines(report, "gerepareerd") == [
        (None, "Het bestand zegt niet sinds wanneer de grenzen gelden. We houden 24-03-2022 aan.")
    ]
    chosen, report = read_fixture("stadsdelen_wkt.csv", geldig_van=date(2020, 1, 1))
    assert ({row.geldig_van for row in chosen.gebieden}, report.counts()["gerepareerd"]) == (
        {date(2020, 1, 1)},
        0,
    )


def test_rd_coordinates_are_recognised_without_a_projection_file():
    read, report = read_bytes(shape_zip([("Q", "Verzonnen", [square(121_000, 487_000, 500)])]))
    west, south, east, north = shape(read.gebieden[0].grens).bounds
    # The tower of the Westertoren stands at RD (120 700, 487 525) = 52.3745 N, 4.8835 E.
    assert (round(west, 2), round(south, 2), round(east, 2), round(north, 2)) == (4.89, 52.37, 4.9, 52.37)
    assert read.gebieden[0].geldig_van == date(2015, 1, 1)
    assert report.counts() == {"ok": 1, "gerepareerd": 0, "overgeslagen": 0, "fout": 0}


def test_a_shapefile_without_index_is_read_too():
    read, _ = read_bytes(
        shape_zip([("Q", "Verzonnen", [square(121_000, 487_000, 500)])], parts=("shp", "dbf"))
    )
    assert [row.code for row in read.gebieden] == ["Q"]


@pytest.mark.parametrize("encoding", ["utf8", "latin1"])
def test_accents_in_a_dbf_survive_in_either_encoding(encoding):
    read, _ = read_bytes(
        shape_zip([("Q", "Chassébuurt", [square(121_000, 487_000, 500)])], encoding=encoding)
    )
    assert read.gebieden[0].naam == "Chassébuurt"


def test_a_hole_in_a_shapefile_stays_a_hole():
    hole = list(reversed(square(121_100, 487_100, 100)))
    read, _ = read_bytes(shape_zip([("Q", "Verzonnen", [square(121_000, 487_000, 500), hole])]))
    assert [len(polygon) for polygon in read.gebieden[0].grens["coordinates"]] == [2]


def test_names_only_keep_commas_apostrophes_quotes_and_join_numbered_parts():
    read, report = read_fixture("wijken_namesonly.geojson")
    assert [(row.stelsel, row.soort, row.code, row.naam) for row in read.gebieden] == [
        ("naam", "wijk", "wijk-zandhoek-duinrand", "Zandhoek, Duinrand"),
        ("naam", "wijk", "wijk-t-verzonnen-eiland", '\'t Verzonnen "Eiland"'),
        ("naam", "wijk", "wijk-polder", "Polder"),
        ("naam", "wijk", "wijk-kruising", "Kruising"),
        ("naam", "wijk", "wijk-buurt-df", "Buurt (D,F)"),
    ]
    assert (4, "Samengevoegd met rij 3 tot één gebied «Polder».") in lines(report, "ok")
    assert shape(read.gebieden[2].grens).bounds == (4.84, 52.3, 4.86, 52.31)


def test_names_of_another_kind_never_share_a_code():
    wijken, _ = read_fixture("wijken_namesonly.geojson", soort="gebieden")
    gebieden, _ = read_bytes(
        b'{"type":"Feature","properties":{"name":"Polder"},"geometry":null}', "gebieden.geojson"
    )
    assert {row.code for row in wijken.gebieden} & {row.code for row in gebieden.gebieden} == set()


def test_a_border_that_crosses_itself_is_repaired_and_reported():
    read, report = read_fixture("cbs_wijk_2014.geojson")
    border = shape(read.gebieden[2].grens)
    assert (border.is_valid, border.geom_type, len(border.geoms)) == (True, "MultiPolygon", 2)
    assert (3, "De grens kruiste zichzelf en is hersteld.") in lines(report, "gerepareerd")


def test_an_empty_border_is_reported_and_the_area_kept_without():
    read, report = read_fixture("cbs_wijk_2014.geojson")
    assert (read.gebieden[1].code, read.gebieden[1].grens) == ("WK999901", None)
    assert (2, "«Wijk 01 Leeg» heeft geen bruikbare grens. Het gebied is bewaard zonder grens.") in lines(
        report, "gerepareerd"
    )


def test_cbs_areas_hold_for_the_year_of_their_division():
    read, report = read_fixture("cbs_wijk_2014.geojson")
    first = read.gebieden[0]
    assert (first.stelsel, first.soort, first.geldig_van, first.geldig_tot, first.ouder) == (
        "cbs", "wijk", date(2014, 1, 1), date(2014, 12, 31), "GM9999",
    )  # fmt: skip
    assert lines(report, "overgeslagen") == [(4, "«WK99» is geen CBS-code (GM, WK of BU met cijfers).")]


def test_broken_letters_are_mended_and_invisible_ones_taken_out():
    read, report = read_fixture("mojibake.geojson")
    assert [row.naam for row in read.gebieden] == ["Chasséveld", "Rechtweg", "Ka\ufffdot", "Château 🏠"]
    assert [melding for rij, melding in lines(report, "gerepareerd") if rij] == [
        "«ChassÃ©veld» is gelezen als «Chasséveld».",
        "Onzichtbare tekens zijn uit «Rechtweg» gehaald.",
        "In «Ka\ufffdot» staat een teken dat niet te lezen is. Het is zo overgenomen.",
    ]


def test_a_csv_in_windows_letters_is_read_and_reported():
    read, report = read_fixture("latin1.csv")
    assert read.gebieden[0].naam == "Caféveld"
    assert (None, "De letters zijn gelezen als Windows-1252, want het bestand is geen UTF-8.") in lines(
        report, "gerepareerd"
    )


def test_the_same_code_under_another_name_is_skipped():
    ring = [square(121_000, 487_000, 500)]
    read, report = read_bytes(shape_zip([("Q", "Een", ring), ("Q", "Twee", ring)]))
    assert [row.naam for row in read.gebieden] == ["Een"]
    assert lines(report, "overgeslagen") == [(2, "De code «Q» is al van «Een» in rij 1.")]


def test_coordinates_outside_the_netherlands_are_reported():
    read, report = read_bytes(shape_zip([("Q", "Ver weg", [square(9_000_000, 9_000_000, 500)])]))
    assert read.gebieden[0].grens is None
    assert lines(report, "gerepareerd")[0] == (
        1,
        "De coördinaten liggen niet in Nederland (9e+06, 9e+06 tot 9.0005e+06, 9.0005e+06).",
    )


def test_cbs_columns_without_a_year_ask_for_it():
    data = b'WK_CODE,WK_NAAM,WKT\nWK999900,Een,"POLYGON((4.8 52.3,4.9 52.3,4.9 52.4,4.8 52.3))"\n'
    with pytest.raises(Onleesbaar, match="Vul in van welk jaar"):
        read_bytes(data)
    read, _ = read_bytes(data, jaar=2016)
    assert read.gebieden[0].geldig_van == date(2016, 1, 1)


@pytest.mark.parametrize("geometry", [
    '{"type":"Polygon","coordinates":[[[4.8,52.3],[4.9,NaN],[4.9,52.4],[4.8,52.3]]]}',
    '{"type":"Polygon","coordinates":[[[4.8,52.3],[1e999,52.3],[4.9,52.4],[4.8,52.3]]]}',
    '{"type":"Polygon","coordinates":[[[4.8,52.3],[4.9,52.3]]]}',
    '{"type":"Polygon","coordinates":[[["a","b"],["c","d"],["e","f"],["a","b"]]]}',
    '{"type":"Polygon","coordinates":{"a":1}}',
    '{"type":"Polygon","coordinates":[7]}',
    '{"type":"LineString","coordinates":[[4.8,52.3],[4.9,52.3]]}',
    '{"type":"Polygon","coordinates":[[[' + "9" * 400 + ",52.3],[4.9,52.3],[4.9,52.4],[4.8,52.3]]]}",
])  # fmt: skip
def test_a_border_that_is_no_border_never_gets_in(geometry):
    data = f'{{"type":"Feature","properties":{{"statcode":"WK999900","statnaam":"Een","jaar":2014}},"geometry":{geometry}}}'
    try:
        read, _ = read_bytes(data.encode(), "x.geojson")
    except Onleesbaar as refusal:
        assert str(refusal) == "Geen enkele rij is bruikbaar. Er is niets opgeslagen."  # noqa: PT017
    else:
        assert [row.grens for row in read.gebieden] == [None]
