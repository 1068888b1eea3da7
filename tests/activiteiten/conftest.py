import pytest

from tests.factories import make_activiteit, make_huis


@pytest.fixture
def huis(db):
    """A team with two students and a coordinator, and its Taalcafé."""
    huis = make_huis()
    huis.taalcafe = make_activiteit(huis.team, huis.yasmina, titel="Taalcafé")
    return huis
