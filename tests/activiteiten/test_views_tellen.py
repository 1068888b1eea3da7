from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from activiteiten.models import Bijeenkomst, Telling
from tests.factories import (
    make_activiteit,
    make_bijeenkomst,
    make_coordinator,
    make_counted,
    make_inzet,
    make_student,
    make_team,
    release_maand,
)
from tests.queries import assert_queries


@pytest.fixture
def gisteren(huis):
    row = make_bijeenkomst(huis.taalcafe)
    make_inzet(row, huis.noor)
    make_inzet(row, huis.emre)
    return row


def tel_url(bijeenkomst):
    return reverse("activiteiten:tel", args=[bijeenkomst.uuid])


def body(aantal="23", **extra):
    return {"aantal": aantal, "client_id": str(uuid4()), **extra}


@pytest.fixture
def noor(client, huis):
    client.force_login(huis.noor)
    return client


def test_count_page_starts_empty_with_last_weeks_number_as_a_hint_on_home(noor, huis, gisteren):
    make_counted(huis.taalcafe, 21, huis.emre, gisteren.begin - timedelta(days=7))
    page = noor.get("/").content.decode()
    assert "vorige week 21" in page
    assert 'name="aantal" inputmode="numeric" autocomplete="off"' in page
    assert 'value="21"' not in page


def test_count_is_saved_with_one_post(noor, gisteren):
    response = noor.post(tel_url(gisteren), body(seconden="6"))
    assert response.url == reverse("activiteiten:na", args=[gisteren.uuid])
    assert (Telling.objects.get().aantal, Telling.objects.get().seconden) == (23, 6)


@pytest.mark.parametrize(("knop", "aantal"), [("niemand", 0), ("niet_geteld", None)])
def test_buttons_say_the_other_two_values(noor, gisteren, knop, aantal):
    noor.post(tel_url(gisteren), body("", antwoord=knop))
    gisteren.refresh_from_db()
    assert (gisteren.status, gisteren.aantal_deelnemers) == ("doorgegaan", aantal)


def test_double_submit_makes_one_row(noor, gisteren):
    same = body()
    assert [noor.post(tel_url(gisteren), same).status_code for _ in "12"] == [302, 302]
    assert Telling.objects.count() == 1


def test_other_number_under_the_same_id_is_409(noor, gisteren):
    same = body()
    noor.post(tel_url(gisteren), same)
    response = noor.post(tel_url(gisteren), {**same, "aantal": "24"})
    assert response.status_code == 409
    assert "al eerder verzonden" in response.content.decode()


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "veel", "-1", "5001", str(2**63), "9" * 400, "2,5", "１２a", "\x00", "\u202e12", "🙂", "٣x"],
)
def test_odd_number_gets_a_message_and_stores_nothing(noor, gisteren, typed):
    response = noor.post(tel_url(gisteren), body(typed))
    assert response.status_code == 200
    assert response.context["form"].errors["aantal"]
    assert not Telling.objects.exists()


@pytest.mark.parametrize("client_id", ["", "geen-uuid", "\x00", "9" * 5000])
def test_odd_client_id_gets_a_message(noor, gisteren, client_id):
    response = noor.post(tel_url(gisteren), {"aantal": "3", "client_id": client_id})
    assert response.status_code == 200
    assert response.context["form"].errors


@pytest.mark.parametrize("seconden", ["", "-4", "3601", "1e9", "\x00", "９", "9" * 5000])
def test_odd_seconds_are_forgotten(noor, gisteren, seconden):
    noor.post(tel_url(gisteren), body(seconden=seconden))
    assert Telling.objects.get().seconden is None


def test_second_logger_is_asked_whether_the_number_is_right(noor, huis, gisteren):
    make_counted_by(huis.emre, gisteren, 23)
    page = noor.get(tel_url(gisteren)).content.decode()
    assert "Emre telde: 23. Klopt dat?" in page
    noor.post(tel_url(gisteren), body("", antwoord="23"))
    assert not Telling.objects.open_differences().exists()


