from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.errors import AlreadyUsed, Refused
from core.locking import Conflict
from mensen.models import Bericht
from tests import factories as f
from tests.wijkplan.rondes import ballot, make_party, plan_ronde, points_of
from wijkplan.models import Bezwaar, Ronde, Rondeoptie, Rondepartij, Wijkplan
from wijkplan.services import (
    abstain,
    apply_uitkomst,
    close_ronde,
    count_tokens,
    keep_rounds,
    lay_before,
    open_ronde,
    remove_ronde,
    solve_bezwaar,
    tell_waiting,
    vote,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def party(plan):
    return make_party(plan, naam="De Sluiswachter")


@pytest.fixture
def ruud(party):
    return f.fresh(party[1])


@pytest.fixture
def ronde(plan, coordinator, party):
    return plan_ronde(plan, coordinator, (party[0],))


def status_of(plan: Wijkplan) -> str:
    return Wijkplan.objects.get(pk=plan.pk).status


def refusal(act) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.message


# -- from plan to open


def test_a_round_whose_moment_is_now_opens_and_the_plan_stands_still(ronde, plan):
    assert (ronde.status, status_of(plan)) == ("open", "in_ronde")
    assert [optie.code for optie in ronde.opties.all()] == ["1", "2", "3"]


def test_a_round_of_later_waits_for_its_moment(plan, coordinator, party):
    later = timezone.now() + timedelta(hours=1)
    ronde = plan_ronde(plan, coordinator, (party[0],), opent=later)
    assert (ronde.status, status_of(plan), keep_rounds()) == ("gepland", "concept", (0, 0))
    Ronde.objects.update(opent=timezone.now())
    assert keep_rounds() == (1, 0)
    assert status_of(plan) == "in_ronde"


def test_options_are_priorities_as_they_read_when_the_round_was_made(plan, coordinator, party, prioriteit):
    opties = [{"titel": prioriteit.titel, "prioriteit": prioriteit}, {"titel": "Iets anders"}]
    ronde = plan_ronde(plan, coordinator, (party[0],), opties=opties)
    assert [(row.titel, row.prioriteit) for row in ronde.opties.all()] == [
        (prioriteit.titel, prioriteit),
        ("Iets anders", None),
    ]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"belofte": " "}, "belofte"),
        ({"budget": -5}, "budget"),
        ({"stippen": None}, "stippen"),
        ({"hoogste": 9}, "hoogste"),
        ({"opties": [{"titel": "Eén"}]}, "opties"),
        ({"opties": [{"titel": "Licht"}, {"titel": "licht"}]}, "eigen"),
        ({"sluit": timezone.now() - timedelta(days=1), "opent": timezone.now() - timedelta(days=2)}, "sluit"),
        ({"sluit": timezone.now(), "opent": timezone.now() + timedelta(days=2)}, "sluit"),
        ({"methode": "consent", "met_bewoners": True}, "met_bewoners"),
    ],
)
def test_a_round_that_can_not_work_is_refused_beside_its_field(plan, coordinator, party, fields, field):
    with pytest.raises(Refused) as refused:
        plan_ronde(plan, coordinator, (party[0],), **fields)
    assert refused.value.field == field


def test_a_round_needs_somebody_to_vote(plan, coordinator):
    assert refusal(lambda: plan_ronde(plan, coordinator)) == "Kies wie er stemt."


def test_a_plan_that_lies_before_parties_opens_no_round(plan, coordinator, party, prioriteit):
    later = timezone.now() + timedelta(hours=1)
    ronde = plan_ronde(plan, coordinator, (party[0],), opent=later)
    lay_before(plan=plan, partners=[party[0]], antwoord_voor=timezone.localdate(), by=coordinator)
    Ronde.objects.update(opent=timezone.now())
    assert keep_rounds() == (0, 0)
    assert "Haal het eerst terug" in refusal(lambda: open_ronde(ronde=ronde, by=coordinator))


def test_the_same_submit_makes_one_round(plan, coordinator, party):
    same = {"client_id": uuid4(), "body_hash": "a" * 64}
    one, two = (plan_ronde(plan, coordinator, (party[0],), **same) for _ in range(2))
    assert one == two
    with pytest.raises(AlreadyUsed):
        plan_ronde(plan, coordinator, (party[0],), **same | {"body_hash": "b" * 64})


def test_a_planned_round_can_go_and_an_open_one_not(plan, coordinator, party, ronde):
    later = plan_ronde(plan, coordinator, (party[0],), opent=timezone.now() + timedelta(hours=1))
    remove_ronde(ronde=later, by=coordinator)
    assert list(Ronde.objects.all()) == [ronde]
    assert "al open geweest" in refusal(lambda: remove_ronde(ronde=ronde, by=coordinator))


