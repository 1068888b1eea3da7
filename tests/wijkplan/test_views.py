from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from tests import factories as f
from tests.queries import assert_queries
from wijkplan import services
from wijkplan.models import Doel, Indicator, Meting, Prioriteit, Wijkplan

pytestmark = pytest.mark.django_db
HOSTILE = {
    "nul": "a\x00b",
    "turned": "abc\u202edef",
    "long": "x" * 5000,
    "blank": " \t ",
}


@pytest.fixture(autouse=True)
def as_coordinator(client, coordinator):
    client.force_login(coordinator)


def url(name, thing):
    return reverse(f"wijkplan:{name}", args=[thing.uuid])


def send(client, name, thing, **data):
    return client.post(url(name, thing) + "?van=bewerken", data)


def errors(response):
    return {name: [str(one) for one in found] for name, found in response.context["form"].errors.items()}


# -- who may what -------------------------------------------------------------------------------------


@pytest.fixture
def meting(indicator, coordinator):
    return f.make_meting(indicator, coordinator)


PLAN_PAGES = ["edit", "change", "remove", "paste", "prioriteit_create"]
PAGES = [
    *(("plan", name) for name in PLAN_PAGES),
    *(("prioriteit", f"prioriteit_{verb}") for verb in ("edit", "remove")),
    ("prioriteit", "doel_create"),
    *(("doel", name) for name in ("doel_edit", "doel_remove", "indicator_create")),
    *(("indicator", name) for name in ("indicator_edit", "indicator_remove")),
    *(("meting", name) for name in ("meting_edit", "meting_remove")),
]


@pytest.mark.parametrize(("kind", "name"), PAGES)
def test_pages_open_for_the_coordinator_only(client, request, team, meting, kind, name):
    page = url(name, request.getfixturevalue(kind))
    elsewhere = f.make_coordinator(f.make_team())
    partner = f.make_contactpersoon(f.make_partner(team.wijk)).user
    answers = [client.get(page).status_code]
    for user in (f.make_student(team), f.make_staff("projectleider"), elsewhere, partner):
        client.force_login(user)
        answers.append(client.get(page).status_code)
    client.logout()
    answers.append(client.get(page).status_code)
    assert answers == [200, 403, 403, 404, 404, 302]


@pytest.mark.parametrize("name", ["prioriteit_move", "prioriteit_weigh"])
def test_small_buttons_work_for_the_coordinator_only(client, team, prioriteit, name):
    data = {"slot": 0, "richting": "omlaag", "moscow": "must"}
    answers = [client.post(url(name, prioriteit), data).status_code]
    for user in (f.make_student(team), f.make_coordinator(f.make_team())):
        client.force_login(user)
        answers.append(client.post(url(name, prioriteit), data).status_code)
    assert answers == [302, 403, 404]


def test_a_new_plan_is_for_the_coordinator_of_that_wijk(client, team):
    page = reverse("wijkplan:create", args=[team.wijk.slug])
    other = f.make_coordinator(f.make_team())
    partner = f.make_contactpersoon(f.make_partner(team.wijk)).user
    answers = [client.get(page).status_code]
    for user in (f.make_student(team), partner, f.make_staff("projectleider"), other):
        client.force_login(user)
        answers.append(client.get(page).status_code)
    assert answers == [200, 403, 403, 403, 404]


def test_a_plan_that_stands_says_so_and_offers_no_form_to_change_it(client, plan, coordinator):
    f.make_doel(f.make_prioriteit(plan))
    f.agree(plan, coordinator)
    page = client.get(url("edit", plan))
    assert (page.status_code, page.templates[0].name) == (200, "wijkplan/vast.html")
    assert client.get(url("prioriteit_edit", plan.prioriteiten.get())).status_code == 403


def test_a_plan_that_lies_before_parties_says_with_whom(client, plan, coordinator):
    f.make_prioriteit(plan)
    asked = f.lay_next_plan_before(plan, coordinator, f.make_partner(plan.wijk, naam="De Sluiswachter"))
    page = client.get(url("edit", asked.wijkplan)).content.decode()
    assert "Dit plan ligt bij de partijen" in page
    assert "De Sluiswachter" in page


