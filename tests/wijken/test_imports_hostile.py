"""What strangers may send: each gets one clear sentence, in seconds, and never an exception of another kind."""

import json
import time
import zipfile
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wijken.imported import lines, read_bytes, shape_zip, square, zip_of
from wijken.imports import sources
from wijken.imports.report import Onleesbaar, Report

DEEP = b"[" * 200_000


def refusal(data: bytes, naam: str = "cijfers.csv", soort: str = "kerncijfers") -> str:
    with pytest.raises(Onleesbaar) as caught:
        read_bytes(data, naam, soort)
    return str(caught.value)


@pytest.mark.parametrize(("data", "begin"), [
    (b"", "Het bestand is leeg."),
    (b"\0" * 100, "Het bestand is leeg."),
    (b"\xef\xbb\xbf", "Dit lijkt geen CSV-bestand"),
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "Dit is een plaatje."),
    (b"SQLite format 3\0" + b"x" * 50, "Dit is een GeoPackage."),
    (b"%PDF-1.7", "Dit is een pdf."),
    (b"\x00\x00\x27\x0a" + b"\0" * 90, "Dit is een los .shp-bestand"),
    (b"<!DOCTYPE html><html>", "Dit is een webpagina."),
    (b"<?xml version='1.0'?><kml>", "Dit is een XML- of KML-bestand."),
    (b"code,jaar\0,x\n1,2,3\n", "Er staan tekens in die in tekst niet voorkomen (NUL)."),
    (b"zomaar wat tekst", "Dit lijkt geen CSV-bestand"),
    (b"a,a\n1,2\n", "De kolom «a» komt twee keer voor."),
    (b'{"type":"Topology","objects":{}}', "Dit is een TopoJSON-bestand."),
    (b'{"type":"FeatureCollection"', "Het bestand lijkt JSON, maar is niet te lezen."),
    (b'{"type":"FeatureCollection","features":[]}', "In het bestand staat geen enkele rij."),
    (b'{"type":"FeatureCollection","features":{"a":1}}', "Dit is JSON, maar geen GeoJSON"),
    (b'{"n":' + b"9" * 5000 + b"}", "Het bestand lijkt JSON, maar is niet te lezen."),
    (DEEP, "Het bestand lijkt JSON, maar is niet te lezen."),
    (b'{"a":' * 100_000, "Het bestand lijkt JSON, maar is niet te lezen."),
    (b"PK\x03\x04 kapot", "Het zip-bestand is beschadigd."),
    (b"PK\x05\x06" + b"\0" * 18, "In dit zip-bestand zit geen shapefile"),
    (("a," * 400 + "b\n1").encode(), "Het bestand heeft 401 kolommen"),
    (b"code,jaar,AantalInwoners_5\n" + b"x" * 20, "Geen enkele rij is bruikbaar."),
])  # fmt: skip
def test_what_is_no_data_is_refused_in_words(data, begin):
    assert refusal(data).startswith(begin)


def test_a_file_that_is_too_big_is_refused_unread(monkeypatch):
    monkeypatch.setattr(sources, "MAX_BYTES", 1024)
    assert refusal(b"a,b\n" * 1000) == "Het bestand is te groot. Het mag hooguit 0 MB zijn."


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = zip_of(a__shp=b"\0" * 50_000_000, a__dbf=b"\0" * 1000)
    assert len(bomb) < 100_000
    assert (
        refusal(bomb, "a.zip", "gebieden")
        == "Het zip-bestand wordt uitgepakt veel te groot. We pakken het niet uit."
    )


def test_a_zip_that_lies_about_its_size_gives_no_more_than_it_promised():
    honest = bytearray(zip_of(a__csv=b"code,jaar,AantalInwoners_5\n" + b"x" * 100_000))
    at = honest.rindex(b"PK\x01\x02") + 24
    honest[at : at + 4] = (100).to_bytes(4, "little")
    assert refusal(bytes(honest)) == "Het zip-bestand is beschadigd."


def test_a_zip_with_a_thousand_entries_or_a_password_is_refused():
    assert refusal(zip_of(**{f"n{i}__csv": b"a" for i in range(60)})).startswith(
        "In het zip-bestand zitten 60 bestanden"
    )
    locked = bytearray(zip_of(a__csv=b"a,b\n1,2\n"))
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(locked)).startswith("Het zip-bestand heeft een wachtwoord.")


def test_a_workbook_is_recognised_inside_its_zip():
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert refusal(buffer.getvalue()).startswith("Dit is een Excel- of Wordbestand.")


def test_a_zip_around_one_csv_is_read():
    read, _ = read_bytes(
        zip_of(kwb__csv=b"code,jaar,AantalInwoners_5\nGM9999,2024,5\n"), "kwb.zip", "kerncijfers"
    )
    assert [row.waarde for row in read.cijfers.rijen] == [5]


def test_a_shapefile_without_its_table_says_what_is_missing():
    data = shape_zip([("Q", "Een", [square(121_000, 487_000, 10)])], parts=("shp", "shx"))
    assert (
        refusal(data, "a.zip", "gebieden")
        == "Bij «verzonnen.shp» hoort een bestand «verzonnen.dbf» in dezelfde zip. Dat ontbreekt."
    )