# -- voting


def test_dots_are_one_ballot_that_may_change(ronde, party, ruud):
    first = vote(ronde=ronde, partner=party[0], stemmen=ballot(ronde, Licht=3, Groen=2), by=ruud)
    again = vote(ronde=ronde, partner=party[0], stemmen=ballot(ronde, Taal=1), by=ruud, slot=first.slot)
    assert [(stem.optie.titel, stem.waarde) for stem in again.stemmen.all()] == [("Taal", 1)]


def test_the_same_ballot_sent_twice_is_one(ronde, party, ruud):
    given = {"ronde": ronde, "partner": party[0], "stemmen": ballot(ronde, Licht=3), "by": ruud}
    assert vote(**given) == vote(**given)


def test_a_second_ballot_names_who_voted(ronde, party, ruud):
    vote(ronde=ronde, partner=party[0], stemmen=ballot(ronde, Licht=3), by=ruud)
    mirjam = f.make_contactpersoon(party[0], naam="Mirjam").user
    said = refusal(lambda: vote(ronde=ronde, partner=party[0], stemmen=ballot(ronde, Groen=1), by=mirjam))
    assert said.startswith(f"{ruud.naam} stemde al voor De Sluiswachter")


def test_a_colleague_who_changed_it_meanwhile_is_a_conflict(ronde, party, ruud):
    seen = vote(ronde=ronde, partner=party[0], stemmen=ballot(ronde, Licht=3), by=ruud).slot
    vote(ronde=ronde, partner=party[0], stemmen=ballot(ronde, Groen=1), by=ruud, slot=seen)
    with pytest.raises(Conflict):
        vote(ronde=ronde, partner=party[0], stemmen=ballot(ronde, Taal=1), by=ruud, slot=seen)


@pytest.mark.parametrize(
    ("methode", "values", "said"),
    [
        ("stippen", {"Licht": 3, "Groen": 3}, "U verdeelde 6 stippen, u hebt er 5."),
        ("stippen", {"Licht": 4}, "Hoogstens 3 op één onderwerp."),
        ("stippen", {"Licht": -1}, "Minder dan nul kan niet."),
        ("stippen", {"Licht": 0}, "Verdeel minstens één stip, of kies «Wij onthouden ons»."),
        ("moscow", {"Licht": 4}, "Kies een van de vier."),
        ("moscow", {}, "Weeg minstens één onderwerp, of kies «Wij onthouden ons»."),
        ("rangorde", {"Licht": 1, "Groen": 1}, "Plaats 1 is al van «Licht»."),
        ("rangorde", {"Licht": 4}, "Kies een plaats van 1 tot en met 3."),
        ("rangorde", {"Licht": 0}, "Zet minstens één onderwerp op een plaats, of kies «Wij onthouden ons»."),
        ("consent", {"Licht": 1}, "Zeg of u een bezwaar hebt."),
    ],
)
def test_what_the_method_does_not_allow_is_refused(plan, coordinator, party, ruud, methode, values, said):
    ronde = plan_ronde(plan, coordinator, (party[0],), methode=methode)
    stemmen = ballot(ronde, **values)
    assert refusal(lambda: vote(ronde=ronde, partner=party[0], stemmen=stemmen, by=ruud)) == said
    assert not ronde.biljetten.exists()


def test_an_unknown_option_is_refused(ronde, party, ruud):
    said = refusal(lambda: vote(ronde=ronde, partner=party[0], stemmen={uuid4(): 1}, by=ruud))
    assert said == "Deze keuze staat niet op het stembiljet. Ververs de pagina."


def test_who_is_not_invited_or_speaks_for_another_is_refused(plan, ronde, party, ruud):
    other, stranger = make_party(plan, naam="Hekstra")
    stemmen = ballot(ronde, Licht=1)
    said = refusal(lambda: vote(ronde=ronde, partner=other, stemmen=stemmen, by=f.fresh(stranger)))
    assert said == "Hekstra is niet gevraagd in deze ronde."
    said = refusal(lambda: vote(ronde=ronde, partner=party[0], stemmen=stemmen, by=f.fresh(stranger)))
    assert said == "U kunt niet stemmen voor De Sluiswachter."


