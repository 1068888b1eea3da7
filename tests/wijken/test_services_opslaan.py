from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests import factories as make
from tests.wijken.imported import read_bytes, read_fixture, shape_zip, square
from wijken.models import Gebied, Kerncijfer, Maat, Plek, Wijkgebied
from wijken.services import store_rows

pytestmark = pytest.mark.django_db


def store(naam, soort="gebieden", **options):
    read, _ = read_fixture(naam, soort)
    return store_rows(gelezen=read, bron=naam, by=None, **options)


def test_areas_are_stored_with_their_box_and_source():
    assert store("stadsdelen_wkt.csv")["bewaard"] == {
        "gebieden": {"nieuw": 2, "bijgewerkt": 0, "ongewijzigd": 0}
    }
    area = Gebied.objects.get(stelsel="gemeente", code="Q")
    assert (area.west, area.zuid, area.oost, area.noord) == (4.9, 52.4, 4.91, 52.41)
    assert (area.geldig_van, area.bron) == (date(2022, 3, 24), "stadsdelen_wkt.csv")


def test_the_same_file_twice_changes_nothing():
    store("cbs_wijk_2014.geojson")
    before = list(Gebied.objects.order_by("pk").values())
    assert store("cbs_wijk_2014.geojson")["bewaard"] == {
        "gebieden": {"nieuw": 0, "bijgewerkt": 0, "ongewijzigd": 3}
    }
    assert list(Gebied.objects.order_by("pk").values()) == before


def test_a_dry_run_says_what_would_happen_and_leaves_nothing():
    assert store("cbs_wijk_2014.geojson", dry_run=True)["bewaard"]["gebieden"]["nieuw"] == 3
    assert Gebied.objects.count() == 0


def test_figures_bring_their_areas_measures_and_missing_values():
    counts = store("statline_ses.csv", "kerncijfers")["bewaard"]["kerncijfers"]
    assert counts == {"nieuw": 11, "bijgewerkt": 0, "ongewijzigd": 0}
    values = Kerncijfer.objects.filter(maat__code="cbs-ses-woa").values_list(
        "gebied__code", "waarde", "peiljaar"
    )
    assert set(values) == {
        ("GM9999", Decimal("-0.1230"), 2019),
        ("WK999900", Decimal("-0.4000"), 2019),
        ("BU99990000", None, 2019),
        ("WK999901", Decimal("0.1000"), 2019),
    }
    assert Gebied.objects.get(code="BU99990000").ouder.code == "WK999900"
    assert Maat.objects.get(code="cbs-ses-woa").effectgebied == "armoede"


def test_figures_read_again_are_unchanged_and_a_correction_replaces_one():
    store("statline_ses.csv", "kerncijfers")
    assert store("statline_ses.csv", "kerncijfers")["bewaard"]["kerncijfers"] == {
        "nieuw": 0,
        "bijgewerkt": 0,
        "ongewijzigd": 11,
    }
    read, _ = read_fixture("statline_ses.csv", "kerncijfers")
    read.cijfers.rijen[0] = replace(read.cijfers.rijen[0], waarde=Decimal(1))
    again = store_rows(gelezen=read, bron="x", by=None)["bewaard"]["kerncijfers"]
    assert again == {"nieuw": 0, "bijgewerkt": 1, "ongewijzigd": 10}


def test_figures_never_take_the_border_of_an_area_away():
    store("cbs_wijk_2014.geojson")
    read, _ = read_bytes(b"code,jaar,AantalInwoners_5\nWK999900,2014,5\n", "kwb.csv", "kerncijfers")
    store_rows(gelezen=read, bron="kwb.csv", by=None)
    area = Gebied.objects.get(code="WK999900")
    assert (area.naam, area.grens is not None, area.kerncijfers.get().waarde) == ("Wijk 00 Heel", True, 5)


def test_one_code_in_two_years_and_two_systems_is_three_areas():
    store("cbs_wijk_2014.geojson")
    store("cbs_wijk_2016.csv", "kerncijfers")
    make.make_gebied("Anders", stelsel="gemeente", code="WK999900", geldig_van=date(2014, 1, 1))
    found = Gebied.objects.filter(code="WK999900").order_by("stelsel", "geldig_van")
    assert [(area.stelsel, area.geldig_van.year, area.naam) for area in found] == [
        ("cbs", 2014, "Wijk 00 Heel"), ("cbs", 2016, "Wijk 00"), ("gemeente", 2014, "Anders"),
    ]  # fmt: skip


def test_places_are_known_by_their_number_and_keep_their_wijk():
    assert store("plekken.geojson", "plekken")["bewaard"]["plekken"]["nieuw"] == 2
    wijk = make.make_wijk()
    Plek.objects.filter(bron_id="V1").update(wijk=wijk, naam="Oude naam")
    assert store("plekken.geojson", "plekken")["bewaard"]["plekken"] == {
        "nieuw": 0,
        "bijgewerkt": 1,
        "ongewijzigd": 1,
    }
    plek = Plek.objects.get(bron_id="V1")
    assert (plek.naam, plek.wijk) == ("Kamer «De Kier» & Co", wijk)


def test_an_import_proposes_a_link_by_name_and_never_confirms_it():
    wijk = make.make_wijk("Zandhoek - duinrand")
    assert store("wijken_namesonly.geojson")["voorstellen"] == 1
    link = Wijkgebied.objects.get()
    assert (link.wijk, link.gebied.naam, link.reden, link.status, link.overlap) == (
        wijk, "Zandhoek, Duinrand", "naam", "voorgesteld", None,
    )  # fmt: skip


def test_a_link_is_proposed_by_overlap_with_the_outline_of_the_wijk():
    wijk = make.make_wijk("Polderwijk")
    sketch = {
        "type": "MultiPolygon",
        "coordinates": [[[[4.835, 52.29], [4.858, 52.29], [4.858, 52.32], [4.835, 52.32], [4.835, 52.29]]]],
    }
    make.link_gebied(wijk, make.make_gebied("Schets", stelsel="schets", grens=sketch))
    store("wijken_namesonly.geojson")
    link = Wijkgebied.objects.exclude(gebied__stelsel="schets").get()
    assert (link.gebied.naam, link.reden, link.overlap) == ("Polder", "overlap", Decimal("90.0"))


def test_a_decision_of_a_person_survives_the_next_import():
    make.make_wijk("Kruising")
    store("wijken_namesonly.geojson")
    Wijkgebied.objects.update(status="afgewezen", op="2026-01-01T12:00+00:00")
    assert store("wijken_namesonly.geojson")["voorstellen"] == 0
    assert Wijkgebied.objects.get().status == "afgewezen"


def test_a_hundred_thousand_figures_are_stored_in_seconds():
    rows = "".join(f"BU{n:08d},2024,{n},{n},{n},{n}\n" for n in range(25_000))
    head = "code,jaar,AantalInwoners_5,Mannen_6,Vrouwen_7,Woningvoorraad_35\n"
    read, _ = read_bytes((head + rows).encode(), "kwb.csv", "kerncijfers")
    stored = store_rows(gelezen=read, bron="kwb.csv", by=None)["bewaard"]["kerncijfers"]
    assert stored["nieuw"] == Kerncijfer.objects.count() == 100_000


def test_a_corrected_border_replaces_the_old_one():
    for size in (500, 600):
        read, _ = read_bytes(shape_zip([("Q", "Een", [square(121_000, 487_000, size)])]))
        stored = store_rows(gelezen=read, bron="x", by=None)["bewaard"]["gebieden"]
    assert stored == {"nieuw": 0, "bijgewerkt": 1, "ongewijzigd": 0}
