from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from bewoners.services import erase_code, export_code, note_from_talk
from core.errors import AlreadyUsed, Refused
from core.locking import Conflict
from mensen.models import Bericht
from mensen.tasks import sweep_what_is_old
from signalen import services
from signalen.models import Signaal, Signaalstap
from signalen.tasks import remind_of_signalen
from tests.factories import (
    make_activiteit,
    make_bijeenkomst,
    make_contactmoment,
    make_coordinator,
    make_relatie,
    make_signaal,
    make_team,
)

KOKEN = {"soort": "kans", "thema": "samen", "tekst": "Iemand wil koken voor de flat"}


def keren(signaal):
    return Signaal.objects.with_strength().get(pk=signaal.pk).keren


def answer(signaal, by, naar="opgepakt", antwoord="We zoeken een keuken.", slot=0):
    return services.answer_signaal(signaal=signaal, slot=slot, naar=naar, antwoord=antwoord, by=by)


def test_the_same_form_sent_twice_is_one_signaal(huis):
    one = {"wijk": huis.wijk, "bron": "observatie", "client_id": uuid4(), "by": huis.noor}
    assert services.raise_signaal(**one, **KOKEN) == services.raise_signaal(**one, **KOKEN)
    with pytest.raises(AlreadyUsed):
        services.raise_signaal(**one, **{**KOKEN, "soort": "vraag"})
    with pytest.raises(AlreadyUsed):
        services.raise_signaal(**{**one, "by": huis.emre}, **KOKEN)


def test_hearing_it_again_makes_it_stronger_once_per_form(huis):
    signaal = make_signaal(huis.wijk, huis.noor)
    again = {"signaal": signaal, "bron": "gesprek", "client_id": uuid4(), "by": huis.emre}
    assert services.hear_again(**again) == services.hear_again(**again)
    services.hear_again(**{**again, "client_id": uuid4()})
    assert keren(signaal) == 3


def test_what_is_closed_is_not_heard_again(huis):
    signaal = make_signaal(huis.wijk, huis.noor, status="vervallen")
    with pytest.raises(Refused):
        services.hear_again(signaal=signaal, bron="gesprek", client_id=uuid4(), by=huis.emre)
    assert keren(signaal) == 1


def test_one_of_another_wijk_is_refused(huis):
    elders = make_team()
    theirs = make_signaal(elders.wijk, make_coordinator(elders))
    row = make_bijeenkomst(make_activiteit(elders, theirs.door))
    said = {"wijk": huis.wijk, "client_id": uuid4(), "by": huis.noor, **KOKEN}
    with pytest.raises(Refused):
        services.note_heard(bron="gesprek", al_gehoord=theirs, **said)
    with pytest.raises(Refused):
        services.note_heard(bron="activiteit", bijeenkomst=row, **said)


def test_a_step_needs_words_unless_it_was_only_seen(huis):
    signaal = make_signaal(huis.wijk, huis.noor)
    with pytest.raises(Refused):
        answer(signaal, huis.yasmina, antwoord="")
    answer(signaal, huis.yasmina, naar="bekeken", antwoord="")
    assert [*signaal.stappen.values_list("naar", "antwoord")] == [("bekeken", "")]


def test_who_answers_second_gets_a_conflict(huis):
    signaal = make_signaal(huis.wijk, huis.noor)
    answer(signaal, huis.yasmina)
    with pytest.raises(Conflict):
        answer(Signaal.objects.get(), huis.yasmina, naar="vervallen", slot=0)
    assert Signaalstap.objects.count() == 1


def test_the_same_answer_sent_twice_is_one_step(huis):
    signaal = make_signaal(huis.wijk, huis.noor)
    assert answer(signaal, huis.yasmina) == answer(Signaal.objects.get(), huis.yasmina)
    assert Signaalstap.objects.count() == 1


def test_the_coordinator_is_reminded_once_of_what_waits_a_week(huis):
    old = timezone.now() - timedelta(days=8)
    for tekst in ("een", "twee"):
        make_signaal(huis.wijk, huis.noor, tekst=tekst, op=old)
    make_signaal(huis.wijk, huis.noor)
    answer(make_signaal(huis.wijk, huis.noor, op=old), huis.yasmina)
    assert [remind_of_signalen(), remind_of_signalen()] == [2, 0]
    mail = Bericht.objects.get(soort="signalen.wachten")
    assert (mail.aan, mail.titel[:10]) == (huis.yasmina, "2 signalen")
    assert "twee" not in mail.tekst