def test_votes_before_opening_and_after_the_end_are_refused(plan, coordinator, party, ruud, ronde):
    later = plan_ronde(plan, coordinator, (party[0],), opent=timezone.now() + timedelta(hours=1))
    assert "gaat open" in refusal(
        lambda: vote(ronde=later, partner=party[0], stemmen=ballot(later, Licht=1), by=ruud)
    )
    late = {"ronde": ronde, "partner": party[0], "stemmen": ballot(ronde, Licht=1), "by": ruud}
    Ronde.objects.filter(pk=ronde.pk).update(sluit=timezone.now())
    assert "Stemmen kan niet meer" in refusal(lambda: vote(**late))
    close_ronde(ronde=ronde, by=coordinator)
    assert "Stemmen kan niet meer" in refusal(lambda: vote(**late))


# -- closing


def test_closing_stores_the_outcome_and_frees_the_plan(plan, coordinator, party, ruud, ronde):
    vote(ronde=ronde, partner=party[0], stemmen=ballot(ronde, Taal=3, Groen=2), by=ruud)
    close_ronde(ronde=ronde, by=coordinator)
    assert points_of(ronde) == {"Taal": 3, "Groen": 2, "Licht": 0}
    assert (ronde.uitkomst["gestemd"], ronde.uitkomst["gevraagd"], status_of(plan)) == (1, 1, "concept")


def test_the_plan_stays_out_while_another_round_is_open(plan, coordinator, party, ronde):
    other = plan_ronde(plan, coordinator, (party[0],))
    close_ronde(ronde=ronde, by=coordinator)
    assert status_of(plan) == "in_ronde"
    close_ronde(ronde=other, by=coordinator)
    assert status_of(plan) == "concept"


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        (Ronde, {"uitkomst": {}}),
        (Ronde, {"status": "open", "uitkomst": None, "gesloten_op": None}),
        (Ronde, {"gelijkstand": "kosten"}),
        (Rondeoptie, {"titel": "Iets anders"}),
        (Rondepartij, {"ronde_id": 0}),
        (Bezwaar, {"overwegend": True}),
    ],
)
def test_nothing_of_a_closed_round_changes_in_the_database(coordinator, party, ruud, ronde, rows, values):
    f.make_bezwaar(ronde, party[0], ruud)
    close_ronde(ronde=ronde, by=coordinator)
    with pytest.raises(IntegrityError, match="stands still"), transaction.atomic():
        rows.objects.update(**values)


@pytest.mark.parametrize("values", [{"stippen": 9}, {"methode": "rangorde"}, {"status": "gepland"}])
def test_the_rules_of_an_open_round_stand_still_in_the_database(ronde, values):
    with pytest.raises(IntegrityError, match="stands still"), transaction.atomic():
        Ronde.objects.filter(pk=ronde.pk).update(**values)


def test_no_option_or_party_is_added_to_an_open_round(ronde, party):
    for row in (
        Rondeoptie(ronde=ronde, code="x", titel="Later"),
        Rondepartij(ronde=ronde, partner=f.make_partner(ronde.wijkplan.wijk)),
    ):
        with pytest.raises(IntegrityError, match="stands still"), transaction.atomic():
            row.save()


def test_a_priority_may_leave_and_its_option_stays(plan, coordinator, party):
    prioriteit = f.make_prioriteit(plan)
    opties = [{"titel": "Licht", "prioriteit": prioriteit}, {"titel": "Groen"}]
    ronde = plan_ronde(plan, coordinator, (party[0],), opties=opties)
    close_ronde(ronde=ronde, by=coordinator)
    prioriteit.delete()
    assert list(ronde.opties.values_list("titel", "prioriteit")) == [("Licht", None), ("Groen", None)]


def test_a_round_closes_by_itself_once_its_time_is_over(ronde):
    Ronde.objects.update(sluit=timezone.now())
    assert (keep_rounds(), keep_rounds()) == ((0, 1), (0, 0))
    ronde.refresh_from_db()
    assert (ronde.status, ronde.gesloten_door) == ("gesloten", None)


def test_everybody_abstained_is_an_outcome_without_points(ronde, party, ruud, coordinator):
    abstain(ronde=ronde, partner=party[0], by=ruud)
    close_ronde(ronde=ronde, by=coordinator)
    assert points_of(ronde) == {"Licht": 0, "Groen": 0, "Taal": 0}
    assert (ronde.uitkomst["gestemd"], ronde.uitkomst["onthouden"]) == (1, 1)


