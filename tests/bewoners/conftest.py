from types import SimpleNamespace

import pytest

from tests.factories import make_coordinator, make_student, make_team


@pytest.fixture
def huis(db):
    """A team with two students and a coordinator."""
    team = make_team()
    return SimpleNamespace(
        team=team,
        wijk=team.wijk,
        yasmina=make_coordinator(team, "Yasmina Haddou"),
        noor=make_student(team, "Noor Visser"),
        emre=make_student(team, "Emre Aydin"),
    )
