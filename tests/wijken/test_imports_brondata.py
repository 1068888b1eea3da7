"""The published files themselves, where VOORUIT_BRONDATA names the folder that holds them.

Every number here was counted in the file by other means (csv, json and shapely by hand), not copied from a reader.
"""

import csv
import os
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from shapely.geometry import Point, shape

from tests.wijken.imported import lines, read_bytes, zip_of
from wijken.imports.report import Onleesbaar

pytestmark = pytest.mark.brondata
SES = "statistics/CBS_85163NED_SES_WOA_scores_per_wijk_en_buurt_25042023_160857.csv"


@pytest.fixture(scope="module")
def bron() -> Path:
    folder = os.environ.get("VOORUIT_BRONDATA", "")
    if not folder or not (Path(folder) / "boundaries").is_dir():
        pytest.skip("VOORUIT_BRONDATA does not name the folder with the published files")
    return Path(folder)


def read_file(path: Path, soort: str, **opties):
    return read_bytes(path.read_bytes(), path.name, soort, **opties)


def municipal(bron: Path, stem: str, exts=("shp", "dbf", "shx", "prj")):
    folder = bron / "boundaries/gbd_shapefiles_rd"
    return read_bytes(
        zip_of(**{f"{stem}__{ext}": (folder / f"{stem}.{ext}").read_bytes() for ext in exts}), f"{stem}.zip"
    )


def by_name(gebieden):
    return {row.naam: row for row in gebieden}


def test_municipal_stadsdelen_read_as_published(bron):
    read, report = municipal(bron, "GBD_Stadsdeel")
    assert {row.code: row.naam for row in read.gebieden} == {
        "A": "Centrum", "B": "Westpoort", "E": "West", "F": "Nieuw-West",
        "K": "Zuid", "M": "Oost", "N": "Noord", "T": "Zuidoost",
    }  # fmt: skip
    assert {(row.soort, row.stelsel, row.geldig_van) for row in read.gebieden} == {
        ("stadsdeel", "gemeente", date(2015, 1, 1))
    }
    assert report.counts() == {"ok": 8, "gerepareerd": 0, "overgeslagen": 0, "fout": 0}


def test_municipal_gebieden_read_as_published_with_their_stadsdeel(bron):
    read, _ = municipal(bron, "GBD_gebiedsgerichtwerken")
    assert (len(read.gebieden), {row.soort for row in read.gebieden}) == (23, {"gebied"})
    area = by_name(read.gebieden)["Geuzenveld / Slotermeer"]
    assert (area.code, area.ouder, area.geldig_van) == ("DX06", "F", date(2014, 1, 28))


def test_rd_without_projection_gives_the_same_borders(bron):
    assert (
        municipal(bron, "GBD_Stadsdeel")[0].gebieden
        == municipal(bron, "GBD_Stadsdeel", ("shp", "dbf"))[0].gebieden
    )


def test_both_layers_fit_in_one_zip(bron):
    folder = bron / "boundaries/gbd_shapefiles_rd"
    read, _ = read_bytes(
        zip_of(**{path.name.replace(".", "__"): path.read_bytes() for path in folder.iterdir()}), "beide.zip"
    )
    assert Counter(row.soort for row in read.gebieden) == {"stadsdeel": 8, "gebied": 23}


def test_stadsdelen_csv_reads_nine_and_agrees_with_the_rd_shapefile(bron):
    read, _ = read_file(bron / "boundaries/GEBIED_STADSDELEN.csv", "gebieden")
    assert [row.code for row in read.gebieden] == ["A", "B", "E", "F", "K", "M", "N", "T", "S"]
    older = {row.code: shape(row.grens) for row in municipal(bron, "GBD_Stadsdeel")[0].gebieden}
    newer = {row.code: shape(row.grens) for row in read.gebieden}
    shared = {
        code: older[code].intersection(newer[code]).area / older[code].union(newer[code]).area
        for code in "AEK"
    }
    assert {code: share > 0.98 for code, share in shared.items()} == {"A": True, "E": True, "K": True}
    assert newer["A"].contains(Point(4.8932, 52.3731))  # the Dam lies in Centrum


