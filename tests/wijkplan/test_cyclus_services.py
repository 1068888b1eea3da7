from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.errors import AlreadyUsed, Refused
from core.locking import Conflict
from mensen.models import Bericht, Logregel
from tests import factories as f
from wijkplan import services
from wijkplan.figures.cyclus_feiten import left_before, with_cyclus
from wijkplan.models import Evaluatie, Partnerpuls, Verbeteractie, Wijkplan

pytestmark = pytest.mark.django_db
TEXTS = {"werkte": "De maaltijd", "werkte_niet": "Het tijdstip", "geleerd": "", "besluit": "bijstellen"}


@pytest.fixture
def agreed(plan, prioriteit, coordinator):
    return f.walk(plan, coordinator, "in_uitvoering")


@pytest.fixture
def partner(team):
    return f.make_partner(team.wijk, naam="De Sluiswachter")


@pytest.fixture
def student(team):
    return f.make_student(team, "Noor Visser")


def evaluate(plan, by, **fields):
    values = {"datum": timezone.localdate(), "partners": [], **TEXTS, **fields}
    return services.evaluate(plan=plan, by=by, **values)


def record(plan, by, **fields):
    values = {"datum": timezone.localdate(), "uitkomst": "Samen besloten", "partners": [], **fields}
    return services.record_stap(plan=plan, onderwerp="werkwijze", stap="bepaald", by=by, **values)


# -- steps of the cycle -------------------------------------------------------------------------------


def test_record_stap_keeps_who_took_part_and_what_came_out(plan, partner, coordinator):
    row = record(plan, coordinator, partners=[partner])
    assert list(row.partners.all()) == [partner]
    assert (row.uitkomst, row.door) == ("Samen besloten", coordinator)
    assert Logregel.objects.filter(wat="cyclus.werkwijze.bepaald", sleutel=str(row.uuid)).count() == 1


def test_record_stap_sent_twice_makes_one(plan, coordinator):
    client_id = uuid4()
    assert record(plan, coordinator, client_id=client_id) == record(plan, coordinator, client_id=client_id)
    with pytest.raises(AlreadyUsed):
        record(plan, coordinator, client_id=client_id, uitkomst="Iets anders")


def test_record_stap_refuses_a_day_to_come(plan, coordinator):
    with pytest.raises(Refused) as refused:
        record(plan, coordinator, datum=timezone.localdate() + timedelta(days=1))
    assert refused.value.field == "datum"


def test_record_stap_refuses_an_archived_plan(plan, coordinator):
    f.walk(plan, coordinator, "gearchiveerd")
    with pytest.raises(Refused):
        record(plan, coordinator)


def test_change_stap_of_another_slot_is_a_conflict(plan, coordinator):
    row = record(plan, coordinator)
    values = {"datum": row.datum, "uitkomst": "Beter gezegd", "partners": []}
    services.change_stap(stap=row, slot=0, by=coordinator, **values)
    with pytest.raises(Conflict):
        services.change_stap(stap=row, slot=0, by=coordinator, **values)


# -- evaluations --------------------------------------------------------------------------------------


def test_evaluate_tells_each_owner_what_to_do(agreed, coordinator, student):
    acties = [{"tekst": "Later beginnen", "eigenaar": student, "deadline": timezone.localdate()}]
    row = evaluate(agreed, coordinator, acties=acties)
    actie = row.verbeteracties.get()
    assert (actie.tekst, actie.eigenaar, actie.status) == ("Later beginnen", student, "open")
    bericht = Bericht.objects.get(aan=student, soort="verbeteractie")
    assert bericht.pad == f"/verbeteracties/{actie.uuid}/afronden/"
    assert "Later beginnen" in bericht.titel


def test_evaluate_does_not_mail_who_gives_it_to_herself(agreed, coordinator):
    acties = [{"tekst": "Later beginnen", "eigenaar": coordinator, "deadline": timezone.localdate()}]
    evaluate(agreed, coordinator, acties=acties)
    assert not Bericht.objects.filter(soort="verbeteractie").exists()


def test_evaluate_sent_twice_makes_one(agreed, coordinator, student):
    client_id = uuid4()
    acties = [{"tekst": "Later beginnen", "eigenaar": student, "deadline": timezone.localdate()}]
    first = evaluate(agreed, coordinator, client_id=client_id, acties=acties)
    assert evaluate(agreed, coordinator, client_id=client_id, acties=acties) == first
    assert Verbeteractie.objects.count() == 1
    with pytest.raises(AlreadyUsed):
        evaluate(agreed, coordinator, client_id=client_id, acties=[])