def make_counted_by(user, bijeenkomst, aantal):
    from activiteiten.services import tel_bijeenkomst

    return tel_bijeenkomst(bijeenkomst=bijeenkomst, aantal=aantal, client_id=uuid4(), by=user)


def test_coordinator_whose_number_differs_is_asked_to_pick_at_once(client, huis, gisteren):
    make_counted_by(huis.emre, gisteren, 23)
    client.force_login(huis.yasmina)
    assert "Daarna kies jij." in client.get(tel_url(gisteren)).content.decode()
    answer = client.post(tel_url(gisteren), body("21"), follow=True)
    page = answer.content.decode()
    assert ("de coördinator kiest" in page, "Welke telling klopt?" in page) == (False, True)
    mine = next(row for row in answer.context["kiezen"] if row.door == huis.yasmina)
    assert reverse("activiteiten:decide", args=[mine.uuid]) in page
    client.post(reverse("activiteiten:decide", args=[mine.uuid]))
    gisteren.refresh_from_db()
    assert gisteren.aantal_deelnemers == 21
    assert client.get(reverse("activiteiten:na", args=[gisteren.uuid])).context["kiezen"] == []


def test_second_loggers_other_number_waits_for_the_coordinator(client, noor, huis, gisteren):
    make_counted_by(huis.emre, gisteren, 23)
    page = noor.post(tel_url(gisteren), body("21"), follow=True).content.decode()
    assert "Emre telde dit, jij telde 21" in page
    mine = Telling.objects.open_differences().get()
    client.force_login(huis.yasmina)
    assert "Kies 21" in client.get(gisteren.get_absolute_url()).content.decode()
    client.post(reverse("activiteiten:decide", args=[mine.uuid]))
    gisteren.refresh_from_db()
    assert gisteren.aantal_deelnemers == 21


def test_counted_by_oneself_leads_to_the_page_after_saving(noor, huis, gisteren):
    make_counted_by(huis.noor, gisteren, 23)
    assert noor.get(tel_url(gisteren)).url == reverse("activiteiten:na", args=[gisteren.uuid])


def test_page_after_saving_thanks_and_names_whom_to_call(noor, huis, gisteren):
    huis.yasmina.telefoon = "06-12345678"
    huis.yasmina.save()
    page = noor.post(tel_url(gisteren), body(), follow=True).content.decode()
    for said in (
        "Opgeslagen.",
        "23 mensen. Dank je.",
        "112",
        "0800-2000",
        "06-12345678",
        "Dit slaan we niet op.",
    ):
        assert said in page


def test_after_count_stores_what_was_added(noor, huis, gisteren):
    make_counted_by(huis.noor, gisteren, 23)
    noor.post(
        reverse("activiteiten:na", args=[gisteren.uuid]),
        {"nieuw_aanwezig": "4", "helpers_uit_wijk": "", "aanwezig": [huis.noor.pk]},
    )
    gisteren.refresh_from_db()
    assert (gisteren.nieuw_aanwezig, gisteren.helpers_uit_wijk) == (4, None)
    assert gisteren.inzetten.get(user=huis.emre).status == "afwezig"


def test_after_count_beyond_the_count_stands_beside_its_field(noor, huis, gisteren):
    make_counted_by(huis.noor, gisteren, 3)
    response = noor.post(reverse("activiteiten:na", args=[gisteren.uuid]), {"nieuw_aanwezig": "4"})
    assert "meer dan de 3 mensen" in response.context["form"].errors["nieuw_aanwezig"][0]


def test_own_count_is_corrected(noor, huis, gisteren):
    telling = make_counted_by(huis.noor, gisteren, 23)
    noor.post(reverse("activiteiten:correct", args=[telling.uuid]), {"aantal": "32"})
    gisteren.refresh_from_db()
    assert gisteren.aantal_deelnemers == 32


def test_own_count_after_14_days_is_closed(noor, huis, gisteren):
    telling = make_counted_by(huis.noor, gisteren, 23)
    Telling.objects.update(op=timezone.now() - timedelta(days=15))
    assert noor.get(reverse("activiteiten:correct", args=[telling.uuid])).status_code == 403


