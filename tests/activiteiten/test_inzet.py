from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from activiteiten import services
from activiteiten.models import Inzet
from core.errors import Refused
from mensen.models import Bericht
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


# -- swapping -----------------------------------------------------------------------------------------


def mails_to(user):
    return list(Bericht.objects.filter(aan=user).order_by("pk").values_list("soort", flat=True))


def test_sign_off_asks_the_team_and_gives_no_reason(huis):
    make_inzet(huis.row, huis.noor, rol="opent")
    for _ in range(2):
        services.sign_off(bijeenkomst=huis.row, by=huis.noor)
    assert (mails_to(huis.noor), mails_to(huis.emre)) == ([], ["inzet.plek_open"])
    mail = Bericht.objects.get(aan=huis.yasmina)
    assert mail.titel.startswith("Buurtmaaltijd, ")
    assert mail.titel.endswith(": wie kan openen?")
    assert mail.tekst == "Noor kan niet. Er is nog niemand om te openen. Kun jij? Zeg het met één tik."
    assert mail.pad == huis.row.get_absolute_url()


def test_sign_off_of_who_is_not_missed_mails_nobody(huis):
    make_inzet(huis.row, huis.noor)
    services.sign_off(bijeenkomst=huis.row, by=huis.noor)
    assert not Bericht.objects.exists()


@pytest.mark.parametrize("named", [True, False])
def test_who_is_asked_takes_over_and_opens_from_then_on(huis, named):
    make_inzet(huis.row, huis.noor, rol="opent")
    huis.row.telt = huis.noor
    huis.row.save()
    services.ask_swap(bijeenkomst=huis.row, aan=huis.emre if named else None, by=huis.noor)
    assert people(huis.row) == {("Noor Visser", "opent", "ingepland")}
    for _ in range(2):
        services.take_over(bijeenkomst=huis.row, van=huis.noor, by=huis.emre)
    assert people(huis.row) == {("Noor Visser", "opent", "afwezig"), ("Emre Aydin", "opent", "ingepland")}
    row = type(huis.row).objects.get(pk=huis.row.pk)
    assert (row.opent, row.telt) == (huis.emre, huis.emre)
    assert (mails_to(huis.emre), mails_to(huis.noor)) == (["inzet.ruil_gevraagd"], ["inzet.overgenomen"])
    assert not Inzet.objects.exclude(ruil_op=None).exists()


def test_only_who_is_asked_takes_over_and_only_while_it_is_asked(huis):
    lotte = make_student(huis.team, "Lotte Bakker")
    make_inzet(huis.row, huis.noor, rol="opent")
    services.ask_swap(bijeenkomst=huis.row, aan=huis.emre, by=huis.noor)
    for who, van in ((lotte, huis.noor), (huis.noor, huis.noor), (huis.noor, huis.emre)):
        with pytest.raises(Refused, match="niet meer gevraagd"):
            services.take_over(bijeenkomst=huis.row, van=van, by=who)
    services.withdraw_swap(bijeenkomst=huis.row, by=huis.noor)
    with pytest.raises(Refused, match="niet meer gevraagd"):
        services.take_over(bijeenkomst=huis.row, van=huis.noor, by=huis.emre)


def test_a_cook_is_not_asked_to_open_and_an_outsider_neither(huis):
    make_inzet(huis.row, huis.noor, rol="opent")
    make_inzet(huis.row, huis.emre, rol="kookt")
    assert services.mates_for(huis.row, huis.noor) == []
    for aan in (huis.emre, huis.yasmina, make_student(make_team())):
        with pytest.raises(Refused, match="Kies iemand van je team"):
            services.ask_swap(bijeenkomst=huis.row, aan=aan, by=huis.noor)
    services.ask_swap(bijeenkomst=huis.row, aan=None, by=huis.noor)
    assert huis.row.ruil_voor(huis.emre) == []
    with pytest.raises(Refused, match="Je doet hier al iets"):
        services.take_over(bijeenkomst=huis.row, van=huis.noor, by=huis.emre)


def test_who_is_not_planned_or_too_late_can_not_ask(huis):
    with pytest.raises(Refused, match="Je stond hier niet bij"):
        services.ask_swap(bijeenkomst=huis.row, aan=None, by=huis.noor)
    make_inzet(huis.row, huis.noor)
    type(huis.row).objects.update(begin=timezone.now() - timedelta(hours=1))
    with pytest.raises(Refused, match="al begonnen"):
        services.ask_swap(bijeenkomst=huis.row, aan=None, by=huis.noor)


@pytest.mark.parametrize("change", [{"status": "aanwezig"}, {"status": "afwezig"}, {"rol": "kookt"}])
def test_a_question_ends_by_itself_when_it_has_no_meaning_any_more(huis, change):
    own = make_inzet(huis.row, huis.noor, rol="opent", ruil_op=timezone.now(), ruil_aan=huis.emre)
    Inzet.objects.filter(pk=own.pk).update(**change)
    own.refresh_from_db()
    assert (own.ruil_op, own.ruil_aan) == (None, None)


def test_a_swap_is_asked_and_taken_on_the_phone(client, huis):
    make_inzet(huis.row, huis.noor, rol="opent")
    client.force_login(huis.noor)
    url = reverse("activiteiten:swap", args=[huis.row.uuid])
    assert f'href="{url}?next=/%23jouw-week"' in client.get("/").content.decode()
    assert "Vraag Emre" in client.get(url).content.decode()
    body = {"aan": str(huis.emre.uuid), "next": "/#jouw-week"}
    assert client.post(url, body).url == "/#jouw-week"
    assert "gevraagd: Emre" in client.get("/").content.decode()
    assert "Je vroeg het Emre." in client.get(url).content.decode()
    client.force_login(huis.emre)
    page = client.get("/").content.decode()
    assert "Noor vraagt of jij opent" in page
    client.post(reverse("activiteiten:take_over", args=[huis.row.uuid]), {"van": str(huis.noor.uuid)})
    assert "jij opent" in client.get("/").content.decode()
    client.force_login(huis.noor)
    assert "Er is niets te ruilen" in client.get(url).content.decode()


def test_a_choice_of_nobody_is_said_and_changes_nothing(client, huis):
    make_inzet(huis.row, huis.noor, rol="opent")
    client.force_login(huis.noor)
    url = reverse("activiteiten:swap", args=[huis.row.uuid])
    page = client.post(url, {"aan": "\x00"}, follow=True).content.decode()
    assert "Kies iemand van je team" in page
    assert not Inzet.objects.exclude(ruil_op=None).exists()
    client.post(url, {"aan": "team"})
    assert Inzet.objects.exclude(ruil_op=None).count() == 1
    client.post(url, {"aan": "niemand"})
    assert not Inzet.objects.exclude(ruil_op=None).exists()