def test_evaluate_refuses_what_nobody_agreed_to(plan, coordinator):
    with pytest.raises(Refused):
        evaluate(plan, coordinator)


def test_evaluate_refuses_a_priority_of_another_plan(agreed, coordinator):
    other = f.make_prioriteit(f.make_plan(f.make_wijk(), coordinator))
    with pytest.raises(Refused) as refused:
        evaluate(agreed, coordinator, prioriteit=other)
    assert refused.value.field == "over"


@pytest.mark.parametrize("days", [-1, 0])
def test_evaluate_refuses_a_deadline_only_when_it_is_past(agreed, coordinator, days):
    deadline = timezone.localdate() + timedelta(days=days)
    acties = [{"tekst": "Later beginnen", "eigenaar": coordinator, "deadline": deadline}]
    if days < 0:
        with pytest.raises(Refused):
            evaluate(agreed, coordinator, acties=acties)
        assert Evaluatie.objects.count() == 0
    else:
        evaluate(agreed, coordinator, acties=acties)
        assert Verbeteractie.objects.count() == 1


def test_a_plan_is_geevalueerd_only_after_an_evaluation_of_the_whole(agreed, prioriteit, coordinator):
    evaluate(agreed, coordinator, prioriteit=prioriteit)
    with pytest.raises(Refused):
        services.set_status(plan=agreed, status="geevalueerd", by=coordinator)
    agreed.refresh_from_db()
    evaluate(agreed, coordinator)
    assert services.set_status(plan=agreed, status="geevalueerd", by=coordinator).status == "geevalueerd"


def test_the_database_refuses_geevalueerd_without_an_evaluation(agreed):
    with pytest.raises(IntegrityError), transaction.atomic():
        Wijkplan.objects.filter(pk=agreed.pk).update(status="geevalueerd")


def test_change_evaluatie_of_another_slot_is_a_conflict(agreed, coordinator):
    row = evaluate(agreed, coordinator)
    values = {"datum": row.datum, "partners": [], **TEXTS}
    services.change_evaluatie(evaluatie=row, slot=0, by=coordinator, **values)
    with pytest.raises(Conflict):
        services.change_evaluatie(evaluatie=row, slot=0, by=coordinator, **values)


def test_close_verbeteractie_keeps_what_became_of_it(agreed, coordinator, student):
    actie = f.make_verbeteractie(evaluate(agreed, coordinator), student)
    services.close_verbeteractie(actie=actie, status="klaar", afsluiting="Nu om 18.00", slot=0, by=student)
    actie.refresh_from_db()
    assert (actie.status, actie.afsluiting) == ("klaar", "Nu om 18.00")
    assert actie.afgesloten_op is not None


@pytest.mark.parametrize(
    ("status", "afsluiting", "field"), [("klaar", " ", "afsluiting"), ("open", "Nu om 18.00", "status")]
)
def test_close_verbeteractie_refuses_half_an_answer(agreed, coordinator, status, afsluiting, field):
    actie = f.make_verbeteractie(evaluate(agreed, coordinator), coordinator)
    with pytest.raises(Refused) as refused:
        services.close_verbeteractie(
            actie=actie, status=status, afsluiting=afsluiting, slot=0, by=coordinator
        )
    assert refused.value.field == field


def test_close_verbeteractie_refuses_what_was_closed(agreed, coordinator):
    actie = f.make_verbeteractie(evaluate(agreed, coordinator), coordinator)
    body = {"status": "vervallen", "afsluiting": "Niet meer nodig", "slot": 0, "by": coordinator}
    services.close_verbeteractie(actie=actie, **body)
    with pytest.raises(Refused):
        services.close_verbeteractie(actie=actie, **body)


# -- the pulse of partners ----------------------------------------------------------------------------


def answer(plan, partner, by, prioriteit, urgentie=4, slot=None):
    return services.answer_puls(
        plan=plan,
        partner=partner,
        betrokkenheid=3,
        impact=5,
        urgenties={prioriteit: urgentie},
        slot=slot,
        by=by,
    )


def test_ask_puls_mails_people_with_an_account_once(agreed, partner, coordinator):
    person = f.make_contactpersoon(partner).user
    f.make_contactpersoon(partner, login=False)
    assert services.ask_puls(plan=agreed, by=coordinator) == 1
    services.ask_puls(plan=agreed, by=coordinator)
    assert list(Bericht.objects.filter(soort="puls").values_list("aan", flat=True)) == [person.pk]
    assert agreed.pulsvragen.count() == 1


