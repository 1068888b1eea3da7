import pytest

from tests.factories import make_plek, make_wijk
from wijken.models import Plek

pytestmark = pytest.mark.django_db


def test_near_a_wijk_are_its_own_places_and_public_ones_around_them():
    wijk, other = make_wijk(), make_wijk()
    own = make_plek(wijk=wijk, lat=52.38, lng=4.80)
    nowhere = make_plek(wijk=wijk)
    around = make_plek(lat=52.385, lng=4.81)
    make_plek(lat=52.40, lng=4.81)
    make_plek(lat=None, lng=None)
    make_plek(wijk=other, lat=52.38, lng=4.80)
    assert set(Plek.objects.near({wijk.pk})) == {own, nowhere, around}