def test_a_field_of_megabytes_is_one_skipped_row():
    data = b"code,jaar,AantalInwoners_5\n" + b"x" * 3_000_000 + b",2024,5\nGM9999,2024,6\n"
    read, report = read_bytes(data, "kwb.csv", "kerncijfers")
    assert [row.waarde for row in read.cijfers.rijen] == [6]
    assert [rij for rij, _ in lines(report, "overgeslagen")] == [2]


def test_an_unclosed_quote_swallows_rows_only_with_a_report():
    data = b'code,jaar,AantalInwoners_5\nGM9999,2024,6\n"GM9998,2024,6\nGM9997,2024,6\n'
    _, report = read_bytes(data, "kwb.csv", "kerncijfers")
    assert lines(report, "overgeslagen") == [(3, "Deze rij heeft 1 kolommen, de eerste regel heeft er 3.")]


def test_a_hundred_thousand_rows_take_seconds():
    data = "code,jaar,AantalInwoners_5\n" + "".join(f"BU{n:08d},2024,{n}\n" for n in range(100_000))
    begin = time.process_time()
    read, report = read_bytes(data.encode(), "kwb.csv", "kerncijfers")
    assert (len(read.cijfers.rijen), report.counts()["ok"], len(report.regels) < 5000) == (
        100_000,
        100_000,
        True,
    )
    assert time.process_time() - begin < 15


def test_more_rows_than_allowed_are_refused(monkeypatch):
    monkeypatch.setattr(sources, "MAX_ROWS", 10)
    assert (
        refusal(b"code,jaar,AantalInwoners_5\n" + b"GM9999,2024,5\n" * 20)
        == "Het bestand heeft meer dan 10 rijen. Deel het op."
    )


def polygon(ring) -> bytes:
    feature = {"type": "Feature", "properties": {"statcode": "WK999900", "statnaam": "Groot", "jaar": 2014}}
    return json.dumps(feature | {"geometry": {"type": "Polygon", "coordinates": [ring]}}).encode()


def test_a_border_of_a_million_points_is_thinned_in_seconds():
    angle = np.linspace(0, 2 * np.pi, 1_000_000)
    ring = np.round(np.column_stack([4.8 + 0.05 * np.cos(angle), 52.37 + 0.05 * np.sin(angle)]), 7)
    begin = time.process_time()
    read, report = read_bytes(polygon([*ring.tolist(), ring[0].tolist()]), "x.geojson")
    points = len(read.gebieden[0].grens["coordinates"][0][0])
    assert 100 < points < 50_000
    assert lines(report, "gerepareerd")[-1][1].startswith("De grens is vereenvoudigd van 1000001 naar")
    assert time.process_time() - begin < 30


def test_a_border_that_crosses_itself_everywhere_is_refused_at_once():
    ring = (np.array([4.8, 52.3]) + 0.1 * np.random.default_rng(1).random((100_000, 2))).tolist()
    begin = time.process_time()
    read, report = read_bytes(polygon([*ring, ring[0]]), "x.geojson")
    assert read.gebieden[0].grens is None
    assert lines(report, "gerepareerd")[0] == (
        1,
        "De grens kruist zichzelf duizenden keren. Zo'n vlak kunnen we niet herstellen.",
    )
    assert time.process_time() - begin < 15


def test_nested_well_known_text_never_reaches_the_parser():
    data = (
        b"statcode,statnaam,jaar,wkt\nWK999900,Een,2014," + b'"' + b"GEOMETRYCOLLECTION(" * 100_000 + b'"\n'
    )
    assert refusal(data, "x.csv", "gebieden") == "Geen enkele rij is bruikbaar. Er is niets opgeslagen."


@given(st.binary(max_size=400))
def test_any_bytes_at_all_are_read_or_refused_in_words(data):
    for soort in ("gebieden", "kerncijfers", "plekken"):
        try:
            read_bytes(data, "iets.csv", soort)
        except Onleesbaar as refused:
            assert str(refused)  # noqa: PT017


@given(st.integers(0, 5000), st.integers(0, 255))
def test_a_damaged_shapefile_is_read_or_refused_in_words(at, byte):
    names = ("VERZONNEN.shp", "VERZONNEN.dbf", "VERZONNEN.shx")
    with zipfile.ZipFile(BytesIO(shape_zip([("Q", "Een", [square(121_000, 487_000, 500)])]))) as archive:
        whole = {name: bytearray(archive.read(name)) for name in names}
    victim = whole[names[at % 3]]
    victim[at % len(victim)] = byte
    try:
        read_bytes(zip_of(**{name.replace(".", "__"): bytes(data) for name, data in whole.items()}), "a.zip")
    except Onleesbaar as refused:
        assert str(refused)  # noqa: PT017


def test_a_report_survives_being_stored():
    report = Report()
    report.skipped(3, "naam", "De naam ontbreekt.")
    report.failed(Onleesbaar("Het bestand is leeg."))
    stored = json.loads(json.dumps(report.as_json()))
    assert stored["aantal"] == {"ok": 0, "gerepareerd": 0, "overgeslagen": 1, "fout": 1}
    assert [line["tekst"] for line in stored["regels"]] == ["De naam ontbreekt.", "Het bestand is leeg."]
