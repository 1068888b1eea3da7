"""The share of helping hands that came from the wijk, per activity and quarter."""

from datetime import date, datetime, time

import pytest
from django.urls import reverse
from django.utils import timezone

from activiteiten.figures import read_handen
from activiteiten.services import los_activiteit
from core.suppression import SUPPRESSED
from tests.factories import make_activiteit, make_bijeenkomst, make_counted, make_inzet
from tests.queries import assert_queries

TODAY = date(2026, 11, 23)


def held(huis, dag, helpers, students=2, activiteit=None):
    begin = datetime.combine(dag, time(19), tzinfo=timezone.get_current_timezone())
    row = make_counted(activiteit or huis.taalcafe, 20, huis.noor, begin, helpers_uit_wijk=helpers)
    for user in (huis.noor, huis.emre)[:students]:
        make_inzet(row, user, status="aanwezig")
    make_inzet(row, huis.yasmina, status="afwezig")
    return row


def shares(huis):
    return [deel for _kwartaal, deel in read_handen(huis.taalcafe, TODAY).delen]


def test_share_of_hands_is_helpers_by_helpers_and_students_per_quarter(huis):
    for day in (1, 2, 3, 4, 5):
        held(huis, date(2026, 8, day), 2)  # 10 beside 10
        held(huis, date(2026, 10, day), 6)  # 30 beside 10
        held(huis, date(2026, 11, day), None)  # nobody counted who helped, so its students count neither
    held(huis, date(2026, 10, 10), 9, activiteit=make_activiteit(huis.team, huis.yasmina))
    make_bijeenkomst(huis.taalcafe, timezone.now())
    found = read_handen(huis.taalcafe, TODAY)
    assert shares(huis) == [None, None, 50, 75]
    assert found.zin == "dit kwartaal 75 %, geteld bij 5 van 10 keer"
    assert [row[0] for row in found.chart.rows] == ["k1 2026", "k2 2026", "k3 2026", "k4 2026"]


@pytest.mark.parametrize(("helpers", "students"), [(2, 2), (9, 1), (0, 2)])
def test_small_side_hides_the_share(huis, helpers, students):
    held(huis, date(2026, 11, 2), helpers, students)
    assert shares(huis) == [None, None, None, SUPPRESSED]
    assert read_handen(huis.taalcafe, TODAY).zin == "dit kwartaal afgeschermd, geteld bij 1 van 1 keer"


def test_page_says_it_once_helpers_were_counted(client, huis):
    client.force_login(huis.noor)
    address = reverse("activiteiten:detail", args=[huis.taalcafe.uuid])
    assert "nog niet geteld" in client.get(address).content.decode()
    held(huis, timezone.localdate(), 6)
    assert "dit kwartaal afgeschermd, geteld bij 1 van 1 keer" in client.get(address).content.decode()
    loose = los_activiteit(team=huis.team, by=huis.noor)
    assert "Handen uit de wijk" not in client.get(loose.get_absolute_url()).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_handen_is_one_query(huis, rows):
    for day in range(rows):
        held(huis, date(2026, 11, 2 + day), 3)
    with assert_queries(1):
        read_handen(huis.taalcafe, TODAY)
