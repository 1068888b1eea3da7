from types import SimpleNamespace

import pytest

from tests.factories import make_activiteit, make_coordinator, make_student, make_team


@pytest.fixture
def huis(db):
    """A team with two students and a coordinator, and its Taalcafé."""
    team = make_team()
    yasmina = make_coordinator(team, "Yasmina Haddou")
    return SimpleNamespace(
        team=team,
        wijk=team.wijk,
        yasmina=yasmina,
        noor=make_student(team, "Noor Visser"),
        emre=make_student(team, "Emre Aydin"),
        taalcafe=make_activiteit(team, yasmina, titel="Taalcafé"),
    )
