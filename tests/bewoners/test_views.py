from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from bewoners.models import Contactmoment, Relatie, Thematelling
from tests.factories import (
    make_contactmoment,
    make_relatie,
    make_student,
    make_team,
    release_maand,
)
from tests.queries import assert_queries

LOG = "/loggen/gesprek/"


@pytest.fixture
def noor(client, huis):
    client.force_login(huis.noor)
    return client


def body(**extra):
    return {
        "wie": "buur",
        "hoe": "straat",
        "duur": "even",
        "themas": ["wonen"],
        "client_id": str(uuid4()),
        "seconden": "11",
        **extra,
    }


def test_conversation_is_five_taps_on_one_page(noor, huis):
    make_relatie(huis.wijk, huis.noor, code="GEU-kastanje-37")
    page = noor.get(LOG).content.decode()
    for chip in (
        "Kastanje",
        "Een buur",
        "Nieuw contact",
        "koffie",
        "half uur",
        "wonen &amp; verhuizen",
        "rondkomen",
    ):
        assert chip in page
    assert "checked" not in page
    assert "<textarea" not in page


def test_conversation_is_stored_and_thanked_for(noor):
    response = noor.post(LOG, body(), follow=True)
    moment = Contactmoment.objects.get()
    assert response.redirect_chain == [(reverse("bewoners:na", args=[moment.uuid]), 302)]
    assert "Gesprek met een buur. Dank je." in response.content.decode()
    assert (moment.seconden, moment.datum) == (11, timezone.localdate())


def test_new_contact_is_told_by_her_word(noor):
    page = noor.post(LOG, body(wie="nieuw"), follow=True).content.decode()
    assert f"<strong>{Relatie.objects.get().roepnaam}</strong>" in page


def test_known_contact_is_chosen_by_code_also_from_the_longer_list(noor, huis):
    codes = [make_relatie(huis.wijk, huis.noor, code=f"GEU-woord{c}-11").code for c in "abcdefg"]
    noor.post(LOG, body(wie="", wie_meer=codes[-1]))
    noor.post(LOG, body(wie=codes[0]))
    assert sorted(m.relatie.code for m in Contactmoment.objects.all()) == [codes[0], codes[-1]]


def test_sensitive_themes_are_counted_loose(noor):
    noor.post(LOG, body(themas=["gezondheid"]))
    assert Contactmoment.objects.get().themas == []
    assert Thematelling.objects.get().aantal == 1


def test_double_submit_makes_one_row(noor):
    same = body(wie="nieuw")
    assert [noor.post(LOG, same).status_code for _ in "12"] == [302, 302]
    assert (Contactmoment.objects.count(), Relatie.objects.count()) == (1, 1)


def test_other_body_under_the_same_id_is_409(noor):
    same = body()
    noor.post(LOG, same)
    assert noor.post(LOG, {**same, "hoe": "thuis"}).status_code == 409


@pytest.mark.parametrize(
    ("extra", "field"),
    [
        ({"wie": ""}, "wie"),
        ({"wie": "GEU-niemand-11"}, "wie"),
        ({"wie": "\x00"}, "wie"),
        ({"wie": "x" * 9999}, "wie"),
        ({"wie": "\u202ebuur"}, "wie"),
        ({"hoe": ""}, "hoe"),
        ({"hoe": "🙂"}, "hoe"),
        ({"duur": "eeuwig"}, "duur"),
        ({"themas": ["religie"]}, "themas"),
        ({"datum": "1900-01-01"}, "datum"),
        ({"datum": "2100-01-01"}, "datum"),
        ({"datum": "gisteren"}, "datum"),
        ({"client_id": "geen"}, "client_id"),
    ],
)
def test_odd_input_gets_a_message_and_stores_nothing(noor, extra, field):
    response = noor.post(LOG, body(**extra))
    assert response.status_code == 200
    assert response.context["form"].errors[field]
    assert not Contactmoment.objects.exists()


def test_who_was_not_tapped_is_asked_to_choose(noor):
    said = noor.post(LOG, {"client_id": str(uuid4())}).context["form"].errors
    assert [*said.values()] == [["Kies er een."]] * 3


def test_contact_of_a_teammate_is_no_choice(noor, huis):
    hers = make_relatie(huis.wijk, huis.emre, code="GEU-ekster-11")
    assert "Ekster" not in noor.get(LOG).content.decode()
    assert noor.post(LOG, body(wie=hers.code)).context["form"].errors["wie"]


def test_day_is_at_most_14_days_back(noor):
    today = timezone.localdate()
    assert noor.post(LOG, body(datum=today - timedelta(days=15))).context["form"].errors["datum"]
    assert noor.post(LOG, body(datum=today + timedelta(days=1))).context["form"].errors["datum"]
    assert noor.post(LOG, body(datum=today - timedelta(days=14))).status_code == 302