def test_a_draft_for_the_next_period_says_that_a_newer_version_was_agreed(client, plan, coordinator):
    f.make_prioriteit(plan)
    f.agree(plan, coordinator)
    van = plan.periode_tot + timedelta(days=1)
    coming = services.next_plan(
        plan=plan, titel="Straks", periode_van=van, periode_tot=van + timedelta(days=9), by=coordinator
    )
    assert "Straks" in client.get(url("next_version", plan)).content.decode()
    assert "Intussen is versie" not in client.get(url("edit", coming)).content.decode()
    second = f.agree(services.next_version(plan=plan, reden="Sloop", by=coordinator), coordinator)
    assert "Intussen is versie 2 van het lopende plan" in client.get(url("edit", coming)).content.decode()
    page = client.get(url("edit", second)).content.decode()
    assert "Straks" in page
    assert "bleef zoals het was" in page
    assert url("next_plan", second) not in page


# -- plan ---------------------------------------------------------------------------------------------


def make_plan(client, wijk, **data):
    sent = {"titel": "Plan", "periode_van": "2027-01-01", "periode_tot": "2027-12-31", "client_id": uuid4()}
    page = reverse("wijkplan:create", args=[wijk.slug]) + "?van=bewerken"
    return client.post(page, sent | data)


def test_a_plan_made_leads_to_its_edit_page(client, team):
    response = make_plan(client, team.wijk)
    assert response.url == f"{url('edit', Wijkplan.objects.get())}#r-{Wijkplan.objects.get().uuid}"


def test_a_double_submit_makes_one_plan_and_another_body_is_409(client, team):
    sent = {"client_id": uuid4()}
    answers = [make_plan(client, team.wijk, **sent).status_code for _ in range(2)]
    other = make_plan(client, team.wijk, titel="Anders", **sent)
    assert (answers, other.status_code, Wijkplan.objects.count()) == ([302, 302], 409, 1)
    assert b'value="Anders"' in other.content


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"titel": ""}, "titel"),
        ({"titel": HOSTILE["nul"]}, "titel"),
        ({"titel": HOSTILE["turned"]}, "titel"),
        ({"titel": HOSTILE["long"]}, "titel"),
        ({"periode_van": "1900-01-01"}, "periode_van"),
        ({"periode_tot": "2100-01-01"}, "periode_tot"),
        ({"periode_tot": "morgen"}, "periode_tot"),
        ({"periode_tot": "2026-12-31"}, "periode_tot"),
        ({"client_id": "9" * 30}, "client_id"),
    ],
)
def test_bad_input_for_a_plan_is_said_beside_its_field(client, team, data, field):
    response = make_plan(client, team.wijk, **data)
    assert (response.status_code, list(errors(response)), Wijkplan.objects.count()) == (200, [field], 0)


def test_an_overlapping_plan_is_refused_and_keeps_what_was_typed(client, team):
    make_plan(client, team.wijk)
    response = make_plan(client, team.wijk, titel="Emoji 🌻 mag", periode_van="2027-06-01")
    assert list(errors(response)) == ["periode_van"]
    assert "Emoji 🌻 mag" in response.content.decode()


def test_a_plan_changed_meanwhile_shows_both_versions(client, team, plan):
    data = {"periode_van": "2027-01-01", "periode_tot": "2027-12-31", "slot": 0}
    send(client, "change", plan, titel="Eerst", **data)
    response = send(client, "change", plan, titel="Daarna", **data)
    shown = response.content.decode()
    assert (response.status_code, "Eerst" in shown, "Daarna" in shown) == (409, True, True)
    assert "Yasmina Haddou" in shown
    assert Wijkplan.objects.get().titel == "Eerst"
    assert send(client, "change", plan, titel="Daarna", **data | {"slot": 1}).status_code == 302


