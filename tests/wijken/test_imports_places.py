import pytest

from tests.wijken.imported import lines, read_bytes, read_fixture
from wijken.imports.report import Onleesbaar
from wijken.rows import PlekRow


def test_places_get_a_kind_one_line_of_address_and_longitude_first():
    read, _ = read_fixture("plekken.geojson", "plekken")
    assert read.plekken == [
        PlekRow(1, "V1", "Kamer «De Kier» & Co", "buurtkamer", "Verzonnenpad 2-1, 9999ZZ", 52.3, 4.8),
        PlekRow(2, "V2", "Huis Omgedraaid", "huis_van_de_wijk", "Verzonnenpad, 9999ZZ", 52.31, 4.81),
    ]


def test_places_that_cannot_be_used_are_listed_with_the_reason():
    _, report = read_fixture("plekken.geojson", "plekken")
    assert lines(report, "overgeslagen") == [
        (3, "Het nummer «V2» is al van rij 2."),
        (4, "De naam ontbreekt."),
        (5, "«Zonder plek» heeft geen plek op de kaart."),
        (6, "De coördinaten liggen niet in Nederland (0, 0 tot 0, 0)."),
    ]


def test_a_house_number_that_a_spreadsheet_made_a_day_is_left_out():
    _, report = read_fixture("plekken.geojson", "plekken")
    assert lines(report, "gerepareerd") == [(2, "«45749» kan geen huisnummer zijn en is weggelaten.")]


def test_a_file_of_areas_offered_as_places_is_refused():
    with pytest.raises(Onleesbaar, match="Je koos «plekken», maar in dit bestand staan gebieden"):
        read_fixture("cbs_wijk_2014.geojson", "plekken")


def test_a_file_of_places_offered_as_figures_is_refused():
    with pytest.raises(Onleesbaar, match="Je koos «cijfers», maar in dit bestand staan plekken"):
        read_fixture("plekken.geojson", "kerncijfers")


@pytest.mark.parametrize("point", ["[]", "null", '["x", 1]', "[4.8, NaN]", '{"a": 1}'])
def test_a_point_without_numbers_is_refused(point):
    data = f'{{"type":"Feature","properties":{{"Naam":"Een"}},"geometry":{{"type":"Point","coordinates":{point}}}}}'
    with pytest.raises(Onleesbaar, match="Geen enkele rij is bruikbaar"):
        read_bytes(data.encode(), "x.geojson", "plekken")