def test_released_month_says_so(noor, huis):
    dag = timezone.localdate().replace(day=1) - timedelta(days=1)
    moment = make_contactmoment(huis.wijk, huis.noor, datum=dag)
    release_maand(huis.wijk, dag, huis.yasmina)
    url = reverse("bewoners:change", args=[moment.uuid])
    assert "al vrijgegeven" in noor.post(url, body()).content.decode()
    assert (
        "al vrijgegeven"
        in noor.post(reverse("bewoners:delete", args=[moment.uuid]), follow=True).content.decode()
    )


def test_who_works_in_two_wijken_says_in_which(client, huis):
    both = make_student(huis.team)
    from tests.factories import give_rol

    elders = make_team()
    give_rol(both, "teamlid", elders)
    client.force_login(both)
    assert client.post(LOG, body()).context["form"].errors["wijk"]
    client.post(LOG, body(wijk=elders.wijk_id))
    assert Contactmoment.objects.get().wijk == elders.wijk


def test_own_conversation_is_corrected_and_removed(noor, huis):
    moment = make_contactmoment(huis.wijk, huis.noor)
    url = reverse("bewoners:change", args=[moment.uuid])
    assert "gezondheid" not in noor.get(url).content.decode().split("hint")[0]
    noor.post(url, body(hoe="thuis"))
    moment.refresh_from_db()
    assert moment.hoe == "thuis"
    noor.post(reverse("bewoners:delete", args=[moment.uuid]))
    assert not Contactmoment.objects.exists()


def test_conversation_of_15_days_ago_is_closed(noor, huis):
    moment = make_contactmoment(huis.wijk, huis.noor)
    Contactmoment.objects.update(op=timezone.now() - timedelta(days=15))
    for name in ("na", "change", "delete"):
        assert noor.post(reverse(f"bewoners:{name}", args=[moment.uuid])).status_code == 403


def test_conversation_of_a_teammate_does_not_exist_and_the_coordinator_only_reads(client, huis):
    moment = make_contactmoment(huis.wijk, huis.emre)
    answers = []
    for user in (huis.noor, huis.yasmina):
        client.force_login(user)
        answers.append(client.get(reverse("bewoners:change", args=[moment.uuid])).status_code)
    assert answers == [404, 403]


def test_my_contacts_are_words_and_days(noor, huis):
    kastanje = make_relatie(huis.wijk, huis.noor, code="GEU-kastanje-37")
    make_relatie(huis.wijk, huis.emre, code="GEU-ekster-11")
    make_contactmoment(huis.wijk, huis.noor, relatie=kastanje)
    page = noor.get(reverse("bewoners:list")).content.decode()
    assert "Kastanje" in page
    assert "laatst " in page
    assert "Ekster" not in page


def test_contacts_of_the_wijk_are_codes_for_the_coordinator(client, huis):
    make_relatie(huis.wijk, huis.noor, code="GEU-kastanje-37")
    make_relatie(make_team().wijk, code="AND-zalm-11")
    client.force_login(huis.yasmina)
    page = client.get(reverse("bewoners:list"))
    assert [row.code for row in page.context["page"]] == ["GEU-kastanje-37"]


@pytest.mark.parametrize(
    ("query", "found"),
    [("", 2), ("?hoe=thuis", 1), ("?thema=werk", 1), ("?sinds=2099-01-01", 0), ("?hoe=%00&sinds=x", 2)],
)
def test_conversations_are_filtered(noor, huis, query, found):
    make_contactmoment(huis.wijk, huis.noor, hoe="thuis")
    make_contactmoment(huis.wijk, huis.noor, themas=["werk"])
    make_contactmoment(huis.wijk, huis.emre)
    assert len(noor.get(reverse("bewoners:gesprekken") + query).context["page"].items) == found


def test_first_days_are_taught(noor):
    assert "Nog geen contacten" in noor.get(reverse("bewoners:list")).content.decode()
    assert "Geen gesprekken" in noor.get(reverse("bewoners:gesprekken")).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("list", 2), ("gesprekken", 1), ("log", 1)])
def test_pages_keep_their_number_of_queries(noor, huis, name, queries, rows):
    for n in range(rows):
        make_contactmoment(
            huis.wijk, huis.noor, relatie=make_relatie(huis.wijk, huis.noor, code=f"GEU-woord{n}-11")
        )
    with assert_queries(queries):
        noor.get(reverse(f"bewoners:{name}"))


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("extra", "queries"),
    [({}, 3), ({"wie": "nieuw"}, 7), ({"wie": "nieuw", "themas": ["gezondheid", "rondkomen"]}, 8)],
)
def test_log_post_makes_at_most_eight_queries(noor, huis, extra, queries, rows):
    for n in range(rows):
        make_relatie(huis.wijk, huis.noor, code=f"GEU-woord{n}-11")
    with assert_queries(queries):
        noor.post(LOG, body(**extra))
