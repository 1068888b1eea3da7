from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from activiteiten.models import Activiteit, Bijeenkomst
from tests.factories import (
    make_activiteit,
    make_bijeenkomst,
    make_counted,
    make_doel,
    make_inzet,
    make_plan,
    make_plek,
    make_prioriteit,
    make_staff,
    make_team,
)
from tests.queries import assert_queries
from wijken.models import Plek
from wijkplan.models import Project


@pytest.fixture
def yasmina(client, huis):
    client.force_login(huis.yasmina)
    return client


def new(huis, **extra):
    return {
        "titel": "Buurtmaaltijd",
        "dag": (timezone.localdate() + timedelta(days=3)).isoformat(),
        "van": "17:00",
        "tot": "20:00",
        "weken": "1",
        "plek": "",
        "team": huis.team.pk,
        "trede": "raadplegen",
        "client_id": str(uuid4()),
        **extra,
    }


def errors_of(response):
    assert response.status_code == 200
    return response.context["form"].errors


def test_activity_is_planned_with_its_weeks_people_and_a_new_place(yasmina, huis):
    data = new(huis, weken="3", plek="De Theepot", opent=huis.noor.pk, helpen=[huis.emre.pk])
    response = yasmina.post(reverse("activiteiten:create"), data)
    made = Activiteit.objects.get(titel="Buurtmaaltijd")
    assert response.url == made.get_absolute_url()
    assert (made.plek.naam, made.plek.wijk, made.soort) == ("De Theepot", huis.wijk, "ontmoeting")
    assert [row.inzetten.count() for row in made.bijeenkomsten.all()] == [2, 2, 2]


@pytest.mark.parametrize("field", ["titel", "doelgroep", "belofte"])
def test_a_name_in_what_the_wijk_may_read_is_asked_about(yasmina, huis, field):
    data = new(huis, **{field: "Koffie bij Samira"})
    answer = yasmina.post(reverse("activiteiten:create"), data)
    assert [*errors_of(answer)] == [field]
    activiteit = make_activiteit(huis.team, huis.yasmina)
    answer = yasmina.post(
        reverse("activiteiten:plan", args=[activiteit.uuid]), {**data, "titel": "Bij Samira"}
    )
    assert [*errors_of(answer)] == ["titel"]


def test_plan_an_activity_from_the_board_has_its_goal_chosen(yasmina, huis):
    doel = make_doel(make_prioriteit(make_plan(huis.wijk, huis.yasmina)))
    page = yasmina.get(reverse("activiteiten:create"), {"doel": doel.uuid})
    assert f'<option value="{doel.uuid}" selected>' in page.content.decode()
    yasmina.post(reverse("activiteiten:create"), new(huis, doel=doel.uuid))
    assert Activiteit.objects.get(titel="Buurtmaaltijd").doel == doel


def test_known_place_is_used_again_whatever_its_capitals(yasmina, huis):
    plek = make_plek(naam="De Theepot", wijk=huis.wijk)
    yasmina.post(reverse("activiteiten:create"), new(huis, plek="de theepot"))
    assert Activiteit.objects.get(titel="Buurtmaaltijd").plek == plek
    assert Plek.objects.count() == 1


def test_activity_sent_twice_is_made_once(yasmina, huis):
    same = new(huis, weken="2")
    for _ in "12":
        yasmina.post(reverse("activiteiten:create"), same)
    assert Activiteit.objects.filter(titel="Buurtmaaltijd").count() == 1
    assert Bijeenkomst.objects.count() == 2


def test_activity_sent_again_with_another_title_is_refused_and_keeps_what_was_typed(yasmina, huis):
    same = new(huis)
    yasmina.post(reverse("activiteiten:create"), same)
    response = yasmina.post(reverse("activiteiten:create"), same | {"titel": "Straatfeest"})
    assert response.status_code == 409
    assert response.context["form"]["titel"].value() == "Straatfeest"
    assert not Activiteit.objects.filter(titel="Straatfeest").exists()


@pytest.mark.parametrize(
    ("extra", "field"),
    [
        ({"titel": ""}, "titel"),
        ({"titel": "x" * 121}, "titel"),
        ({"titel": "Soep\u202e"}, "titel"),
        ({"titel": "\x00"}, "titel"),
        ({"dag": "1900-01-01"}, "dag"),
        ({"dag": "2100-01-01"}, "dag"),
        ({"dag": "2026-02-30"}, "dag"),
        ({"van": "25:00"}, "van"),
        ({"tot": "16:00"}, "tot"),
        ({"weken": "53"}, "weken"),
        ({"weken": str(2**63)}, "weken"),
        ({"startgroep": str(2**63)}, "startgroep"),
        ({"team": "0"}, "team"),
        ({"trede": ""}, "trede"),
        ({"trede": "bepalen"}, "trede"),
        ({"belofte": "x" * 201}, "belofte"),
        ({"doel": "999999999999"}, "doel"),
        ({"opent": "x"}, "opent"),
    ],
)
def test_odd_input_gets_a_message_beside_its_field(yasmina, huis, extra, field):
    response = yasmina.post(reverse("activiteiten:create"), new(huis, **extra))
    assert field in errors_of(response) or "eind" in str(errors_of(response))
    assert not Activiteit.objects.filter(team=huis.team, los=False).exclude(pk=huis.taalcafe.pk).exists()


