"""The yearly cycle on its pages: the twenty cells, evaluations, and the pulse of partners."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories as f
from tests.queries import assert_queries
from vooruit.cyclus import cyclus_of, with_doen
from wijkplan import services
from wijkplan.models import Cyclusstap, Dekking, Evaluatie, Partnerpuls, Verbeteractie, Wijkplan

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(team):
    return f.make_partner(team.wijk, naam="De Sluiswachter")


@pytest.fixture
def contact(partner):
    return f.make_contactpersoon(partner).user


@pytest.fixture
def plan(team, coordinator):
    today = timezone.localdate()
    return f.make_plan(
        team.wijk,
        coordinator,
        periode_van=today - timedelta(days=320),
        periode_tot=today + timedelta(days=410),
        titel="Plan Geuzenveld",
    )


@pytest.fixture
def doel(plan):
    return f.make_doel(f.make_prioriteit(plan))


@pytest.fixture
def running(plan, doel, coordinator, partner):
    return f.agree(plan, coordinator, partner)


def page(client, name, thing, *args):
    key = thing.slug if name == "impact:quarter" else thing.uuid
    return client.get(reverse(name, args=[key, *args])).content.decode()


def cells(plan):
    cyclus = cyclus_of(with_doen(Wijkplan.objects.filter(pk=plan.pk)).get(), timezone.localdate())
    return {(cel.onderwerp.value, cel.stap.value): cel for cel in cyclus.cellen}


def evaluation(**fields):
    lines = {"actie-TOTAL_FORMS": "3", "actie-INITIAL_FORMS": "0"}
    body = {
        "client_id": str(uuid4()),
        "over": "plan",
        "datum": timezone.localdate().isoformat(),
        "werkte": "De maaltijd",
        "werkte_niet": "Het tijdstip",
        "besluit": "bijstellen",
    }
    return {**body, **lines, **fields}


# -- the twenty cells ---------------------------------------------------------------------------------


def test_cells_do_themselves_from_real_acts(running, team, doel, coordinator):
    activiteit = f.make_activiteit(team, coordinator, doel=doel)
    f.make_counted(activiteit, 12, coordinator)
    found = cells(running)
    assert {key for key, cel in found.items() if cel.vanzelf} == {
        ("doelen", "bepaald"),
        ("initiatieven", "ontwikkeld"),
        ("initiatieven", "gerealiseerd"),
    }
    assert found["doelen", "bepaald"].vanzelf.startswith("het plan is vastgesteld op")


def test_financing_is_determined_when_somebody_pays_for_each_priority(plan, doel, partner, coordinator):
    bijdrage = f.make_bijdrage(partner, plan.wijk, coordinator)
    assert cells(plan)["financiering", "bepaald"].vanzelf == ""
    Dekking.objects.create(bijdrage=bijdrage, doel=doel, deel=1)
    found = cells(plan)
    assert found["financiering", "bepaald"].toestand.value == "gedaan"
    assert found["financiering", "gerealiseerd"].vanzelf == ""


def test_a_plan_without_goals_did_nothing_by_itself(plan):
    assert not any(cel.vanzelf for cel in cells(plan).values())


def test_a_typed_act_shows_when_with_whom_and_what(running, partner, coordinator, client):
    row = f.make_cyclusstap(running, coordinator, uitkomst="Twee avonden, drie keuzes")
    row.partners.add(partner)
    client.force_login(coordinator)
    text = page(client, "jaarcyclus", running)
    assert "Twee avonden, drie keuzes" in text
    assert "De Sluiswachter" in text


def test_an_evaluation_of_the_whole_does_its_cell(running, coordinator):
    f.make_evaluatie(running, coordinator, prioriteit=running.prioriteiten.get())
    assert cells(running)["doelen", "geevalueerd"].toestand.value == "nu"
    evaluatie = f.make_evaluatie(running, coordinator)
    assert cells(running)["doelen", "geevalueerd"].toestand.value == "gedaan"
    f.make_verbeteractie(evaluatie, coordinator)
    assert cells(running)["doelen", "verbeterd"].vanzelf == ""
    Verbeteractie.objects.update(status="klaar", afsluiting="Ja", afgesloten_op=timezone.now())
    assert cells(running)["doelen", "verbeterd"].vanzelf != ""


def test_an_act_of_the_year_before_is_not_done_this_year(running, coordinator):
    f.make_cyclusstap(running, coordinator, datum=running.periode_van)
    later = running.periode_van.replace(year=running.periode_van.year + 1) + timedelta(days=1)
    row = with_doen(Wijkplan.objects.filter(pk=running.pk)).get()
    cel = next(c for c in cyclus_of(row, later).cellen if (c.onderwerp, c.stap) == ("werkwijze", "bepaald"))
    assert (cel.toestand.value, cel.daden) == ("nu", [])


def test_what_is_late_is_one_line_for_the_coordinator_and_none_for_a_student(
    client, running, team, coordinator
):
    client.force_login(coordinator)
    for url in ("/", running.wijk.get_absolute_url()):
        text = client.get(url).content.decode()
        assert text.count("stappen van het jaar zijn te laat") == 1
    client.force_login(f.make_student(team))
    assert "stappen van het jaar" not in client.get("/").content.decode()


def test_a_concept_asks_for_no_steps(client, plan, doel, coordinator):
    client.force_login(coordinator)
    assert "stappen van het jaar" not in client.get("/").content.decode()


@pytest.mark.parametrize("n", [1, 3])
def test_the_cycle_takes_two_queries_at_any_size(client, running, coordinator, partner, n):
    for _ in range(n):
        f.make_cyclusstap(running, coordinator).partners.add(partner)
        f.make_verbeteractie(f.make_evaluatie(running, coordinator), coordinator)
    client.force_login(coordinator)
    client.get(reverse("jaarcyclus", args=[running.uuid]))
    with assert_queries(2):
        client.get(reverse("jaarcyclus", args=[running.uuid]))


def test_a_step_is_written_down_once(client, running, coordinator, partner):
    client.force_login(coordinator)
    url = reverse("wijkplan:stap_create", args=[running.uuid, "werkwijze", "ontwikkeld"])
    body = {
        "client_id": str(uuid4()),
        "datum": timezone.localdate().isoformat(),
        "uitkomst": "We koken samen",
        "partners": [partner.pk],
    }
    for _ in range(2):
        assert client.post(url, body).status_code == 302
    assert Cyclusstap.objects.get().onderwerp == "werkwijze"
    assert client.post(url, body | {"uitkomst": "Anders"}).status_code == 409
    assert client.get(url.replace("ontwikkeld", "verzonnen")).status_code == 404


def test_mending_a_step_that_somebody_mended_shows_both(client, running, coordinator):
    row = f.make_cyclusstap(running, coordinator, uitkomst="Van haar", slot=3)
    client.force_login(coordinator)
    body = {"datum": row.datum.isoformat(), "uitkomst": "Van mij", "slot": 2}
    response = client.post(reverse("wijkplan:stap_edit", args=[row.uuid]), body)
    assert response.status_code == 409
    assert "Van haar" in response.content.decode()


# -- evaluations --------------------------------------------------------------------------------------


def test_an_evaluation_makes_improvements_in_the_same_form(client, running, team, coordinator):
    student = f.make_student(team, "Noor Visser")
    client.force_login(coordinator)
    line = {
        "actie-0-tekst": "Later beginnen",
        "actie-0-eigenaar": student.pk,
        "actie-0-deadline": timezone.localdate().isoformat(),
    }
    url = reverse("wijkplan:evaluatie_create", args=[running.uuid])
    assert client.post(url, evaluation(**line)).status_code == 302
    assert Evaluatie.objects.get().besluit == "bijstellen"
    client.force_login(student)
    home = client.get("/").content.decode()
    assert "Beloofd na de evaluatie: Later beginnen" in home


def test_more_lines_keep_what_was_typed_and_save_nothing(client, running, coordinator):
    client.force_login(coordinator)
    url = reverse("wijkplan:evaluatie_create", args=[running.uuid])
    body = evaluation(meer="1", werkte="De maaltijd trok buren", **{"actie-0-tekst": "Later beginnen"})
    text = client.post(url, body).content.decode()
    assert not Evaluatie.objects.exists()
    assert "De maaltijd trok buren" in text
    assert 'name="actie-5-tekst"' in text
    assert "vu-errors" not in text


@pytest.mark.parametrize(
    "line",
    [
        {"actie-0-tekst": "Zonder wie"},
        {"actie-0-tekst": "Te vroeg", "actie-0-deadline": "2020-01-01"},
        {"actie-TOTAL_FORMS": "x"},
    ],
)
def test_a_line_that_is_half_is_said_and_nothing_is_lost(client, running, coordinator, line):
    client.force_login(coordinator)
    response = client.post(reverse("wijkplan:evaluatie_create", args=[running.uuid]), evaluation(**line))
    if "actie-TOTAL_FORMS" in line:
        assert response.status_code == 302
    else:
        assert "Actie 1 klopt nog niet" in response.content.decode()
        assert not Evaluatie.objects.exists()


def test_an_evaluation_of_a_concept_says_why_not(client, plan, doel, coordinator):
    client.force_login(coordinator)
    url = reverse("wijkplan:evaluatie_create", args=[plan.uuid])
    assert "Dit plan loopt nog niet" in client.get(url).content.decode()
    assert client.post(url, evaluation()).status_code == 200
    assert not Evaluatie.objects.exists()


def test_the_list_filters_by_state_and_decision(client, running, coordinator):
    today = timezone.localdate()
    one = f.make_evaluatie(running, coordinator, besluit="stoppen")
    two = f.make_evaluatie(running, coordinator, besluit="doorgaan")
    f.make_verbeteractie(one, coordinator, tekst="Laat", deadline=today - timedelta(days=1))
    f.make_verbeteractie(two, coordinator, tekst="Op tijd", deadline=today)
    done = f.make_verbeteractie(two, coordinator, tekst="Gedaan", deadline=today)
    services.close_verbeteractie(actie=done, status="klaar", afsluiting="Ja", slot=0, by=coordinator)
    client.force_login(coordinator)
    url = reverse("wijkplan:evaluaties", args=[running.uuid])

    def shown(query):
        return [actie.tekst for actie in client.get(url + query).context["acties"]]

    assert shown("") == ["Laat", "Op tijd", "Gedaan"]
    assert shown("?stand=open") == ["Laat", "Op tijd"]
    assert shown("?stand=te_laat") == ["Laat"]
    assert shown("?stand=klaar") == ["Gedaan"]
    assert shown("?besluit=stoppen") == ["Laat"]


def test_its_owner_closes_an_improvement_and_another_student_does_not(client, running, team, coordinator):
    student = f.make_student(team)
    actie = f.make_verbeteractie(f.make_evaluatie(running, coordinator), student)
    url = reverse("wijkplan:actie_close", args=[actie.uuid])
    client.force_login(f.make_student(team))
    assert client.get(url).status_code == 403
    client.force_login(student)
    body = {"status": "klaar", "afsluiting": "Nu om 18.00", "slot": 0}
    assert client.post(url, body).status_code == 302
    assert "Nu om 18.00" in client.get(url).content.decode()


def test_a_plan_is_set_to_evaluated_after_its_evaluation(client, running, coordinator):
    services.set_status(plan=running, status="in_uitvoering", by=coordinator)
    client.force_login(coordinator)
    url = reverse("wijkplan:evaluated", args=[running.uuid])
    client.post(url)
    running.refresh_from_db()
    assert running.status == "in_uitvoering"
    f.make_evaluatie(running, coordinator)
    client.post(url)
    running.refresh_from_db()
    assert running.status == "geevalueerd"


def test_a_failed_experiment_is_found_by_its_words(client, plan, doel, coordinator):
    project = f.make_project(
        doel, experiment=True, hypothese="Wie kookt komt terug", stopcriterium="Minder dan 5"
    )
    f.agree(plan, coordinator)
    f.make_evaluatie(plan, coordinator, project=project, besluit="stoppen", geleerd="Niet op vrijdag")
    f.make_evaluatie(plan, coordinator, geleerd="Geen experiment")
    client.force_login(coordinator)
    url = reverse("wijkplan:lessons")
    for query, found in (("", 1), ("?q=vrijdag+KOOKT", 1), ("?q=zomer", 0), ("?besluit=opschalen", 0)):
        assert len(client.get(url + query).context["page"].items) == found


def test_the_next_version_opens_with_what_is_left(client, running, coordinator):
    actie = f.make_verbeteractie(f.make_evaluatie(running, coordinator), coordinator, tekst="Later beginnen")
    follow = services.next_version(plan=running, reden="Bijgesteld", by=coordinator)
    client.force_login(coordinator)
    urls = [reverse(name, args=[follow.uuid]) for name in ("plan", "wijkplan:edit", "jaarcyclus")]
    for url in urls:
        assert "Nog te doen uit het vorige plan" in client.get(url).content.decode()
    services.close_verbeteractie(actie=actie, status="klaar", afsluiting="Ja", slot=0, by=coordinator)
    assert not any("Nog te doen uit" in client.get(url).content.decode() for url in urls)


# -- the pulse ----------------------------------------------------------------------------------------


def answers(plan, urgentie="4", **fields):
    names = {f"urgentie_{row.uuid.hex}": urgentie for row in plan.prioriteiten.all()}
    return {"betrokkenheid": "3", "impact": "5", **names, **fields}


def test_a_partner_answers_and_changes_its_mind(client, running, contact):
    client.force_login(contact)
    url = reverse("wijkplan:puls_answer", args=[running.uuid])
    assert client.post(url, answers(running)).status_code == 302
    assert client.get(url).context["form"].initial["betrokkenheid"] == 3
    assert client.post(url, answers(running, "2", slot="0")).status_code == 302
    assert Partnerpuls.objects.get().punten.get().urgentie == 2


def test_a_colleague_who_was_first_is_shown(client, running, contact):
    client.force_login(contact)
    url = reverse("wijkplan:puls_answer", args=[running.uuid])
    client.post(url, answers(running))
    response = client.post(url, answers(running, "1"))
    assert response.status_code == 409
    assert Partnerpuls.objects.get().punten.get().urgentie == 4


def test_a_missing_answer_is_asked_for_in_plain_words(client, running, contact):
    client.force_login(contact)
    url = reverse("wijkplan:puls_answer", args=[running.uuid])
    assert "Kies een getal van 1 tot en met 5." in client.post(url, {"impact": "9"}).content.decode()


def test_the_coordinator_asks_and_reads_each_party_by_name(client, running, partner, contact, coordinator):
    client.force_login(coordinator)
    client.post(reverse("wijkplan:puls_ask", args=[running.uuid]))
    assert contact.berichten.filter(soort="puls").count() == 1
    client.force_login(contact)
    asked = f"/plannen/{running.uuid}/puls/invullen/"
    assert asked in page(client, "impact:quarter", running.wijk)
    client.post(reverse("wijkplan:puls_answer", args=[running.uuid]), answers(running))
    assert asked not in page(client, "impact:quarter", running.wijk)
    client.force_login(coordinator)
    text = page(client, "wijkplan:puls", running)
    assert "Alleen De Sluiswachter antwoordde: 4." in text


def test_a_partner_reads_only_its_own_answers(client, running, partner, contact, coordinator):
    other = f.make_partner(running.wijk, naam="Hekstra Renovatie")
    prioriteit = running.prioriteiten.get()
    for who, score in ((partner, 5), (other, 1)):
        services.answer_puls(
            plan=running,
            partner=who,
            betrokkenheid=3,
            impact=3,
            urgenties={prioriteit: score},
            by=coordinator,
        )
    client.force_login(contact)
    for url in ("wijkplan:puls", "wijkplan:puls_xlsx"):
        assert "Hekstra" not in str(client.get(reverse(url, args=[running.uuid])).content)
    lines = b"".join(client.get(reverse("wijkplan:puls_csv", args=[running.uuid])).streaming_content)
    assert b"Hekstra" not in lines
    assert (
        lines.decode("utf-8-sig").splitlines()[1]
        == f"Iedereen kan meepraten;De Sluiswachter;{timezone.localdate().year};5"
    )
    client.force_login(coordinator)
    assert "Ver uit elkaar: van 1 (Hekstra Renovatie) tot 5 (De Sluiswachter)." in page(
        client, "wijkplan:puls", running
    )


def test_answers_follow_a_priority_into_the_next_version(client, running, partner, coordinator):
    services.answer_puls(
        plan=running,
        partner=partner,
        betrokkenheid=3,
        impact=3,
        urgenties={running.prioriteiten.get(): 5},
        by=coordinator,
    )
    follow = services.next_version(plan=running, reden="Bijgesteld", by=coordinator)
    client.force_login(coordinator)
    assert "Alleen De Sluiswachter antwoordde: 5." in page(client, "wijkplan:puls", follow)


@pytest.mark.parametrize("n", [1, 3])
def test_the_pulse_takes_the_same_queries_at_any_size(client, running, coordinator, n):
    prioriteit = running.prioriteiten.get()
    for _ in range(n):
        services.answer_puls(
            plan=running,
            partner=f.make_partner(running.wijk),
            betrokkenheid=3,
            impact=3,
            urgenties={prioriteit: 5},
            by=coordinator,
        )
    client.force_login(coordinator)
    url = reverse("wijkplan:puls", args=[running.uuid])
    client.get(url)
    with assert_queries(6):
        client.get(url)
