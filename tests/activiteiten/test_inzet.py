from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from activiteiten import services
from activiteiten.models import Inzet
from core.errors import Refused
from tests.factories import (
    make_activiteit,
    make_bijeenkomst,
    make_coordinator,
    make_inzet,
    make_student,
    make_team,
)


@pytest.fixture
def huis(db):
    team = make_team()
    yasmina = make_coordinator(team, "Yasmina Haddou")
    noor, emre = make_student(team, "Noor Visser"), make_student(team, "Emre Aydin")
    maaltijd = make_activiteit(team, yasmina, titel="Buurtmaaltijd", nodig_kookt=1)
    row = make_bijeenkomst(maaltijd, timezone.now() + timedelta(days=2))
    return SimpleNamespace(team=team, yasmina=yasmina, noor=noor, emre=emre, maaltijd=maaltijd, row=row)


def people(row):
    return set(row.inzetten.values_list("user__naam", "rol", "status"))


def test_sign_up_takes_the_open_task_and_twice_is_once(huis):
    for _ in range(2):
        services.sign_up(bijeenkomst=huis.row, rol="kookt", by=huis.noor)
    assert people(huis.row) == {("Noor Visser", "kookt", "ingepland")}
    assert huis.row.nog_nodig == {"opent": 1}


def test_sign_up_refuses_what_somebody_else_just_took(huis):
    services.sign_up(bijeenkomst=huis.row, rol="kookt", by=huis.emre)
    with pytest.raises(Refused, match="Iemand was je net voor"):
        services.sign_up(bijeenkomst=huis.row, rol="kookt", by=huis.noor)
    assert people(huis.row) == {("Emre Aydin", "kookt", "ingepland")}


def test_sign_up_lets_a_helper_take_a_task_and_a_cook_not_leave_unseen(huis):
    make_inzet(huis.row, huis.noor)
    services.sign_up(bijeenkomst=huis.row, rol="kookt", by=huis.noor)
    with pytest.raises(Refused, match="Je doet hier al iets"):
        services.sign_up(bijeenkomst=huis.row, rol="opent", by=huis.noor)
    assert people(huis.row) == {("Noor Visser", "kookt", "ingepland")}


@pytest.mark.parametrize("field", [{"status": "afgelast"}, {"begin": timezone.now() - timedelta(hours=1)}])
def test_sign_up_refuses_what_began_or_does_not_go_on(huis, field):
    type(huis.row).objects.filter(pk=huis.row.pk).update(**field)
    with pytest.raises(Refused):
        services.sign_up(bijeenkomst=huis.row, rol="helpt", by=huis.noor)
    assert not huis.row.inzetten.exists()


def test_sign_off_opens_the_place_for_a_teammate_who_takes_it_over(huis):
    make_inzet(huis.row, huis.emre, rol="kookt")
    huis.row.telt = huis.emre
    huis.row.save()
    for _ in range(2):
        services.sign_off(bijeenkomst=huis.row, by=huis.emre)
    huis.row.refresh_from_db()
    assert (huis.row.nog_nodig, huis.row.telt) == ({"opent": 1, "kookt": 1}, None)
    services.sign_up(bijeenkomst=huis.row, rol="kookt", by=huis.noor)
    assert people(huis.row) == {
        ("Emre Aydin", "kookt", "afwezig"),
        ("Noor Visser", "kookt", "ingepland"),
    }


def test_sign_off_refuses_who_was_not_planned(huis):
    with pytest.raises(Refused, match="Je stond hier niet bij"):
        services.sign_off(bijeenkomst=huis.row, by=huis.noor)


def test_who_could_not_come_stays_so_when_a_coordinator_changes_the_hour(huis):
    make_inzet(huis.row, huis.emre, status="afwezig")
    kept = {"begin": huis.row.begin, "eind": huis.row.eind + timedelta(hours=1), "plek": None, "titel": ""}
    services.change_bijeenkomst(
        bijeenkomst=huis.row, slot=0, by=huis.yasmina, inzet={huis.noor: "opent"}, **kept
    )
    assert people(huis.row) == {("Emre Aydin", "helpt", "afwezig"), ("Noor Visser", "opent", "ingepland")}


def test_who_could_not_come_is_not_offered_again_next_week(huis):
    make_inzet(huis.row, huis.emre, rol="opent", status="afwezig")
    make_inzet(huis.row, huis.noor, rol="kookt")
    assert (huis.row.opent, huis.row.koken) == (None, [huis.noor])


def test_one_tap_signs_up_and_comes_back_to_the_own_week(client, huis):
    client.force_login(huis.noor)
    page = client.get("/").content.decode()
    assert "nog niemand opent · nog 1 kok nodig" in page
    url = reverse("activiteiten:sign_up", args=[huis.row.uuid])
    assert f'action="{url}"' in page
    for _ in range(2):
        back = client.post(url, {"rol": "kookt", "next": "/#jouw-week"})
    assert (back.status_code, back.url) == (302, "/#jouw-week")
    assert "jij kookt" in client.get("/").content.decode()
    client.post(reverse("activiteiten:sign_off", args=[huis.row.uuid]))
    assert Inzet.objects.get().status == "afwezig"


def test_a_task_taken_meanwhile_is_said_and_nothing_breaks(client, huis):
    make_inzet(huis.row, huis.emre, rol="kookt")
    client.force_login(huis.noor)
    url = reverse("activiteiten:sign_up", args=[huis.row.uuid])
    page = client.post(url, {"rol": "kookt"}, follow=True).content.decode()
    assert "Iemand was je net voor" in page
    assert "Emre Aydin" in page


def test_an_open_task_asks_the_coordinator_and_stands_in_the_agenda(client, huis):
    make_inzet(huis.row, huis.noor, rol="opent")
    client.force_login(huis.yasmina)
    home = client.get("/")
    assert [row.open_taken for row in home.context["momenten"].gaten] == [{"kookt": 1}]
    assert "nog 1 kok nodig" in home.content.decode()
    month = client.get(f"/agenda/?per=maand&wiens=wijk&dag={huis.row.dag}").content.decode()
    assert "Noor opent · nog 1 kok nodig" in month


def test_coordinator_chooses_who_cooks_where_there_is_cooking(client, huis):
    client.force_login(huis.yasmina)
    url = reverse("activiteiten:change_bijeenkomst", args=[huis.row.uuid])
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in ("dag", "van", "tot", "slot")}
    assert client.post(url, data | {"koken": [huis.emre.pk]}).status_code == 302
    assert people(huis.row) == {("Emre Aydin", "kookt", "ingepland")}