def test_hour_that_does_not_exist_is_said_beside_the_time(yasmina, huis):
    response = yasmina.post(
        reverse("activiteiten:create"), new(huis, dag="2026-03-29", van="02:30", tot="05:00")
    )
    assert "bestaat 02.30 niet" in errors_of(response)["van"][0]


def test_hour_that_happens_twice_is_the_first_one_and_the_help_says_so(yasmina, huis):
    yasmina.post(reverse("activiteiten:create"), new(huis, dag="2026-10-25", van="02:30", tot="05:00"))
    assert Bijeenkomst.objects.get().begin.isoformat() == "2026-10-25T00:30:00+00:00"
    assert "wij nemen de eerste keer" in yasmina.get(reverse("activiteiten:create")).content.decode()


def test_end_after_midnight_is_the_next_morning(yasmina, huis):
    yasmina.post(reverse("activiteiten:create"), new(huis, van="21:00", tot="01:00"))
    assert Bijeenkomst.objects.get().duur == timedelta(hours=4)


def test_team_of_another_wijk_is_no_choice(yasmina, huis):
    assert errors_of(yasmina.post(reverse("activiteiten:create"), new(huis, team=make_team().pk)))["team"]


def test_activity_is_changed_and_the_second_to_save_sees_both(yasmina, huis):
    url = reverse("activiteiten:change", args=[huis.taalcafe.uuid])
    data = {"titel": "Taalavond", "soort": "taal", "plek": "De Theepot", "trede": "adviseren", "slot": "0"}
    assert yasmina.post(url, data).status_code == 302
    late = yasmina.post(url, {**data, "titel": "Taalochtend"})
    assert late.status_code == 409
    assert {"Taalavond", "Taalochtend"} <= set(late.content.decode().replace("<", ">").split(">"))
    assert Activiteit.objects.get(pk=huis.taalcafe.pk).titel == "Taalavond"


def test_orphan_gets_its_goal(yasmina, huis):
    doel = make_doel(make_prioriteit(make_plan(huis.wijk, huis.yasmina)))
    url = reverse("activiteiten:link", args=[huis.taalcafe.uuid])
    assert "Hoort dit bij een doel?" in yasmina.get(huis.taalcafe.get_absolute_url()).content.decode()
    yasmina.post(url, {"doel": doel.pk, "slot": "0"})
    assert Activiteit.objects.get(pk=huis.taalcafe.pk).doel == doel


def test_goal_of_another_wijk_is_no_choice(yasmina, huis):
    elders = make_doel(make_prioriteit(make_plan(make_team().wijk, huis.yasmina)))
    url = reverse("activiteiten:link", args=[huis.taalcafe.uuid])
    assert errors_of(yasmina.post(url, {"doel": elders.pk, "slot": "0"}))["doel"]


def test_bijeenkomsten_are_added_to_an_activity(yasmina, huis):
    data = {k: v for k, v in new(huis, weken="2").items() if k not in {"titel", "team"}}
    yasmina.post(reverse("activiteiten:plan", args=[huis.taalcafe.uuid]), data)
    assert huis.taalcafe.bijeenkomsten.count() == 2


def test_bijeenkomst_is_moved_and_who_cooks_keeps_cooking(yasmina, huis):
    row = make_bijeenkomst(huis.taalcafe, timezone.now() + timedelta(days=2))
    make_inzet(row, huis.emre, rol="kookt")
    data = {k: v for k, v in new(huis).items() if k not in {"titel", "team", "client_id", "weken"}}
    data |= {"helpen": [huis.emre.pk], "opent": huis.noor.pk, "slot": "0"}
    url = reverse("activiteiten:change_bijeenkomst", args=[row.uuid])
    assert yasmina.post(url, data).status_code == 302
    assert dict(row.inzetten.values_list("user", "rol")) == {huis.emre.pk: "kookt", huis.noor.pk: "opent"}
    late = yasmina.post(url, data)
    assert late.status_code == 409
    assert "Noor Visser" in late.content.decode()


def test_an_end_before_the_begin_is_said_beside_the_end(yasmina, huis):
    row = make_bijeenkomst(huis.taalcafe, timezone.now() + timedelta(days=2))
    data = {k: v for k, v in new(huis).items() if k not in {"titel", "team", "client_id", "weken"}}
    url = reverse("activiteiten:change_bijeenkomst", args=[row.uuid])
    refused = yasmina.post(url, data | {"van": "15:30", "tot": "13:00", "slot": "0"})
    assert list(errors_of(refused)) == ["tot"]