def test_cbs_wijken_2014_read_as_published(bron):
    read, report = read_file(bron / "boundaries/cbs_wijk_2014_4cities_wgs84.geojson", "gebieden")
    assert Counter(row.ouder for row in read.gebieden) == {
        "GM0518": 44,
        "GM0599": 22,
        "GM0344": 10,
        "GM0363": 8,
    }
    assert [row.naam for row in read.gebieden if row.grens is None] == ["Wijk 25 Rivium"]
    assert lines(report, "gerepareerd") == [
        (3, "«Wijk 25 Rivium» heeft geen bruikbare grens. Het gebied is bewaard zonder grens."),
        (30, "De grens kruiste zichzelf en is hersteld."),
    ]


def test_one_code_is_two_areas_in_2014_and_2016(bron):
    older, _ = read_file(bron / "boundaries/cbs_wijk_2014_4cities_wgs84.geojson", "gebieden")
    newer, _ = read_file(bron / "statistics/cbs_wijk_2016_4cities.csv", "kerncijfers")
    in_2014 = next(row for row in older.gebieden if row.code == "WK036300")
    in_2016 = newer.cijfers.gebieden["cbs", "WK036300", date(2016, 1, 1)]
    assert (in_2014.geldig_van.year, in_2016.naam) == (2014, "Burgwallen-Oude Zijde")
    assert in_2014.naam != in_2016.naam


@pytest.mark.parametrize(("naam", "rows", "areas", "repaired"), [
    ("stadsdelen", 18, 11, 4), ("gebieden", 32, 27, 4), ("wijken", 168, 117, 6),
])  # fmt: skip
def test_names_only_files_join_their_parts_and_repair_their_rings(bron, naam, rows, areas, repaired):
    read, report = read_file(bron / f"boundaries/amsterdam_{naam}_wgs84_namesonly.geojson", "gebieden")
    joined = [line for line in lines(report, "ok") if line[1].startswith("Samengevoegd")]
    mended = [line for line in lines(report, "gerepareerd") if line[1].startswith("De grens kruiste")]
    assert (len(read.gebieden), len(joined), len(mended)) == (areas, rows - areas, repaired)
    assert all(shape(row.grens).is_valid for row in read.gebieden)


def test_geuzenveld_has_its_official_outline(bron):
    read, _ = read_file(bron / "boundaries/amsterdam_wijken_wgs84_namesonly.geojson", "gebieden")
    area = by_name(read.gebieden)["Geuzenveld"]
    assert (area.soort, area.code, area.geldig_van) == ("wijk", "wijk-geuzenveld", date(2022, 3, 24))
    assert shape(area.grens).contains(Point(4.8045, 52.3805))
    assert {"Chassébuurt", "Nieuwmarkt/Lastage", "Hoofdweg e.o."} <= set(by_name(read.gebieden))


def test_ses_woa_reads_579_rows_of_which_90_have_no_score(bron):
    read, report = read_file(bron / SES, "kerncijfers")
    score = {row.code: row.waarde for row in read.cijfers.rijen if row.maat == "cbs-ses-woa"}
    assert (len(score), sum(value is None for value in score.values())) == (579, 90)
    assert (score["WK036378"], score["GM0363"]) == (Decimal("-0.416"), Decimal("-0.100"))
    assert Counter(row.soort for row in read.cijfers.gebieden.values()) == {
        "gemeente": 1,
        "wijk": 99,
        "buurt": 479,
    }
    assert read.cijfers.gebieden["cbs", "WK036378", date(2019, 1, 1)].naam == "Geuzenveld"
    assert report.counts() == {"ok": 579, "gerepareerd": 0, "overgeslagen": 0, "fout": 0}