def test_count_made_late_is_corrected_for_14_days_from_its_own_page(noor, huis):
    old = make_bijeenkomst(huis.taalcafe, timezone.now() - timedelta(days=16))
    telling = make_counted_by(huis.noor, old, 23)
    correct = reverse("activiteiten:correct", args=[telling.uuid])
    assert correct in noor.get(old.get_absolute_url()).content.decode()
    after = noor.post(correct, {"aantal": "32"}, follow=True)
    assert (after.status_code, after.redirect_chain) == (200, [(old.get_absolute_url(), 302)])
    Telling.objects.update(op=timezone.now() - timedelta(days=14, seconds=1))
    assert correct not in noor.get(old.get_absolute_url()).content.decode()


def test_student_counts_up_to_14_days_back_and_the_coordinator_further(client, huis):
    old = make_bijeenkomst(huis.taalcafe, timezone.now() - timedelta(days=20))
    answers = []
    for user in (huis.noor, huis.yasmina):
        client.force_login(user)
        answers.append(client.get(tel_url(old)).status_code)
    assert answers == [403, 200]


@pytest.mark.parametrize(("days", "asked"), [(13.9, True), (14.1, False)])
def test_student_is_asked_to_count_as_long_as_she_may(client, huis, days, asked):
    row = make_bijeenkomst(huis.taalcafe, timezone.now() - timedelta(days=days))
    Bijeenkomst.objects.update(
        eind=timezone.now() - timedelta(days=days), begin=row.begin - timedelta(hours=3)
    )
    make_inzet(row, huis.noor)
    handed = make_bijeenkomst(huis.taalcafe, timezone.now() - timedelta(days=40), telt=huis.noor)
    found = []
    for user in (huis.noor, huis.yasmina):
        client.force_login(user)
        found.append([tel_url(one) in client.get("/").content.decode() for one in (row, handed)])
    assert found == [[asked, False], [True, True]]
    client.force_login(huis.noor)
    assert (client.get(tel_url(row)).status_code == 200) is asked


def test_released_month_says_so_and_keeps_what_was_typed(noor, huis, gisteren):
    release_maand(huis.wijk, gisteren.dag, huis.yasmina)
    page = noor.post(tel_url(gisteren), body()).content.decode()
    assert "al vrijgegeven aan partners" in page
    assert 'value="23"' in page


def test_future_bijeenkomst_is_not_counted(noor, huis):
    straks = make_bijeenkomst(huis.taalcafe, timezone.now() + timedelta(hours=1))
    assert "Tellen kan pas na afloop" in noor.post(tel_url(straks), body()).content.decode()


def test_coordinator_types_by_somebodys_word_and_goes_back_where_she_was(client, huis, gisteren):
    client.force_login(huis.yasmina)
    response = client.post(tel_url(gisteren), body(volgens=huis.noor.pk, next="/wijken/"))
    gisteren.refresh_from_db()
    assert (response.url, gisteren.volgens) == ("/wijken/", huis.noor)


def test_next_never_leads_off_the_site(noor, gisteren):
    response = noor.post(tel_url(gisteren), body(next="https://boos.example/"))
    assert response.url == reverse("activiteiten:na", args=[gisteren.uuid])


def test_student_cannot_say_by_whose_word(noor, huis, gisteren):
    noor.post(tel_url(gisteren), body(volgens=huis.emre.pk))
    gisteren.refresh_from_db()
    assert gisteren.volgens is None


def test_teammate_gets_the_card(noor, huis, gisteren):
    noor.post(reverse("activiteiten:hand_over", args=[gisteren.uuid]) + "?next=/", {"aan": huis.emre.uuid})
    gisteren.refresh_from_db()
    assert gisteren.telt == huis.emre


@pytest.mark.parametrize("aan", ["", "geen-uuid", "1b4e28ba-2fa1-41d2-883f-0016d3cca427"])
def test_nobody_is_not_a_teammate(noor, gisteren, aan):
    noor.post(reverse("activiteiten:hand_over", args=[gisteren.uuid]), {"aan": aan})
    gisteren.refresh_from_db()
    assert gisteren.telt is None