def test_detail_shows_the_last_four_counts_and_a_sentence(yasmina, huis):
    for days, aantal in enumerate([41, 40, 42, None, 99], 1):
        make_counted(huis.taalcafe, aantal, huis.noor, timezone.now() - timedelta(days=days))
    page = yasmina.get(huis.taalcafe.get_absolute_url())
    assert [row.aantal_deelnemers for row in page.context["laatste"]] == [41, 40, 42, None]
    assert "Kopieer als zin" in page.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Soep", "Taalcafé"]),
        ("?q=taal", ["Taalcafé"]),
        ("?q=soep+koffie", []),
        ("?soort=taal", []),
        ("?plan=los", ["Soep", "Taalcafé"]),
        ("?plan=doel", []),
        ("?soort=bestaat-niet", ["Soep", "Taalcafé"]),
        ("?q=%00", ["Soep", "Taalcafé"]),
        ("?pagina=kapot", ["Soep", "Taalcafé"]),
    ],
)
def test_list_is_searched_and_filtered(yasmina, huis, query, found):
    make_activiteit(huis.team, huis.yasmina, titel="Soep")
    page = yasmina.get(reverse("activiteiten:list") + query)
    assert [row.titel for row, _counts in page.context["rows"]] == found


def test_list_of_a_student_holds_own_wijken_only(client, huis):
    make_activiteit(make_team(), huis.yasmina)
    client.force_login(huis.noor)
    assert [r for r, _ in client.get(reverse("activiteiten:list")).context["rows"]] == [huis.taalcafe]


def test_new_activity_may_help_a_second_goal_and_belong_to_a_project(yasmina, huis):
    prioriteit = make_prioriteit(make_plan(huis.wijk, huis.yasmina))
    doel, ander = make_doel(prioriteit), make_doel(prioriteit, titel="Rust in huis")
    project = Project.objects.create(doel=doel, titel="Praten bij de school")
    page = yasmina.get(reverse("activiteiten:create")).content.decode()
    assert f"Praten bij de school ({doel.titel})" in page
    data = new(huis, doel=doel.uuid, mede_doelen=[ander.pk], project=project.pk)
    assert [yasmina.post(reverse("activiteiten:create"), data).status_code for _ in "ab"] == [302, 302]
    made = Activiteit.objects.get(titel="Buurtmaaltijd")
    assert (made.doel, list(made.mede_doelen.all()), made.project) == (doel, [ander], project)


def test_new_activity_with_a_project_of_another_goal_says_so(yasmina, huis):
    prioriteit = make_prioriteit(make_plan(huis.wijk, huis.yasmina))
    doel, ander = make_doel(prioriteit), make_doel(prioriteit, titel="Rust in huis")
    project = Project.objects.create(doel=ander, titel="Rust")
    response = yasmina.post(reverse("activiteiten:create"), new(huis, doel=doel.uuid, project=project.pk))
    assert "project" in response.context["form"].errors


@pytest.mark.parametrize("rows", [1, 3])
def test_list_makes_two_queries(yasmina, huis, rows):
    for _ in range(rows):
        make_counted(make_activiteit(huis.team, huis.yasmina), 23, huis.noor)
    with assert_queries(2):
        yasmina.get(reverse("activiteiten:list"))


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("create", 6), ("change", 4), ("plan", 4), ("detail", 10)])
def test_pages_keep_their_number_of_queries(yasmina, huis, name, queries, rows):
    for _ in range(rows):
        make_inzet(make_bijeenkomst(huis.taalcafe, timezone.now() + timedelta(days=1)), huis.noor)
        make_counted(huis.taalcafe, 23, huis.noor)
        make_plek(wijk=huis.wijk)
        make_doel(make_prioriteit(make_plan(make_team().wijk, huis.yasmina)))
    prioriteit = make_prioriteit(make_plan(huis.wijk, huis.yasmina))
    for number in range(rows):
        Project.objects.create(doel=make_doel(prioriteit), titel=f"Proef {number}")
    args = [] if name == "create" else [huis.taalcafe.uuid]
    with assert_queries(queries):
        yasmina.get(reverse(f"activiteiten:{name}", args=args))


def test_page_offers_to_count_only_to_who_may(client, huis):
    row = make_bijeenkomst(huis.taalcafe, timezone.now() - timedelta(days=20))
    offered = {}
    for name, user in (
        ("noor", huis.noor),
        ("yasmina", huis.yasmina),
        ("leidt", make_staff("projectleider")),
    ):
        client.force_login(user)
        page = client.get(huis.taalcafe.get_absolute_url()).content.decode()
        offered[name] = reverse("activiteiten:tel", args=[row.uuid]) in page
    assert offered == {"noor": False, "yasmina": True, "leidt": False}


def test_projectleider_reads_and_does_not_write(client, huis):
    client.force_login(make_staff("projectleider"))
    answers = [
        client.get(reverse(f"activiteiten:{name}", args=[huis.taalcafe.uuid])).status_code
        for name in ("detail", "change", "link", "plan")
    ]
    assert answers == [200, 403, 403, 403]