def test_ses_woa_households_of_nobody_are_zero_and_not_missing(bron):
    read, _ = read_file(bron / SES, "kerncijfers")
    households = {row.code: row.waarde for row in read.cijfers.rijen if row.maat == "cbs-ses-huishoudens"}
    assert (households["BU03639801"], None in households.values()) == (0, False)


def test_key_figures_2024_read_189_rows_and_keep_rounded_totals(bron):
    read, report = read_file(bron / "statistics/cbs_kwb_2024_4cities.csv", "kerncijfers")
    inhabitants = {row.code: row.waarde for row in read.cijfers.rijen if row.maat == "cbs-inwoners"}
    wijken = [value for code, value in inhabitants.items() if code.startswith("WK0363")]
    assert (len(inhabitants), len(wijken), sum(wijken), inhabitants["GM0363"]) == (189, 110, 931_290, 931_298)
    assert sum(row.waarde is None for row in read.cijfers.rijen) == 4
    assert report.counts()["overgeslagen"] == 0


def test_cbs_wijken_2016_read_175_rows_without_a_single_sentinel(bron):
    path = bron / "statistics/cbs_wijk_2016_4cities.csv"
    read, _ = read_file(path, "kerncijfers")
    with path.open(newline="") as handle:
        table = {row["WK_CODE"]: row for row in csv.DictReader(handle)}
    young = {row.code: row.waarde for row in read.cijfers.rijen if row.maat == "cbs-p-0-14"}
    assert len(young) == len(table) == 175
    assert young == {
        code: None if row["P_00_14_JR"].startswith("-9") else Decimal(row["P_00_14_JR"])
        for code, row in table.items()
    }
    assert min(row.waarde for row in read.cijfers.rijen if row.waarde is not None) == 0


def test_leefbaarometer_totals_are_the_sum_of_their_five_parts(bron):
    read, _ = read_file(bron / "statistics/leefbaarometer2_stand_4cities.csv", "kerncijfers")
    total = {(r.code, r.peiljaar): r.waarde for r in read.cijfers.rijen if r.maat == "lbm-totaal"}
    parts = Counter()
    for row in read.cijfers.rijen:
        if row.maat != "lbm-totaal" and row.waarde is not None:
            parts[row.code, row.peiljaar] += row.waarde
    assert (len(total), sum(value is None for value in total.values())) == (519, 29)
    assert all(abs(value - parts[key]) < Decimal("1e-9") for key, value in total.items() if value is not None)


def test_bbga_sample_reads_every_year_of_the_city(bron):
    read, _ = read_file(bron / "statistics/bbga_tableau_sample.csv", "kerncijfers")
    assert len(read.cijfers.rijen) == 64
    first = read.cijfers.rijen[0]
    assert (first.code, first.maat, first.peiljaar, first.waarde) == ("STAD", "bbga-bev0-17", 2008, 140_615)


def test_places_read_358_with_their_kinds(bron):
    read, report = read_file(
        bron / "activities/maatschappelijke_voorzieningen/community_places_trimmed.geojson", "plekken"
    )
    assert len(read.plekken) == 358
    kinds = Counter(row.soort for row in read.plekken)
    assert (kinds["buurtkamer"], kinds["huis_van_de_wijk"], kinds["bibliotheek"]) == (149, 43, 26)
    assert report.counts()["overgeslagen"] == 0


@pytest.mark.parametrize(("path", "wat"), [
    ("boundaries/cbs_Gemeente_2015_layer_labels.topojson", "een TopoJSON-bestand"),
    ("statistics/leefbaarometer2_wijk_score.xlsx", "een Excel- of Wordbestand"),
])  # fmt: skip
def test_formats_we_do_not_read_are_refused_by_name(bron, path, wat):
    with pytest.raises(Onleesbaar, match=wat):
        read_file(bron / path, "gebieden")
