"""Rows most tests of the plan start from."""

import pytest

from mensen.models import User
from teams.models import Team
from tests import factories as f
from wijkplan.models import Doel, Indicator, Prioriteit, Wijkplan


@pytest.fixture
def plan(team: Team, coordinator: User) -> Wijkplan:
    return f.make_plan(team.wijk, coordinator, titel="Plan Geuzenveld")


@pytest.fixture
def prioriteit(plan: Wijkplan) -> Prioriteit:
    return f.make_prioriteit(plan)


@pytest.fixture
def doel(prioriteit: Prioriteit) -> Doel:
    return f.make_doel(prioriteit)


@pytest.fixture
def indicator(doel: Doel) -> Indicator:
    return f.make_indicator(doel)
