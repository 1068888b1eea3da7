from datetime import date, timedelta

import pytest

from core.errors import Refused
from tests.factories import make_staff
from wijken import services
from wijken.models import OudeSlug, Plek, Wijkgebied

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_staff("projectleider")


@pytest.fixture
def wijk(by):
    return services.make_wijk(naam="Banne Buiksloot", by=by)


def test_wijk_gets_its_address_from_its_name(wijk):
    assert wijk.slug == "banne-buiksloot"


@pytest.mark.parametrize("naam", ["banne buiksloot", "Banne-Buiksloot", "…", "Oud Zuid"])
def test_make_wijk_refuses_a_name_or_address_in_use(by, wijk, naam):
    OudeSlug.objects.create(slug="oud-zuid", wijk=wijk)
    with pytest.raises(Refused):
        services.make_wijk(naam=naam, by=by)


def test_new_fase_ends_the_one_before(by, wijk):
    first = services.set_fase(wijk=wijk, fase="verkenning", van=date(2025, 1, 1), by=by)
    services.set_fase(wijk=wijk, fase="actief", van=date(2026, 1, 1), by=by)
    first.refresh_from_db()
    assert first.tot == date(2025, 12, 31)


@pytest.mark.parametrize("days", [0, -1])
def test_set_fase_refuses_to_rewrite_what_was(by, wijk, days):
    day = date(2026, 1, 1)
    services.set_fase(wijk=wijk, fase="actief", van=day, by=by)
    with pytest.raises(Refused):
        services.set_fase(wijk=wijk, fase="afbouw", van=day + timedelta(days=days), by=by)


def test_add_plek_refuses_the_same_name_twice(by, wijk):
    services.add_plek(naam="De Theepot", soort="buurtkamer", wijk=wijk, punt=(52.4, 4.9), by=by)
    with pytest.raises(Refused):
        services.add_plek(naam="de theepot", soort="buurtkamer", wijk=wijk, by=by)
    assert Plek.objects.get().lat == 52.4


def test_sketch_is_closed_and_says_what_it_is(by, wijk):
    services.sketch_gebied(wijk=wijk, ring=[(4.9, 52.4), (4.91, 52.4), (4.91, 52.41)], by=by)
    gebied = Wijkgebied.objects.confirmed().get().gebied
    ring = gebied.grens["coordinates"][0][0]
    assert ring[0] == ring[-1]
    assert (gebied.west, gebied.noord, gebied.stelsel) == (4.9, 52.41, "schets")
