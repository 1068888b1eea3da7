"""What waits for the coordinator about measurements, on her home and on the wijk page alike."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from wijkplan.figures import read_bord
from wijkplan.models import Indicator, Meting, Wijkplan

pytestmark = pytest.mark.django_db


@pytest.fixture
def doel(team, coordinator):
    return make.make_doel(make.make_prioriteit(make.make_plan(team.wijk, coordinator)))


def pages(client, team, user):
    client.force_login(user)
    return [client.get(url).content.decode() for url in ("/", team.wijk.get_absolute_url())]


def test_what_was_handed_in_waits_with_its_act_inline(client, team, coordinator, doel):
    student = make.make_student(team)
    indicator = make.make_indicator(doel)
    for value in (1, 2, 3):
        make.make_meting(indicator, student, waarde=value, status="ingediend")
    acts = [reverse("wijkplan:meting_confirm", args=[row.uuid]) for row in Meting.objects.all()]
    for page in pages(client, team, coordinator):
        assert "3 metingen wachten op jou" in page
        assert all(act in page for act in acts)
    assert [any(act in page for act in acts) for page in pages(client, team, student)] == [False, False]


def test_what_is_over_time_asks_and_can_wait_a_month(client, team, coordinator, doel):
    indicator = make.make_indicator(doel, frequentie="maand")
    make.make_meting(indicator, coordinator, peildatum=timezone.localdate() - timedelta(days=40))
    for page in pages(client, team, coordinator):
        assert "is over tijd (elke maand)" in page
    client.post(reverse("wijkplan:indicator_postpone", args=[indicator.uuid]))
    for page in pages(client, team, coordinator):
        assert "over tijd" not in page


@pytest.mark.parametrize(
    ("values", "ago", "status", "asks"),
    [
        ({}, None, "", True),
        ({}, 900, "vastgesteld", False),
        ({"frequentie": "maand"}, 31, "vastgesteld", False),
        ({"frequentie": "maand"}, 32, "vastgesteld", True),
        ({"frequentie": "kwartaal"}, 93, "ingediend", True),
        ({"frequentie": "jaar"}, 93, "ingediend", False),
        ({"frequentie": "eenmalig"}, 900, "vastgesteld", False),
        ({"frequentie": "maand"}, 1, "concept", True),
        ({"berekening": "bezoeken"}, None, "", False),
    ],
)
def test_the_board_asks_what_the_queryset_asks(coordinator, doel, values, ago, status, asks):
    indicator = make.make_indicator(doel, **values)
    today = timezone.localdate()
    if ago is not None:
        make.make_meting(indicator, coordinator, peildatum=today - timedelta(days=ago), status=status)
    found = list(Indicator.objects.to_measure(today))
    assert found == read_bord(Wijkplan.objects.all()).te_meten(today) == ([indicator] if asks else [])