def test_a_tie_left_to_the_coordinator_asks_for_her_choice_and_reason(plan, coordinator, party, ruud):
    ronde = plan_ronde(plan, coordinator, (party[0],), gelijkstand="coordinator")
    vote(ronde=ronde, partner=party[0], stemmen=ballot(ronde, Licht=2, Groen=2, Taal=1), by=ruud)
    assert "gelijke stand" in refusal(lambda: close_ronde(ronde=ronde, by=coordinator))
    groen, licht = ronde.opties.get(titel="Groen"), ronde.opties.get(titel="Licht")
    choice = {"ronde": ronde, "by": coordinator, "keuze": [groen, licht]}
    assert refusal(lambda: close_ronde(**choice)) == "Zeg waarom je zo kiest."
    close_ronde(**choice, reden="Groen kan nog dit jaar")
    assert list(points_of(ronde)) == ["Groen", "Licht", "Taal"]
    assert ronde.uitkomst["gelijk"][0]["reden"] == "Groen kan nog dit jaar"


def test_residents_are_counted_apart(plan, coordinator, party, ruud):
    ronde = plan_ronde(plan, coordinator, (party[0],), met_bewoners=True)
    vote(ronde=ronde, partner=party[0], stemmen=ballot(ronde, Taal=3), by=ruud)
    same = {"aantallen": ballot(ronde, Licht=40, Taal=2), "waar": "buurtmaaltijd", "client_id": uuid4()}
    count_tokens(ronde=ronde, by=coordinator, **same)
    count_tokens(ronde=ronde, by=coordinator, **same)
    close_ronde(ronde=ronde, by=coordinator)
    assert points_of(ronde) == {"Taal": 3, "Licht": 0, "Groen": 0}
    assert {row["titel"]: row["bewoners"] for row in ronde.uitkomst["regels"]} == {
        "Taal": 2,
        "Licht": 40,
        "Groen": 0,
    }
    assert ronde.uitkomst["bewoners"] == {"biljetten": 0, "fiches": 42}


def test_tokens_are_refused_where_residents_do_not_vote(ronde, coordinator):
    counting = {"ronde": ronde, "waar": "x", "by": coordinator, "client_id": uuid4()}
    assert "niet mee" in refusal(lambda: count_tokens(aantallen=ballot(ronde, Licht=1), **counting))


def test_a_budget_takes_what_fits_in_the_order_of_the_outcome(plan, coordinator, party, ruud):
    opties = [{"titel": "Licht", "kosten": 900}, {"titel": "Groen", "kosten": 400}, {"titel": "Taal"}]
    ronde = plan_ronde(plan, coordinator, (party[0],), opties=opties, budget=1000)
    vote(ronde=ronde, partner=party[0], stemmen=ballot(ronde, Licht=3, Groen=2), by=ruud)
    close_ronde(ronde=ronde, by=coordinator)
    assert [row["past"] for row in ronde.uitkomst["regels"]] == [True, False, False]
    assert ronde.uitkomst["budget"] == {"budget": "1000.00", "besteed": "900.00"}


# -- consent


@pytest.fixture
def consent(plan, coordinator, party):
    return plan_ronde(plan, coordinator, (party[0],), methode="consent", opties=[{"titel": "Het plan"}])


def objection(ronde: Ronde, **fields: object) -> dict:
    optie = ronde.opties.get()
    said = {"argument": "Eerst de lift", "voorstel": "Dan het feest", "overwegend": True, **fields}
    return {"stemmen": {optie.uuid: 0}, "bezwaren": [{"optie": optie.uuid, **said}]}


@pytest.mark.parametrize("empty", ["argument", "voorstel"])
def test_an_objection_has_a_reason_and_a_proposal(consent, party, ruud, empty):
    with pytest.raises(Refused) as refused:
        vote(ronde=consent, partner=party[0], by=ruud, **objection(consent, **{empty: " "}))
    assert refused.value.field == f"{empty}_{consent.opties.get().uuid.hex}"


@pytest.mark.parametrize(("overwegend", "given"), [(True, False), (False, True)])
def test_only_an_overriding_objection_stops_consent(consent, party, ruud, coordinator, overwegend, given):
    vote(ronde=consent, partner=party[0], by=ruud, **objection(consent, overwegend=overwegend))
    close_ronde(ronde=consent, by=coordinator)
    assert consent.uitkomst["regels"][0]["consent"] is given
    assert consent.uitkomst["bezwaren"][0]["argument"] == "Eerst de lift"


def test_a_solved_objection_stops_nothing(consent, party, ruud, coordinator):
    vote(ronde=consent, partner=party[0], by=ruud, **objection(consent))
    bezwaar = consent.bezwaren.get()
    assert "hoe" in refusal(lambda: solve_bezwaar(bezwaar=bezwaar, oplossing=" ", slot=0, by=coordinator))
    solve_bezwaar(bezwaar=bezwaar, oplossing="De lift gaat voor", slot=0, by=coordinator)
    close_ronde(ronde=consent, by=coordinator)
    assert consent.uitkomst["regels"][0]["consent"] is True