def test_ask_puls_leaves_who_answered_alone(agreed, partner, prioriteit, coordinator):
    person = f.make_contactpersoon(partner).user
    answer(agreed, partner, person, prioriteit)
    assert services.ask_puls(plan=agreed, by=coordinator) == 0


def test_ask_puls_refuses_where_nobody_can_answer(agreed, coordinator):
    with pytest.raises(Refused):
        services.ask_puls(plan=agreed, by=coordinator)


def test_ask_puls_refuses_a_concept(plan, partner, coordinator):
    f.make_contactpersoon(partner)
    with pytest.raises(Refused):
        services.ask_puls(plan=plan, by=coordinator)


def test_answer_puls_may_be_changed_until_the_year_ends(agreed, partner, prioriteit):
    person = f.make_contactpersoon(partner).user
    first = answer(agreed, partner, person, prioriteit, 4)
    again = answer(agreed, partner, person, prioriteit, 2, slot=first.slot)
    assert again.pk == first.pk
    assert list(again.punten.values_list("urgentie", flat=True)) == [2]
    assert again.jaar == timezone.localdate().year


@pytest.mark.parametrize("slot", [None, 7])
def test_answer_puls_beside_a_colleague_is_a_conflict(agreed, partner, prioriteit, slot):
    answer(agreed, partner, f.make_contactpersoon(partner).user, prioriteit)
    with pytest.raises(Conflict):
        answer(agreed, partner, f.make_contactpersoon(partner).user, prioriteit, slot=slot)


def test_answer_puls_sent_twice_is_one_and_another_one_a_conflict(agreed, partner, prioriteit):
    person = f.make_contactpersoon(partner).user
    first = answer(agreed, partner, person, prioriteit)
    assert answer(agreed, partner, person, prioriteit).slot == first.slot
    with pytest.raises(Conflict):
        answer(agreed, partner, person, prioriteit, 2)


@pytest.mark.parametrize("urgentie", [0, 6])
def test_answer_puls_refuses_other_numbers(agreed, partner, prioriteit, urgentie):
    person = f.make_contactpersoon(partner).user
    with pytest.raises(Refused):
        answer(agreed, partner, person, prioriteit, urgentie)
    assert not Partnerpuls.objects.exists()


def test_answer_puls_refuses_who_is_not_involved(agreed, prioriteit):
    elsewhere = f.make_partner(f.make_wijk())
    with pytest.raises(Refused):
        answer(agreed, elsewhere, f.make_contactpersoon(elsewhere).user, prioriteit)


def test_answer_puls_refuses_a_priority_of_another_version(agreed, partner, coordinator):
    other = f.make_prioriteit(f.make_plan(f.make_wijk(), coordinator))
    with pytest.raises(Refused):
        answer(agreed, partner, f.make_contactpersoon(partner).user, other)


# -- what the next plan opens with --------------------------------------------------------------------


def test_the_next_plan_opens_with_what_is_still_open(agreed, team, coordinator, student):
    evaluatie = evaluate(agreed, coordinator)
    still = f.make_verbeteractie(evaluatie, student)
    done = f.make_verbeteractie(evaluatie, student, tekst="Al gedaan")
    services.close_verbeteractie(actie=done, status="klaar", afsluiting="Ja", slot=0, by=student)
    follow = f.make_plan(team.wijk, coordinator, versie=2, vorige=agreed)
    left = {row.pk: left_before(row) for row in with_cyclus(Wijkplan.objects.all())}
    assert [row.uuid for row in left[follow.pk]] == [still.uuid]
    assert left[agreed.pk] == []


def test_an_action_waits_for_its_owner_from_two_weeks_before(agreed, coordinator, student):
    today = timezone.localdate()
    evaluatie = evaluate(agreed, coordinator)
    soon = f.make_verbeteractie(evaluatie, student, deadline=today + timedelta(days=14))
    f.make_verbeteractie(evaluatie, student, deadline=today + timedelta(days=15))
    f.make_verbeteractie(evaluatie, coordinator, deadline=today)
    assert list(Verbeteractie.objects.waiting_for(student, today)) == [soon]
    assert list(Verbeteractie.objects.late(today + timedelta(days=15))) == list(
        Verbeteractie.objects.open()[:2]
    )