def test_a_draft_plan_can_go_and_says_what_goes(client, plan, prioriteit):
    assert "1 prioriteit met haar doelen" in client.get(url("remove", plan)).content.decode()
    gone = send(client, "remove", plan, slot=0)
    assert (gone.status_code, Wijkplan.objects.count()) == (302, 0)


# -- the whole plan on one screen ---------------------------------------------------------------------


def test_edit_teaches_when_there_is_nothing_yet(client, plan):
    assert "Nog geen prioriteiten" in client.get(url("edit", plan)).content.decode()


def test_edit_asks_gently_about_the_sixth_priority(client, plan):
    question = "Veel prioriteiten is geen prioriteit"
    rows = [f.make_prioriteit(plan) for _ in range(6)]
    assert question in client.get(url("edit", plan)).content.decode()
    assert question not in client.get(url("edit", plan) + "?laat=1").content.decode()
    send(client, "prioriteit_weigh", rows[2], slot=0, moscow="niet_nu")
    assert question not in client.get(url("edit", plan)).content.decode()


# -- prioriteiten -------------------------------------------------------------------------------------


def test_a_title_in_the_last_line_is_enough_when_its_words_say_the_area(client, plan):
    data = {"raden": "1", "client_id": uuid4(), "titel": "Meer Nederlands op het taalcafé"}
    assert send(client, "prioriteit_create", plan, **data).status_code == 302
    assert Prioriteit.objects.get().effectgebied == "opleiding"


def test_a_title_whose_words_say_nothing_asks_for_the_area(client, plan):
    data = {"raden": "1", "client_id": uuid4(), "titel": "Iets heel anders"}
    response = send(client, "prioriteit_create", plan, **data)
    assert (list(errors(response)), "Iets heel anders" in response.content.decode()) == (
        ["effectgebied"],
        True,
    )


@pytest.mark.parametrize("bad", HOSTILE)
def test_bad_text_for_a_priority_stores_nothing(client, plan, bad):
    data = {"client_id": uuid4(), "effectgebied": "armoede", "titel": HOSTILE[bad]}
    assert list(errors(send(client, "prioriteit_create", plan, **data))) == ["titel"]
    assert Prioriteit.objects.count() == 0


def test_ranking_with_buttons(client, plan):
    a, b = f.make_prioriteit(plan, titel="A"), f.make_prioriteit(plan, titel="B")
    response = client.post(url("prioriteit_move", b), {"richting": "omhoog", "slot": 0})
    assert response.url == f"{url('edit', plan)}#r-{b.uuid}"
    assert list(plan.prioriteiten.values_list("titel", flat=True)) == ["B", "A"]
    late = client.post(url("prioriteit_move", a), {"richting": "omhoog", "slot": 0})
    assert (late.status_code, "niets verplaatst" in late.content.decode()) == (409, True)
    assert list(plan.prioriteiten.values_list("titel", flat=True)) == ["B", "A"]
    assert b'name="slot" value="1"' in late.content


@pytest.mark.parametrize(
    "data", [{}, {"richting": "opzij", "slot": 0}, {"richting": "omhoog", "slot": 2**63}]
)
def test_ranking_with_nonsense_moves_nothing(client, prioriteit, data):
    assert client.post(url("prioriteit_move", prioriteit), data).status_code == 400


def test_small_buttons_visited_as_pages_lead_back(client, plan, prioriteit):
    assert client.get(url("prioriteit_weigh", prioriteit)).url == url("edit", plan)
    assert client.get(url("prioriteit_move", prioriteit)).status_code == 405


def test_a_priority_changed_meanwhile_shows_both_versions(client, prioriteit):
    data = {"effectgebied": "armoede", "slot": 0}
    send(client, "prioriteit_edit", prioriteit, titel="Eerst", **data)
    response = send(client, "prioriteit_edit", prioriteit, titel="Daarna", **data)
    assert (response.status_code, Prioriteit.objects.get().titel) == (409, "Eerst")


