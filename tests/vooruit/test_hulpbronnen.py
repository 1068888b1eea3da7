from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from bewoners.figures import talenten_of
from bewoners.muur import for_wijken
from core.walls import for_task
from tests.factories import (
    link_gebied,
    make_coordinator,
    make_gebied,
    make_hulpbron,
    make_partner,
    make_relatie,
    make_student,
    make_team,
)
from tests.queries import assert_queries

VIERKANT = {
    "type": "Polygon",
    "coordinates": [[[4.79, 52.37], [4.81, 52.37], [4.81, 52.39], [4.79, 52.39], [4.79, 52.37]]],
}


@pytest.fixture
def buurt(db, client):
    team = make_team()
    yasmina = make_coordinator(team, "Yasmina Haddou")
    link_gebied(team.wijk, make_gebied(grens=VIERKANT), by=yasmina)
    noor = make_student(team, "Noor Visser")
    client.force_login(noor)
    url = reverse("hulpbronnen", args=[team.wijk.slug])
    return SimpleNamespace(
        wijk=team.wijk,
        url=url,
        noor=noor,
        client=client,
        ask=lambda **q: client.get(url, q).context["er"],
    )


def names(er):
    return [row.naam for row in er.blad]


def test_talents_are_counted_only_where_enough_share_them(buurt):
    with for_task("demo"):
        for _ in range(8):
            make_relatie(buurt.wijk, talenten=["koken", "groen"])
        make_relatie(buurt.wijk, talenten=["naaien"])
        make_relatie(buurt.wijk, talenten=["sport"], status="afgesloten", gesloten_op=timezone.localdate())
    assert buurt.ask().talenten == {"koken": 10, "groen": 10}


def test_one_less_than_enough_is_not_told(buurt):
    with for_task("demo"):
        for _ in range(4):
            make_relatie(buurt.wijk, talenten=["koken"])
    assert buurt.ask().talenten == {}


def test_talents_of_another_wijk_stay_behind_their_wall(buurt):
    elders = make_team().wijk
    with for_task("demo"):
        for _ in range(8):
            make_relatie(elders, talenten=["koken"])
    with for_wijken([buurt.wijk.pk]):
        assert talenten_of([buurt.wijk.pk, elders.pk]) == {}


def test_only_public_places_with_a_point_are_on_the_map(buurt):
    zaal = make_hulpbron(buurt.wijk, buurt.noor, soort="plek", naam="Zaal", lat=52.38, lng=4.8)
    make_hulpbron(buurt.wijk, buurt.noor, soort="plek", naam="Kelder")
    make_hulpbron(buurt.wijk, buurt.noor, naam="Bakfiets")
    er = buurt.ask()
    assert [(n, plek) for n, plek, _spot in er.kaart.genummerd] == [(1, zaal)]
    assert [rows for soort, _name, rows in er.per_soort if soort == "plek"] == [
        [(None, er.blad.items[0]), (1, zaal)]
    ]


def test_a_point_far_from_the_border_is_refused(buurt):
    url = reverse("activiteiten:add_hulpbron", args=[buurt.wijk.slug])
    response = buurt.client.post(
        url, {"soort": "plek", "naam": "Zaal", "punt": "51.9, 4.4", "client_id": "x"}
    )
    assert "punt" in response.context["form"].errors


@pytest.mark.parametrize(
    ("asked", "found", "partners", "talents"),
    [
        ({}, ["Bakfiets", "Zaal"], 1, True),
        ({"q": "fiets"}, ["Bakfiets"], 0, False),
        ({"q": "keuken"}, ["Zaal"], 0, False),
        ({"q": "zaal plein"}, ["Zaal"], 0, False),
        ({"q": "sluis"}, [], 1, False),
        ({"soort": "spullen"}, ["Bakfiets"], 0, False),
        ({"soort": "organisatie"}, [], 1, False),
        ({"soort": "talent"}, [], 0, True),
        ({"soort": "onzin"}, ["Bakfiets", "Zaal"], 1, True),
    ],
)
def test_each_filter_works(buurt, asked, found, partners, talents):
    make_hulpbron(buurt.wijk, buurt.noor, soort="spullen", naam="Bakfiets")
    make_hulpbron(buurt.wijk, buurt.noor, soort="plek", naam="Zaal", omschrijving="Keuken", waar="Plein")
    make_partner(buurt.wijk, naam="De Sluiswachter")
    er = buurt.ask(**asked)
    assert (sorted(names(er)), len(er.partners), er.talenten is not None) == (found, partners, talents)


def test_a_long_list_has_pages_and_talents_stand_on_the_first(buurt):
    for n in range(31):
        make_hulpbron(buurt.wijk, buurt.noor, naam=f"Ding {n:02}")
    first = buurt.ask()
    page = buurt.client.get(buurt.url + first.blad.next_url).context["er"]
    assert (len(first.blad), names(page), page.talenten) == (30, ["Ding 30"], None)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_has_one_number_of_queries(buurt, rows):
    for _ in range(rows):
        make_hulpbron(buurt.wijk, buurt.noor, soort="plek", lat=52.38, lng=4.8)
        make_partner(buurt.wijk)
    with assert_queries(7):
        buurt.ask()
