from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from signalen.models import Gehoord, Signaal
from signalen.services import answer_signaal
from tests.factories import (
    make_activiteit,
    make_bijeenkomst,
    make_contactmoment,
    make_relatie,
    make_signaal,
)
from tests.queries import assert_queries


@pytest.fixture
def noor(client, huis):
    client.force_login(huis.noor)
    return client


@pytest.fixture
def yasmina(client, huis):
    client.force_login(huis.yasmina)
    return client


def body(**fields):
    return {"soort": "kans", "thema": "samen", "tekst": "", "client_id": str(uuid4()), **fields}


def at(name, thing):
    return reverse(f"signalen:{name}", args=[getattr(thing, "slug", None) or thing.uuid])


def test_two_taps_after_a_talk_make_a_signaal(noor, huis):
    moment = make_contactmoment(huis.wijk, huis.noor, themas=["school"])
    url = reverse("bewoners:signaal", args=[moment.uuid])
    form = noor.get(url).context["form"]
    assert (form["soort"].value(), form["thema"].value()) == ("kans", "school")
    assert noor.post(url, body(thema="school")).url == "/"
    assert [*moment.signalen.values_list("soort", "thema", "bron")] == [("kans", "school", "gesprek")]


def test_after_a_bijeenkomst_it_says_where_it_was_heard(noor, huis):
    row = make_bijeenkomst(make_activiteit(huis.team, huis.yasmina))
    noor.post(at("at_bijeenkomst", row), body())
    assert [*Signaal.objects.values_list("bron", "bijeenkomst")] == [("activiteit", row.pk)]


def test_hearing_it_too_needs_no_theme(noor, huis):
    signaal = make_signaal(huis.wijk, huis.emre)
    url = at("create", huis.wijk)
    assertContains(noor.get(url), "Wil koken voor de flat")
    assert noor.post(url, body(thema="", bron="observatie")).status_code == 200
    noor.post(url, body(thema="", bron="observatie", al_gehoord=str(signaal.uuid)))
    assert Gehoord.objects.get().signaal == signaal
    assert Signaal.objects.count() == 1


@pytest.mark.parametrize("typed", ["Bel 06-12345678", "Samira wil koken", "Hij heeft schulden"])
def test_words_that_lead_to_a_person_are_not_kept(noor, huis, typed):
    response = noor.post(at("create", huis.wijk), body(tekst=typed, bron="observatie"))
    assert [*response.context["form"].errors] == ["tekst"]
    assert not Signaal.objects.exists()


def test_the_coordinator_answers_and_the_student_reads_whom_to_tell(client, huis):
    kastanje = make_relatie(huis.wijk, huis.noor)
    signaal = make_signaal(huis.wijk, huis.noor)
    make_contactmoment(huis.wijk, huis.noor, relatie=kastanje).signalen.add(signaal)
    client.force_login(huis.yasmina)
    assertContains(client.get("/"), "wacht op een eerste antwoord")
    said = {"slot": 0, "naar": "opgepakt", "antwoord": "We zoeken een keuken."}
    assert client.post(at("answer", signaal), said).url == signaal.get_absolute_url()
    assertNotContains(client.get("/"), "wacht op een eerste antwoord")
    assertNotContains(client.get(signaal.get_absolute_url()), kastanje.roepnaam)
    client.force_login(huis.noor)
    assertContains(client.get("/"), f"Vertel het aan wie het zei: {kastanje.roepnaam}.")
    client.force_login(huis.emre)
    assertNotContains(client.get("/"), "We zoeken een keuken.")


def test_who_answers_second_reads_the_first_and_loses_no_word(yasmina, huis):
    signaal = make_signaal(huis.wijk, huis.noor)
    answer_signaal(signaal=signaal, slot=0, naar="bekeken", antwoord="", by=huis.yasmina)
    said = {"slot": 0, "naar": "vervallen", "antwoord": "Past niet bij het plan."}
    response = yasmina.post(at("answer", signaal), said)
    assertContains(response, "Past niet bij het plan.", status_code=409)
    again = {**said, "slot": response.context["form"]["slot"].value()}
    assert yasmina.post(at("answer", signaal), again).status_code == 302


def test_changing_from_two_pages_shows_both(noor, huis):
    signaal = make_signaal(huis.wijk, huis.noor)
    said = {"soort": "vraag", "thema": "werk", "tekst": "", "slot": 0}
    assert [noor.post(at("change", signaal), said).status_code for _ in range(2)] == [302, 409]


def test_withdrawing_takes_it_from_the_list(noor, huis):
    signaal = make_signaal(huis.wijk, huis.noor)
    assertNotContains(noor.post(at("withdraw", signaal), follow=True), "Wil koken voor de flat")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"a", "b"}),
        ({"q": "tuin"}, {"b"}),
        ({"soort": "vraag"}, {"b"}),
        ({"thema": "buurt"}, {"b"}),
        ({"status": "vervallen"}, {"c"}),
        ({"status": "alles"}, {"a", "b", "c"}),
        ({"status": "\x00"}, {"a", "b"}),
    ],
)
def test_the_list_finds_what_is_asked(noor, huis, asked, found):
    make_signaal(huis.wijk, huis.noor, tekst="a")
    make_signaal(huis.wijk, huis.emre, tekst="b", soort="vraag", thema="buurt")
    Signaal.objects.filter(tekst="b").update(tekst="b tuin")
    make_signaal(huis.wijk, huis.emre, tekst="c", status="vervallen")
    page = noor.get(at("list", huis.wijk), asked).context["page"]
    assert {row.tekst[0] for row in page} == found


@pytest.mark.parametrize("rows", [1, 3])
def test_list_and_page_take_few_queries(noor, huis, rows):
    for _ in range(rows):
        signaal = make_signaal(huis.wijk, huis.noor)
        answer_signaal(signaal=signaal, slot=0, naar="bekeken", antwoord="Ik zag het.", by=huis.yasmina)
    with assert_queries(3):
        noor.get(at("list", huis.wijk))
    with assert_queries(3):
        noor.get(at("detail", signaal))


def test_a_week_without_an_answer_is_said(yasmina, huis):
    make_signaal(huis.wijk, huis.noor, op=timezone.now() - timedelta(days=8))
    assertContains(yasmina.get(at("list", huis.wijk)), "wacht op antwoord")
    assertContains(yasmina.get("/"), "langer dan een week")


def test_the_wijk_page_says_how_many_are_open(yasmina, huis):
    for status in ("nieuw", "opgepakt", "vervallen"):
        make_signaal(huis.wijk, huis.noor, status=status)
    assertContains(yasmina.get(huis.wijk.get_absolute_url()), "Signalen: 2 open")