def test_a_priority_in_use_is_not_removed_and_says_why(client, team, coordinator, prioriteit, doel):
    f.make_activiteit(team, coordinator, doel=doel)
    page = client.get(url("prioriteit_remove", prioriteit)).content.decode()
    response = send(client, "prioriteit_remove", prioriteit, slot=0)
    assert ("1 doel" in page, Prioriteit.objects.count()) == (True, 1)
    assert "Er zijn activiteiten" in response.content.decode()


# -- doelen -------------------------------------------------------------------------------------------


def test_a_goal_typed_in_the_last_line_is_added_once(client, prioriteit):
    data = {"client_id": uuid4(), "titel": "60 % durft"}
    assert [send(client, "doel_create", prioriteit, **data).status_code for _ in range(2)] == [302, 302]
    assert Doel.objects.get().titel == "60 % durft"


def test_a_goal_is_changed_and_removed(client, doel):
    send(client, "doel_edit", doel, titel="Nieuw", streefdatum="2027-06-01", quick_win="on", slot=0)
    doel.refresh_from_db()
    assert (doel.titel, doel.streefdatum, doel.quick_win) == ("Nieuw", date(2027, 6, 1), True)
    assert send(client, "doel_remove", doel, slot=1).status_code == 302
    assert Doel.objects.count() == 0


@pytest.mark.parametrize("day", ["1900-01-01", "2100-01-01", "31-02-2027", "9" * 40])
def test_a_goal_refuses_days_that_can_not_be(client, prioriteit, day):
    data = {"client_id": uuid4(), "titel": "X", "streefdatum": day}
    assert list(errors(send(client, "doel_create", prioriteit, **data))) == ["streefdatum"]


# -- indicatoren en metingen --------------------------------------------------------------------------

LEEG = {"naam": "Durft", "richting": "omhoog", "niveau": "uitkomst", "eenheid": ""}


@pytest.fixture
def cijfer(team):
    gebied = f.make_gebied()
    f.link_gebied(team.wijk, gebied)
    return f.make_kerncijfer(gebied)


def test_a_baseline_is_copied_from_an_official_figure(client, doel, cijfer):
    page = client.get(url("indicator_create", doel)).content.decode()
    data = LEEG | {"client_id": uuid4(), "overnemen": cijfer.uuid}
    assert "SES-WOA totaalscore: -0,416 · CBS, 2019, Geuzenveld (CBS 2020)" in page
    assert send(client, "indicator_create", doel, **data).status_code == 302
    made = Indicator.objects.get()
    assert (str(made.nulmeting), made.nulmeting_datum, made.kerncijfer) == (
        "-0.4160",
        date(2019, 12, 31),
        cijfer,
    )


def test_only_the_newest_year_with_a_value_is_offered(client, doel, cijfer):
    f.make_kerncijfer(cijfer.gebied, maat=cijfer.maat, peiljaar=2018)
    f.make_kerncijfer(cijfer.gebied, maat=cijfer.maat, peiljaar=2020, waarde=None)
    f.make_kerncijfer(f.make_gebied(), maat=cijfer.maat, peiljaar=2021)
    form = client.get(url("indicator_create", doel)).context["form"]
    assert list(form.cijfers) == [str(cijfer.uuid)]


def test_a_figure_and_a_typed_baseline_together_are_asked_back(client, doel, cijfer):
    data = LEEG | {"client_id": uuid4(), "overnemen": cijfer.uuid, "nulmeting": "31"}
    data |= {"nulmeting_datum": "2026-01-01", "nulmeting_bron": "vragenlijst"}
    assert list(errors(send(client, "indicator_create", doel, **data))) == ["overnemen"]


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ({"nulmeting": "31"}, ["nulmeting_datum", "nulmeting_bron"]),
        ({"nulmeting_bron": "x"}, ["nulmeting"]),
        ({"nulmeting": str(2**63)}, ["nulmeting"]),
        ({"nulmeting": "veel"}, ["nulmeting"]),
        ({"streefwaarde": "NaN"}, ["streefwaarde"]),
        ({"overnemen": uuid4()}, ["overnemen"]),
        ({"naam": HOSTILE["turned"]}, ["naam"]),
        (
            {
                "nulmeting": "31",
                "nulmeting_datum": "2026-01-01",
                "nulmeting_bron": "x",
                "streefwaarde": "30",
            },
            ["streefwaarde"],
        ),
    ],
)
def test_bad_input_for_an_indicator_is_said_beside_its_field(client, doel, data, fields):
    response = send(client, "indicator_create", doel, client_id=uuid4(), **LEEG | data)
    assert (response.status_code, list(errors(response)), Indicator.objects.count()) == (200, fields, 0)


