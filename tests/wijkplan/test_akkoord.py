"""Laying a text before parties and what they answer: the services, and the walls of the database behind them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from core.errors import AlreadyUsed, Refused
from core.locking import Conflict
from mensen.models import Bericht
from tests import factories as f
from wijkplan import services
from wijkplan.models import Akkoord, BeoogdEffect, Doel, Prioriteit, Voorlegging, Wijkplan

pytestmark = pytest.mark.django_db


@pytest.fixture
def parties(plan):
    """Two organisations with a person each."""
    partners = [f.make_partner(plan.wijk, naam=naam) for naam in ("Corporatie", "Stadsdeel")]
    return [(partner, f.make_contactpersoon(partner).user) for partner in partners]


@pytest.fixture
def asked(plan, indicator, parties, coordinator):
    day = timezone.localdate() + timedelta(days=7)
    partners = [partner for partner, _ in parties]
    return services.lay_before(plan=plan, partners=partners, antwoord_voor=day, by=coordinator)


def say(voorlegging, partner, by, antwoord="akkoord", **kwargs):
    row = voorlegging.akkoorden.select_related("voorlegging").get(partner=partner)
    given = {"kenmerk": voorlegging.kenmerk, "slot": row.slot, "by": by} | kwargs
    return services.answer(akkoord=row, antwoord=antwoord, **given)


def status(plan):
    return Wijkplan.objects.get(pk=plan.pk).status


def mails(soort):
    return set(Bericht.objects.filter(soort=soort).values_list("aan__email", "pad"))


# -- asking -------------------------------------------------------------------------------------------


def test_people_of_asked_parties_are_written_to_with_their_page(asked, parties):
    pages = {row.partner_id: f"/akkoorden/{row.uuid}/" for row in asked.akkoorden.all()}
    assert mails("akkoord.gevraagd") == {(user.email, pages[partner.pk]) for partner, user in parties}


def test_text_that_changed_since_it_was_read_is_not_laid_before(plan, indicator, parties, coordinator):
    read = services.kenmerk_of(services.read_inhoud(plan))
    f.make_doel(indicator.doel.prioriteit, titel="Nog een")
    with pytest.raises(Refused, match="veranderde intussen"):
        services.lay_before(
            plan=plan,
            partners=[parties[0][0]],
            antwoord_voor=timezone.localdate(),
            by=coordinator,
            kenmerk=read,
        )


# -- answering ----------------------------------------------------------------------------------------


def test_last_yes_makes_the_plan_vastgesteld_and_tells_everybody(plan, asked, parties):
    (one, her), (other, him) = parties
    say(asked, one, her, functie="manager")
    assert status(plan) == "in_ronde"
    say(asked, other, him, antwoord="voorbehoud", toelichting="Als de raad het budget vaststelt")
    assert status(plan) == "vastgesteld"
    assert {email for email, _ in mails("akkoord.vastgesteld")} == {her.email, him.email}
    row = asked.akkoorden.get(partner=one)
    assert (row.door, row.functie, row.kenmerk) == (her, "manager", asked.kenmerk)


def test_who_takes_time_holds_the_plan_and_its_absence_lets_it_go(plan, asked, parties, coordinator):
    (one, her), (other, him) = parties
    say(asked, one, her)
    say(asked, other, him, antwoord="voorgelegd", voor_wie="het bestuur", voor_wanneer=timezone.localdate())
    assert status(plan) == "in_ronde"
    say(asked, other, coordinator, antwoord="afwezig", toelichting="Doet dit jaar niet mee")
    assert status(plan) == "vastgesteld"


def test_plan_with_only_absent_parties_is_refused(plan, asked, parties, coordinator):
    (one, _), (other, _) = parties
    say(asked, one, coordinator, antwoord="afwezig", toelichting="Weg")
    with pytest.raises(Refused, match="Niemand zei ja"):
        say(asked, other, coordinator, antwoord="afwezig", toelichting="Weg")
    assert status(plan) == "in_ronde"


def test_answer_to_another_text_is_refused(asked, parties):
    with pytest.raises(Refused, match="een andere tekst"):
        say(asked, *parties[0], kenmerk="0" * 64)


def test_answer_after_withdrawal_is_refused(asked, parties, coordinator):
    services.withdraw(voorlegging=asked, omdat="De sloop schuift", by=coordinator)
    with pytest.raises(Refused, match="ligt niet meer voor"):
        say(asked, *parties[0])


def test_colleague_who_answered_first_is_a_conflict(asked, parties):
    partner, her = parties[0]
    say(asked, partner, her)
    with pytest.raises(Conflict):
        say(
            asked,
            partner,
            f.make_contactpersoon(partner).user,
            antwoord="niet_akkoord",
            toelichting="Nee",
            slot=0,
        )


def test_same_answer_sent_twice_is_one_also_when_it_was_the_last(plan, asked, parties):
    (one, her), (other, him) = parties
    say(asked, one, her)
    say(asked, other, him)
    assert say(asked, other, him, slot=0).slot == 1
    assert status(plan) == "vastgesteld"


@pytest.mark.parametrize(
    "antwoord", ["voorbehoud", "niet_akkoord", "afwezig", "voorgelegd", "doorgegeven", "x"]
)
def test_answer_without_what_it_needs_is_refused(asked, parties, antwoord):
    with pytest.raises(Refused):
        say(asked, *parties[0], antwoord=antwoord)


# -- passing on and reminding -------------------------------------------------------------------------


def hand_on(voorlegging, partner, by, **kwargs):
    row = voorlegging.akkoorden.select_related("voorlegging", "partner").get(partner=partner)
    return services.pass_on(akkoord=row, kenmerk=voorlegging.kenmerk, slot=row.slot, by=by, **kwargs)


def test_passing_on_writes_to_the_colleague(asked, parties):
    partner, her = parties[0]
    boss = f.make_contactpersoon(partner)
    row = hand_on(asked, partner, her, aan=boss)
    assert (row.antwoord, row.doorgegeven_aan) == ("doorgegeven", boss)
    assert mails("akkoord.doorgegeven") == {(boss.user.email, f"/akkoorden/{row.uuid}/")}


def test_passing_on_to_a_new_colleague_invites_her_to_the_organisation(asked, parties):
    partner, her = parties[0]
    row = hand_on(asked, partner, her, naam="Mirjam Oosting", email="mirjam@voorbeeld.test")
    assert (row.doorgegeven_aan.partner, row.doorgegeven_aan.user.email) == (partner, "mirjam@voorbeeld.test")
    [mail] = Bericht.objects.filter(aan=row.doorgegeven_aan.user)
    assert (mail.soort, "te antwoorden namens" in mail.tekst) == ("mensen.uitnodiging", True)


def test_passing_on_to_an_address_that_has_an_account_writes_one_mail_and_invites_nobody(asked, parties):
    partner, her = parties[0]
    known = f.make_user(email="mirjam@voorbeeld.test")
    row = hand_on(asked, partner, her, naam="Mirjam Oosting", email="Mirjam@voorbeeld.test")
    assert (row.doorgegeven_aan.partner, row.doorgegeven_aan.user) == (partner, known)
    assert [mail.soort for mail in Bericht.objects.filter(aan=known)] == ["akkoord.doorgegeven"]


def test_passing_on_to_a_known_person_without_account_uses_her_own_address(asked, parties):
    partner, her = parties[0]
    boss = f.make_contactpersoon(partner, login=False, email="baas@voorbeeld.test")
    hand_on(asked, partner, her, aan=boss, email="ander@voorbeeld.test")
    boss.refresh_from_db()
    assert boss.user.email == "baas@voorbeeld.test"
    assert Bericht.objects.filter(aan=boss.user).count() == 1


def test_passing_on_to_nobody_or_oneself_is_refused(asked, parties):
    partner, her = parties[0]
    with pytest.raises(Refused, match="Kies iemand"):
        hand_on(asked, partner, her)
    with pytest.raises(Refused, match="bent u zelf"):
        hand_on(asked, partner, her, aan=her.contactpersonen.get())


def test_reminder_goes_out_once_a_day_and_not_after_the_answer(asked, parties, coordinator):
    partner, her = parties[0]
    row = asked.akkoorden.get(partner=partner)
    assert [services.remind(akkoord=row, by=coordinator) for _ in "ab"] == [1, 1]
    assert len(mails("akkoord.herinnering")) == 1
    say(asked, partner, her)
    with pytest.raises(Refused, match="al geantwoord"):
        services.remind(akkoord=row, by=coordinator)


# -- steps --------------------------------------------------------------------------------------------


def test_plan_is_geevalueerd_only_with_an_evaluation(plan, coordinator):
    f.walk(plan, coordinator, "in_uitvoering")
    with pytest.raises(Refused, match="Evalueer eerst"):
        services.set_status(plan=plan, status="geevalueerd", by=coordinator)
    f.make_evaluatie(plan, coordinator)
    assert services.set_status(plan=plan, status="geevalueerd", by=coordinator).status == "geevalueerd"


# -- walls --------------------------------------------------------------------------------------------


def refused_by_database(*statement):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(*statement)


@pytest.fixture
def agreed(plan, indicator, coordinator):
    return f.agree(plan, coordinator)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("wijkplan_prioriteit", "titel"),
        ("wijkplan_doel", "titel"),
        ("wijkplan_indicator", "naam"),
        ("wijkplan_wijkplan", "titel"),
    ],
)
def test_database_refuses_to_change_what_was_agreed(agreed, table, column):
    refused_by_database(f"UPDATE {table} SET {column} = 'iets anders'")


def test_database_refuses_to_add_to_or_take_from_what_was_agreed(agreed):
    with pytest.raises(IntegrityError), transaction.atomic():
        f.make_doel(agreed.prioriteiten.get(), titel="Stiekem")
    with pytest.raises(IntegrityError), transaction.atomic():
        Doel.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Prioriteit.objects.update(rang=9)


@pytest.mark.parametrize("status", ["vastgesteld", "in_uitvoering", "geevalueerd", "gearchiveerd"])
def test_database_refuses_to_skip_a_step(plan, status):
    refused_by_database("UPDATE wijkplan_wijkplan SET status = %s", [status])


def test_database_refuses_vastgesteld_while_an_answer_is_missing(plan, asked, parties):
    say(asked, *parties[0])
    refused_by_database("UPDATE wijkplan_wijkplan SET status = 'vastgesteld', vastgesteld_op = now()")


def test_database_refuses_another_text_and_an_answer_to_it(plan, asked, parties, coordinator):
    for change in ("kenmerk = 'x'", "inhoud = '{}'"):
        with (
            pytest.raises(Exception, match="voorlegging"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE wijkplan_voorlegging SET {change}")
    with pytest.raises(IntegrityError), transaction.atomic():
        Akkoord.objects.update(antwoord="akkoord", kenmerk="x", door=coordinator, op=timezone.now())


def test_text_that_lay_before_parties_is_never_deleted(asked):
    with pytest.raises(Exception, match=r"[Cc]annot delete"), transaction.atomic():
        Voorlegging.objects.all().delete()


# -- what a forged request may not do -----------------------------------------------------------------


def test_no_of_a_party_is_never_turned_into_absence(plan, asked, parties, coordinator):
    (one, her), (other, him) = parties
    say(asked, one, him, antwoord="niet_akkoord", toelichting="Te duur")
    say(asked, other, her)
    with pytest.raises(Refused, match="al geantwoord"):
        say(asked, one, coordinator, antwoord="afwezig", toelichting="Doet niet mee")
    assert status(plan) == "in_ronde"


def test_plan_does_not_slip_back_to_concept_under_a_text_that_lies_before_parties(plan, asked, coordinator):
    with pytest.raises(Refused, match="Haal het eerst terug"):
        services.set_status(plan=plan, status="concept", by=coordinator)
    assert status(plan) == "in_ronde"


@pytest.mark.parametrize("step", ["concept", "in_ronde", "vastgesteld", "gearchiveerd", "x"])
def test_step_of_a_form_is_only_one_that_the_page_offers(client, plan, prioriteit, coordinator, step):
    client.force_login(coordinator)
    client.post(f"/plannen/{plan.uuid}/stap/", {"status": step})
    assert status(plan) == "concept"


def test_plan_that_was_evaluated_goes_to_the_archive_with_its_button(client, plan, prioriteit, coordinator):
    f.walk(plan, coordinator, "geevalueerd")
    client.force_login(coordinator)
    client.post(f"/plannen/{plan.uuid}/archief/")
    assert status(plan) == "gearchiveerd"


def test_id_of_a_voorlegging_with_another_body_or_person_is_already_used(plan, asked, parties, coordinator):
    body = {
        "plan": plan,
        "partners": [partner for partner, _ in parties],
        "antwoord_voor": asked.antwoord_voor,
    }
    same = body | {"client_id": asked.client_id}
    assert services.lay_before(**same, by=coordinator) == asked
    for other in ({"partners": body["partners"][:1]}, {"antwoord_voor": timezone.localdate()}):
        with pytest.raises(AlreadyUsed):
            services.lay_before(**same | other, by=coordinator)
    with pytest.raises(AlreadyUsed):
        services.lay_before(**same, by=f.make_coordinator(f.make_team(plan.wijk)))


def test_database_refuses_a_concept_while_a_text_lies_before_parties(plan, asked):
    refused_by_database("UPDATE wijkplan_wijkplan SET status = 'concept'")


@pytest.mark.parametrize("antwoord", ["akkoord", "voorbehoud", "niet_akkoord"])
def test_database_refuses_to_undo_an_answer_or_call_it_an_absence(asked, parties, antwoord):
    say(asked, *parties[0], antwoord=antwoord, toelichting="De lift eerst")
    for change in ("antwoord = 'afwezig'", "antwoord = '', kenmerk = '', door_id = NULL, op = NULL"):
        refused_by_database(f"UPDATE wijkplan_akkoord SET {change} WHERE antwoord = %s", [antwoord])
    refused_by_database("DELETE FROM wijkplan_akkoord WHERE antwoord = %s", [antwoord])
    refused_by_database(
        "UPDATE wijkplan_akkoord SET partner_id = %s WHERE antwoord = %s", [f.make_partner().pk, antwoord]
    )


def test_database_lets_a_party_that_waits_be_absent_and_a_no_become_a_yes(asked, parties, coordinator):
    say(asked, *parties[0], antwoord="niet_akkoord", toelichting="De lift eerst")
    say(asked, *parties[0])
    waits = asked.akkoorden.filter(antwoord="").first()
    services.answer(
        akkoord=waits, antwoord="afwezig", toelichting="Ziek", kenmerk=asked.kenmerk, slot=0, by=coordinator
    )
    assert set(asked.akkoorden.values_list("antwoord", flat=True)) >= {"akkoord", "afwezig"}


def test_database_freezes_who_profits_and_what_a_priority_grew_out_of(plan, prioriteit, coordinator):
    effect = BeoogdEffect.objects.create(prioriteit=prioriteit, tekst="Iedereen", effectgebied="opleiding")
    effect.profiteert.add(f.make_partner(plan.wijk))
    second = services.next_version(plan=f.agree(plan, coordinator), reden="Beter", by=coordinator)
    f.agree(second, coordinator)
    newest = BeoogdEffect.objects.get(prioriteit__wijkplan=second)
    for statement in (
        "DELETE FROM wijkplan_beoogdeffect_profiteert",
        f"UPDATE wijkplan_beoogdeffect_profiteert SET partner_id = {f.make_partner().pk}",
        (
            "INSERT INTO wijkplan_beoogdeffect_profiteert (beoogdeffect_id, partner_id)"
            f" VALUES ({newest.pk}, {f.make_partner().pk})"
        ),
        "DELETE FROM wijkplan_prioriteit_uit",
        (
            "INSERT INTO wijkplan_prioriteit_uit (from_prioriteit_id, to_prioriteit_id)"
            f" VALUES ({second.prioriteiten.get().pk}, {second.prioriteiten.get().pk})"
        ),
    ):
        refused_by_database(statement)


def test_database_refuses_a_round_with_a_budget_below_zero(plan, coordinator):
    ronde = f.make_ronde(plan, coordinator, f.make_partner(plan.wijk), budget=100)
    refused_by_database("UPDATE wijkplan_ronde SET budget = -1 WHERE id = %s", [ronde.pk])
