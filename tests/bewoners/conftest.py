import pytest

from tests.factories import make_huis, make_relatie


@pytest.fixture
def huis(db):
    """A team with two students and a coordinator."""
    return make_huis()


@pytest.fixture
def kastanje(huis):
    """A contact of Noor."""
    return make_relatie(huis.wijk, huis.noor, code="GEU-kastanje-37")