def test_a_typed_change_of_the_baseline_lets_go_of_the_figure(client, doel, cijfer):
    send(client, "indicator_create", doel, client_id=uuid4(), overnemen=cijfer.uuid, **LEEG)
    made = Indicator.objects.get()
    same = LEEG | {"nulmeting": "-0,416", "nulmeting_datum": "2019-12-31"}
    same["nulmeting_bron"] = made.nulmeting_bron
    send(client, "indicator_edit", made, slot=0, streefwaarde="0", **same)
    assert Indicator.objects.get().kerncijfer == cijfer
    send(client, "indicator_edit", made, slot=1, **same | {"nulmeting": "-0,4"})
    assert Indicator.objects.get().kerncijfer is None


def test_an_indicator_changed_meanwhile_shows_both_versions(client, indicator):
    send(client, "indicator_edit", indicator, slot=0, **LEEG | {"naam": "Eerst"})
    response = send(client, "indicator_edit", indicator, slot=0, **LEEG | {"naam": "Daarna"})
    assert (response.status_code, Indicator.objects.get().naam) == (409, "Eerst")


def test_an_indicator_form_asks_at_most_six_questions(client, doel, cijfer):
    with assert_queries(3):
        client.get(url("indicator_create", doel))


def test_removing_a_measurement_says_the_number_as_people_do_and_leads_back_to_its_figures(
    client, indicator, coordinator
):
    meting = f.make_meting(indicator, coordinator, waarde=12)
    page = client.get(url("meting_remove", meting)).content.decode()
    assert (f"«{indicator}: 12 %»" in page, "12,0000" in page, "12.0000" in page) == (True, False, False)
    assert f'href="{url("cijfers", indicator.doel.prioriteit.wijkplan)}"' in page
    assert f'href="{url("indicator", indicator)}"' in page


def test_a_measurement_is_noted_corrected_and_removed(client, indicator):
    data = {"waarde": "45,5", "peildatum": "2026-06-01", "n": "38", "bron": "vragenlijst", "bewijsniveau": 2}
    send(client, "meting_create", indicator, client_id=uuid4(), **data)
    meting = Meting.objects.get()
    send(client, "meting_edit", meting, slot=0, **data | {"waarde": "46"})
    assert (str(meting.waarde), str(Meting.objects.get().waarde)) == ("45.5000", "46.0000")
    assert send(client, "meting_edit", meting, slot=0, **data).status_code == 409
    assert send(client, "meting_remove", meting, slot=1).status_code == 302
    assert Meting.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"n": str(2**63)}, "n"),
        ({"n": "-1"}, "n"),
        ({"waarde": ""}, "waarde"),
        ({"peildatum": "2100-01-01"}, "peildatum"),
        ({"bron": ""}, "bron"),
        ({"bewijsniveau": "9"}, "bewijsniveau"),
    ],
)
def test_bad_input_for_a_measurement_is_said_beside_its_field(client, indicator, data, field):
    good = {
        "waarde": "4",
        "peildatum": "2026-06-01",
        "bron": "lijst",
        "bewijsniveau": 2,
        "client_id": uuid4(),
    }
    assert list(errors(send(client, "meting_create", indicator, **good | data))) == [field]


# -- plakken ------------------------------------------------------------------------------------------

TEKST = "Iedereen leert Nederlands\n- 60 % durft\nIets heel anders\n"