def test_cancelled_and_put_back_with_one_tap_each(noor, gisteren):
    for name, status in (("cancel", "afgelast"), ("restore", "gepland")):
        noor.post(reverse(f"activiteiten:{name}", args=[gisteren.uuid]), {"next": "/"})
        gisteren.refresh_from_db()
        assert gisteren.status == status


def test_student_does_not_cancel_what_is_to_come(noor, huis):
    straks = make_bijeenkomst(huis.taalcafe, timezone.now() + timedelta(hours=1))
    assert noor.post(reverse("activiteiten:cancel", args=[straks.uuid])).status_code == 403


def los_body(**extra):
    return {
        "aantal": "9",
        "duur": "60",
        "dagen_geleden": "0",
        "titel": "Opruimen",
        "client_id": str(uuid4()),
        **extra,
    }


def test_something_else_is_logged_in_one_post(noor, huis):
    noor.post(reverse("activiteiten:los"), los_body(team=huis.team.pk))
    row = Bijeenkomst.objects.get()
    assert (row.activiteit.los, row.aantal_deelnemers, row.naam) == (True, 9, "Opruimen")


@pytest.mark.parametrize(
    ("extra", "field"),
    [({"duur": ""}, "duur"), ({"dagen_geleden": "9"}, "dagen_geleden"), ({"titel": "x" * 61}, "titel")],
)
def test_something_else_with_odd_input_says_where(noor, huis, extra, field):
    response = noor.post(reverse("activiteiten:los"), los_body(team=huis.team.pk, **extra))
    assert response.context["form"].errors[field]


def test_something_else_is_not_logged_for_another_team(noor):
    response = noor.post(reverse("activiteiten:los"), los_body(team=make_team().pk))
    assert response.context["form"].errors["team"]


@pytest.mark.parametrize("rows", [1, 3])
def test_count_post_makes_at_most_eight_queries(noor, huis, rows):
    for _ in range(rows):
        row = make_bijeenkomst(huis.taalcafe)
        make_inzet(row, huis.noor)
    with assert_queries(8):
        noor.post(tel_url(row), body())


@pytest.mark.parametrize("rows", [1, 3])
def test_count_page_makes_at_most_six_queries(noor, huis, rows):
    for _ in range(rows):
        row = make_bijeenkomst(huis.taalcafe)
        make_inzet(row, huis.noor)
    noor.get(tel_url(row))
    with assert_queries(3):
        noor.get(tel_url(row))


@pytest.mark.parametrize("rows", [1, 3])
def test_home_of_a_student_makes_at_most_eight_queries(noor, huis, rows):
    for n in range(rows):
        for begin in (timezone.now() - timedelta(days=1), timezone.now() + timedelta(hours=1 + n)):
            row = make_bijeenkomst(huis.taalcafe, begin)
            make_inzet(row, huis.noor)
            make_inzet(row, huis.emre)
    with assert_queries(8):
        noor.get("/")


def test_bijeenkomst_of_another_wijk_does_not_exist(noor):
    team = make_team()
    elders = make_bijeenkomst(make_activiteit(team, make_coordinator(team)))
    assert noor.post(tel_url(elders), body()).status_code == 404


def test_bijeenkomst_of_a_team_one_left_yesterday_does_not_exist(client, huis, gisteren):
    yesterday = timezone.localdate() - timedelta(days=1)
    left = make_student(huis.team, tot=yesterday)
    client.force_login(left)
    assert client.post(tel_url(gisteren), body()).status_code == 404


def test_presence_of_who_left_since_stays_as_it_was(noor, huis, gisteren):
    left = make_student(huis.team, "Sem Post", tot=timezone.localdate() - timedelta(days=1))
    make_inzet(gisteren, left)
    make_counted_by(huis.noor, gisteren, 23)
    url = reverse("activiteiten:na", args=[gisteren.uuid])
    assert left in noor.get(url).context["form"].fields["aanwezig"].queryset
    noor.post(url, {"aanwezig": [left.pk, huis.noor.pk]})
    assert gisteren.inzetten.get(user=left).status == "aanwezig"