def test_a_wijk_without_coordinator_is_reminded_once_it_has_one(huis):
    team = make_team()
    make_signaal(team.wijk, huis.noor, op=timezone.now() - timedelta(days=8))
    assert remind_of_signalen() == 0
    make_coordinator(team)
    assert [remind_of_signalen(), remind_of_signalen()] == [1, 0]


def test_the_database_keeps_no_step_back_to_new(huis):
    signaal = make_signaal(huis.wijk, huis.noor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Signaalstap.objects.create(signaal=signaal, naar="nieuw", door=huis.yasmina)


def test_own_signaal_changes_until_somebody_reacts(huis):
    signaal = make_signaal(huis.wijk, huis.noor)
    services.change_signaal(signaal=signaal, slot=0, by=huis.noor, **{**KOKEN, "soort": "talent"})
    answer(signaal, huis.yasmina, slot=1)
    with pytest.raises(Refused):
        services.change_signaal(signaal=signaal, slot=2, by=huis.noor, **KOKEN)
    with pytest.raises(Refused):
        services.withdraw_signaal(signaal=signaal, by=huis.noor)


@pytest.mark.parametrize("who", ["emre", "late"])
def test_only_who_raised_it_withdraws_it_within_two_weeks(huis, who):
    signaal = make_signaal(huis.wijk, huis.noor, op=timezone.now() - timedelta(days=15 * (who == "late")))
    with pytest.raises(Refused):
        services.withdraw_signaal(signaal=signaal, by=huis.noor if who == "late" else huis.emre)


def test_a_withdrawn_signaal_has_no_words_left(huis):
    signaal = make_signaal(huis.wijk, huis.noor)
    services.withdraw_signaal(signaal=signaal, by=huis.noor)
    signaal.refresh_from_db()
    assert (signaal.tekst, signaal.status, signaal.body_hash) == ("", "vervallen", "0" * 64)
    with pytest.raises(Refused):
        answer(signaal, huis.yasmina, slot=1)


def test_a_talk_counts_once_for_the_same_signaal(huis):
    moment = make_contactmoment(huis.wijk, huis.noor)
    signaal = make_signaal(huis.wijk, huis.emre)
    for _ in range(2):
        note_from_talk(moment=moment, client_id=uuid4(), by=huis.noor, al_gehoord=signaal, **KOKEN)
    assert (keren(signaal), [*moment.signalen.all()]) == (2, [signaal])


def test_only_who_had_the_talk_makes_a_signaal_of_it(huis):
    moment = make_contactmoment(huis.wijk, huis.noor)
    with pytest.raises(Refused):
        note_from_talk(moment=moment, client_id=uuid4(), by=huis.emre, **KOKEN)


def test_a_resident_gets_her_signaal_and_erasing_cuts_the_thread(huis):
    kastanje = make_relatie(huis.wijk, huis.noor)
    moment = make_contactmoment(huis.wijk, huis.noor, relatie=kastanje)
    note_from_talk(moment=moment, client_id=uuid4(), by=huis.noor, **KOKEN)
    assert "Iemand wil koken voor de flat" in str(export_code(code=kastanje.code))
    erase_code(code=kastanje.code, waarom="gevraagd")
    assert not moment.signalen.exists()
    assert Signaal.objects.get().tekst == ""


@pytest.mark.parametrize("again", ["elsewhere", "another talk"])
def test_what_others_said_too_keeps_its_words_when_one_is_erased(huis, again):
    kastanje = make_relatie(huis.wijk, huis.noor)
    moment = make_contactmoment(huis.wijk, huis.noor, relatie=kastanje)
    signaal = note_from_talk(moment=moment, client_id=uuid4(), by=huis.noor, **KOKEN)
    if again == "elsewhere":
        services.hear_again(signaal=signaal, bron="observatie", client_id=uuid4(), by=huis.emre)
    else:
        make_contactmoment(huis.wijk, huis.emre).signalen.add(signaal)
    erase_code(code=kastanje.code, waarom="gevraagd")
    signaal.refresh_from_db()
    assert signaal.tekst == KOKEN["tekst"]


def test_words_go_a_year_after_the_last_step_and_the_rest_stays(huis, time_machine):
    signaal = make_signaal(huis.wijk, huis.noor)
    answer(signaal, huis.yasmina)
    start = timezone.now()
    time_machine.move_to(start + timedelta(days=364))
    assert sweep_what_is_old()["signaalteksten"] == 0
    time_machine.move_to(start + timedelta(days=366))
    assert sweep_what_is_old()["signaalteksten"] == 1
    signaal.refresh_from_db()
    assert (signaal.tekst, signaal.stappen.get().antwoord, signaal.thema) == ("", "", "samen")
    assert signaal.body_hash == "0" * 64
    assert sweep_what_is_old()["signaalteksten"] == 0
