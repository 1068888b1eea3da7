"""The page with questions to begin a talk with, its cards to cut out, and the form of the coordinator."""

import pytest
from django.urls import reverse

from tests import factories as f
from tests.queries import assert_queries
from tests.wijkplan.test_gesprekskaarten import EIGEN, OPLEIDING, read, write
from wijkplan import services
from wijkplan.models import Gesprekskaart
from wijkplan.vocabulary import GESPREKSVRAGEN

pytestmark = pytest.mark.django_db


def page(client, wijk, name="gesprekskaarten"):
    return client.get(reverse(f"wijkplan:{name}", args=[wijk.slug]))


def test_the_page_shows_the_agreed_plan_by_rank_without_what_is_not_now(client, plan, team, coordinator):
    for rang, titel in ((2, "Tweede"), (1, "Eerste")):
        f.make_prioriteit(plan, titel=titel, rang=rang)
    f.make_prioriteit(plan, titel="Later", moscow="niet_nu")
    f.agree(plan, coordinator)
    services.next_version(plan=plan, reden="iets anders", by=coordinator)
    client.force_login(f.make_student(team))
    answer = page(client, team.wijk)
    assert [row.titel for row in answer.context["kaarten"]] == ["Eerste", "Tweede"]
    assert (answer.context["klaar"], answer.context["mag_schrijven"]) == ([], False)
    assert "Praat eerst, schrijf later. Neem geen formulier mee." in answer.content.decode()


def test_an_evaluated_plan_keeps_its_questions_until_the_next_is_agreed(
    client, plan, prioriteit, coordinator
):
    f.walk(plan, coordinator, "geevalueerd")
    client.force_login(coordinator)
    context = page(client, plan.wijk).context
    assert ([row.titel for row in context["kaarten"]], context["mag_schrijven"]) == (
        [prioriteit.titel],
        False,
    )


def test_before_a_plan_is_agreed_the_page_teaches_and_shows_all_ready_questions(
    client, plan, prioriteit, team
):
    client.force_login(f.make_student(team))
    shown = page(client, team.wijk)
    words = shown.content.decode()
    assert "Nog geen prioriteiten afgesproken" in words
    assert [str(v) for vragen in GESPREKSVRAGEN.values() for v in vragen if str(v) not in words] == []
    assert page(client, team.wijk, "gesprekskaarten_pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_asks_as_many_queries_for_three_priorities_as_for_one(client, plan, coordinator, many):
    for _ in range(many):
        write(f.make_prioriteit(plan), coordinator)
    f.agree(plan, coordinator)
    client.force_login(coordinator)
    wijk = plan.wijk
    for name in ("gesprekskaarten", "gesprekskaarten_pdf"):
        with assert_queries(4):
            assert page(client, wijk, name).status_code == 200


def test_who_works_here_finds_the_page_from_more_and_from_the_wijk(client, team):
    client.force_login(f.make_student(team))
    found = f'href="/wijken/{team.wijk.slug}/gesprekskaarten/"'
    pages = [client.get(url).content.decode() for url in ("/meer/", team.wijk.get_absolute_url())]
    assert [found in words for words in pages] == [True, True]


def send(client, prioriteit, *vragen, slot=0, **more):
    data = {f"vraag_{n}": vraag for n, vraag in enumerate(vragen, start=1)} | {"slot": slot} | more
    return client.post(reverse("wijkplan:gesprekskaarten_edit", args=[prioriteit.uuid]), data)


def test_the_coordinator_writes_and_comes_back_to_the_page(client, prioriteit, coordinator):
    client.force_login(coordinator)
    answer = send(client, prioriteit, *EIGEN)
    assert answer.url == f"/wijken/{prioriteit.wijkplan.wijk.slug}/gesprekskaarten/"
    assert read(prioriteit) == [EIGEN[0], OPLEIDING[1], EIGEN[2]]


def test_the_form_begins_with_what_stands_and_says_what_an_empty_line_gives(client, prioriteit, coordinator):
    write(prioriteit, coordinator)
    client.force_login(coordinator)
    form = client.get(reverse("wijkplan:gesprekskaarten_edit", args=[prioriteit.uuid])).context["form"]
    assert [form[name].value() for name in ("vraag_1", "vraag_2", "vraag_3", "slot")] == [*EIGEN, 1]
    assert form["vraag_2"].help_text == f"Laat leeg voor: «{OPLEIDING[1]}»"


def test_who_writes_over_somebody_else_sees_both_versions_and_whose_it_is(client, prioriteit, coordinator):
    write(prioriteit, coordinator)
    client.force_login(coordinator)
    answer = send(client, prioriteit, "Anders?", "", EIGEN[2])
    assert answer.status_code == 409
    assert [(row.mine, row.theirs) for row in answer.context["fields"] if row.differs] == [
        ("Anders?", EIGEN[0])
    ]
    assert answer.context["theirs_by"] == coordinator
    assert answer.context["form"]["slot"].value() == "1"


@pytest.mark.parametrize(
    ("vraag", "said"),
    [
        ("Bel 06-12345678?", "Hier staat een telefoonnummer. Haal dat weg, dan kan het bewaard."),
        ("x" * 141, "Dit is te lang: hooguit 140 tekens, nu 141."),
    ],
)
def test_a_question_that_cannot_be_kept_is_refused_beside_its_line(
    client, prioriteit, coordinator, vraag, said
):
    client.force_login(coordinator)
    answer = send(client, prioriteit, "", vraag, "")
    assert answer.context["form"].errors == {"vraag_2": [said]}
    assert not Gesprekskaart.objects.exists()


def test_a_question_about_money_is_asked_about_first(client, prioriteit, coordinator):
    client.force_login(coordinator)
    answer = send(client, prioriteit, "Hebt u schulden?", "", "")
    assert list(answer.context["form"].errors) == ["vraag_1"]