def proposals(*rows, **management):
    data = {"p-TOTAL_FORMS": len(rows), "p-INITIAL_FORMS": len(rows), "stap": "bewaar", "tekst": TEKST}
    for place, row in enumerate(rows):
        data |= {f"p-{place}-{name}": value for name, value in ({"erbij": "on"} | row).items()}
    return data | {"client_id": uuid4()} | management


def test_a_paste_is_shown_before_anything_is_stored(client, plan):
    response = client.post(url("paste", plan), {"tekst": TEKST})
    forms = [form.initial for form in response.context["voorstellen"]]
    assert forms == [
        {
            "titel": "Iedereen leert Nederlands",
            "effectgebied": "opleiding",
            "aanleiding": "",
            "doelen": "60 % durft",
        },
        {"titel": "Iets heel anders", "effectgebied": "", "aanleiding": "", "doelen": ""},
    ]
    assert Prioriteit.objects.count() == 0


def test_a_confirmed_paste_is_added_once(client, plan):
    rows = [
        {"titel": "A", "effectgebied": "armoede", "doelen": "a1\r\na2\r\n"},
        {"titel": "B", "effectgebied": "", "erbij": ""},
    ]
    data = proposals(*rows)
    assert [client.post(url("paste", plan), data).url for _ in range(2)] == [url("edit", plan)] * 2
    assert list(Prioriteit.objects.values_list("titel", flat=True)) == ["A"]
    assert list(Doel.objects.values_list("titel", flat=True)) == ["a1", "a2"]
    other = client.post(url("paste", plan), data | {"p-0-titel": "Anders"})
    assert (other.status_code, "Anders" in other.content.decode()) == (409, True)


def test_going_back_from_the_preview_keeps_the_text(client, plan):
    response = client.post(url("paste", plan), {"tekst": TEKST, "stap": "terug"})
    assert response.context["form"].initial == {"tekst": TEKST}


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"titel": "A"}, "effectgebied"),
        ({"titel": "", "effectgebied": "armoede"}, "titel"),
        ({"titel": "A" * 161, "effectgebied": "armoede"}, "titel"),
        ({"titel": "A", "effectgebied": "armoede", "doelen": "x" * 201}, "doelen"),
        ({"titel": "A", "effectgebied": "armoede", "doelen": "x\n" * 21}, "doelen"),
        ({"titel": "A", "effectgebied": "armoede", "aanleiding": "a\x00"}, "aanleiding"),
    ],
)
def test_a_proposal_that_does_not_fit_is_said_beside_its_field(client, plan, row, field):
    response = client.post(url("paste", plan), proposals(row))
    assert list(response.context["voorstellen"][0].errors) == [field]
    assert Prioriteit.objects.count() == 0


def test_a_paste_of_nothing_chosen_adds_nothing_and_says_so(client, plan):
    response = client.post(url("paste", plan), proposals({"titel": "A", "erbij": ""}))
    assert "Kies minstens één" in response.content.decode()


@pytest.mark.parametrize("tekst", ["", " \n\t", "a\x00b", "x" * 20_001, "regel\n" * 26])
def test_a_paste_that_can_not_be_read_says_why_and_keeps_the_text(client, plan, tekst):
    response = client.post(url("paste", plan), {"tekst": tekst})
    assert list(errors(response)) == ["tekst"]
    assert tekst.replace("\x00", "")[:50].strip() in response.content.decode()


def test_a_paste_with_a_broken_form_goes_back_to_the_text(client, plan):
    response = client.post(url("paste", plan), proposals(**{"p-TOTAL_FORMS": "veel"}))
    assert (response.status_code, response.context["form"].initial) == (400, {"tekst": TEKST})


def test_a_paste_of_too_many_proposals_adds_nothing(client, plan):
    rows = [{"titel": "A", "effectgebied": "armoede"}] * 30
    assert client.post(url("paste", plan), proposals(*rows)).status_code == 200
    assert Prioriteit.objects.count() == 0