def test_who_takes_an_objection_back_solves_it(consent, party, ruud):
    slot = vote(ronde=consent, partner=party[0], by=ruud, **objection(consent)).slot
    yes = {consent.opties.get().uuid: 1}
    vote(ronde=consent, partner=party[0], by=ruud, stemmen=yes, slot=slot)
    assert not consent.bezwaren.overriding().exists()


def test_when_nobody_answers_there_is_no_consent_and_no_refusal(consent, coordinator):
    close_ronde(ronde=consent, by=coordinator)
    assert consent.uitkomst["regels"][0]["consent"] is None


# -- taken over in the plan


def three(plan: Wijkplan) -> list[dict]:
    return [
        {"titel": titel, "prioriteit": f.make_prioriteit(plan, titel=titel)}
        for titel in ("Licht", "Groen", "Taal")
    ]


def test_the_outcome_becomes_the_order_of_the_plan(plan, coordinator, party, ruud):
    opties = three(plan)
    ronde = plan_ronde(plan, coordinator, (party[0],), opties=opties[1:])
    vote(ronde=ronde, partner=party[0], stemmen=ballot(ronde, Taal=3, Groen=1), by=ruud)
    close_ronde(ronde=ronde, by=coordinator)
    plan.refresh_from_db()
    apply_uitkomst(ronde=ronde, by=coordinator, slot=plan.slot)
    assert list(plan.prioriteiten.values_list("titel", flat=True)) == ["Taal", "Groen", "Licht"]
    with pytest.raises(Conflict):
        apply_uitkomst(ronde=ronde, by=coordinator, slot=plan.slot)


def test_a_moscow_round_weighs_the_priorities(plan, coordinator, party, ruud):
    ronde = plan_ronde(plan, coordinator, (party[0],), opties=three(plan), methode="moscow")
    vote(ronde=ronde, partner=party[0], stemmen=ballot(ronde, Taal=3, Licht=0), by=ruud)
    close_ronde(ronde=ronde, by=coordinator)
    plan.refresh_from_db()
    apply_uitkomst(ronde=ronde, by=coordinator, slot=plan.slot)
    rows = list(plan.prioriteiten.order_by("rang").values_list("titel", "moscow"))
    assert rows == [("Taal", "must"), ("Licht", "niet_nu"), ("Groen", "")]


def test_an_open_round_and_one_without_priorities_change_nothing(plan, coordinator, party, ronde):
    assert "ligt bij de partijen" in refusal(lambda: apply_uitkomst(ronde=ronde, by=coordinator, slot=0))
    close_ronde(ronde=ronde, by=coordinator)
    assert "verandert niets" in refusal(lambda: apply_uitkomst(ronde=ronde, by=coordinator, slot=0))


# -- mails


def kinds() -> list[tuple[str, str]]:
    return sorted(Bericht.objects.values_list("soort", "aan__naam"))


def test_invited_people_hear_that_it_opens_and_what_came_out(ronde, ruud, coordinator):
    close_ronde(ronde=ronde, by=coordinator)
    assert kinds() == [("ronde.gesloten", ruud.naam), ("ronde.open", ruud.naam)]


def test_only_who_did_not_vote_is_reminded_two_days_before_and_once(plan, party, ruud, coordinator):
    other, person = make_party(plan)
    now = timezone.now()
    moments = {"opent": now - timedelta(days=5), "sluit": now + timedelta(days=1)}
    ronde = plan_ronde(plan, coordinator, (party[0], other), **moments)
    vote(ronde=ronde, partner=party[0], stemmen=ballot(ronde, Licht=1), by=ruud)
    keep_rounds()
    keep_rounds()
    reminded = [name for kind, name in kinds() if kind == "ronde.bijna_dicht"]
    assert reminded == [person.naam]
    assert tell_waiting(ronde, by=coordinator) == 1


def test_partners_read_a_plan_from_when_its_round_opens(plan, coordinator, party):
    later = timezone.now() + timedelta(hours=1)
    ronde = plan_ronde(plan, coordinator, (party[0],), opent=later)
    assert not Wijkplan.objects.visible_to(f.fresh(party[1])).exists()
    open_ronde(ronde=ronde, by=coordinator)
    assert Wijkplan.objects.visible_to(f.fresh(party[1])).get() == plan
