import re
from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from bewoners.models import Contactmoment, Relatie, Thematelling
from bewoners.services import change_contactmoment, delete_contactmoment, log_contactmoment, new_code
from bewoners.vocabulary import KLEUREN, WOORDEN
from core.errors import AlreadyUsed, Refused
from tests.factories import make_relatie, make_student, make_team, make_wijk, release_maand


def log(huis, **extra):
    velden = {
        "wijk": huis.wijk,
        "by": huis.noor,
        "client_id": uuid4(),
        "wie": "buur",
        "hoe": "straat",
        "duur": "even",
        "themas": ["wonen"],
        **extra,
    }
    return log_contactmoment(**velden)


def change(moment, by, **extra):
    velden = {"wie": "buur", "hoe": "koffie", "duur": "uur", "themas": ["werk"], **extra}
    return change_contactmoment(moment=moment, by=by, **velden)


def test_conversation_with_a_neighbour_has_no_relation(huis):
    moment = log(huis, seconden=12)
    assert (moment.wie, moment.relatie, moment.datum) == ("buur", None, timezone.localdate())
    assert (moment.themas, moment.seconden) == (["wonen"], 12)


def test_conversation_with_a_known_relation_points_at_it(huis):
    kastanje = make_relatie(huis.wijk, huis.noor)
    assert log(huis, wie="relatie", relatie=kastanje).relatie == kastanje


def test_new_contact_gets_a_code_and_is_maintained_by_who_met_her(huis):
    relatie = log(huis, wie="nieuw").relatie
    assert re.fullmatch(r"[A-Z]{3}-[a-z]+-\d\d", relatie.code)
    assert list(Relatie.objects.maintained_by(huis.noor)) == [relatie]
    assert list(Relatie.objects.maintained_by(huis.emre)) == []


def test_words_of_codes_are_many_and_plain():
    assert len(set(WOORDEN)) == len(WOORDEN) >= 150
    assert all(re.fullmatch(r"[a-z]{2,16}", word) for word in WOORDEN)


def test_code_never_repeats_a_word_within_a_wijk(huis, monkeypatch):
    monkeypatch.setattr("bewoners.services.codes.WOORDEN", ("kastanje", "ekster"))
    make_relatie(huis.wijk, code="WIJ-kastanje-12")
    assert new_code(huis.wijk).split("-")[1] == "ekster"
    make_relatie(huis.wijk, code="WIJ-ekster-13")
    assert re.fullmatch(rf"({'|'.join(KLEUREN)})(kastanje|ekster)", new_code(huis.wijk).split("-")[1])


def test_code_of_another_wijk_may_use_the_same_word(huis, monkeypatch):
    monkeypatch.setattr("bewoners.services.codes.WOORDEN", ("kastanje",))
    make_relatie(make_wijk(), code="AND-kastanje-12")
    assert new_code(huis.wijk).split("-")[1] == "kastanje"


def test_sensitive_theme_is_counted_and_stands_nowhere_on_the_conversation(huis):
    moment = log(huis, themas=["wonen", "gezondheid"])
    assert moment.themas == ["wonen"]
    telling = Thematelling.objects.get()
    assert (telling.thema, telling.aantal, telling.maand) == ("gezondheid", 1, moment.datum.replace(day=1))


def test_sensitive_theme_leaves_no_trace_in_the_fingerprint(huis):
    first, second = log(huis, themas=["wonen", "gezondheid"]), log(huis, themas=["wonen"])
    assert first.body_hash == second.body_hash


def test_sensitive_themes_add_up_per_month(huis):
    for _ in "123":
        log(huis, themas=["rondkomen", "gezondheid"])
    assert dict(Thematelling.objects.values_list("thema", "aantal")) == {"rondkomen": 3, "gezondheid": 3}


def test_same_body_again_is_the_same_success_and_counts_nothing_twice(huis):
    client_id = uuid4()
    first, again = (log(huis, client_id=client_id, wie="nieuw", themas=["gezondheid"]) for _ in "12")
    assert first == again
    assert (Relatie.objects.count(), Thematelling.objects.get().aantal) == (1, 1)


@pytest.mark.parametrize("extra", [{"hoe": "thuis"}, {"wie": "nieuw"}])
def test_other_body_under_the_same_id_is_already_used(huis, extra):
    client_id = uuid4()
    log(huis, client_id=client_id)
    with pytest.raises(AlreadyUsed):
        log(huis, client_id=client_id, **extra)


def test_other_person_under_the_same_id_is_already_used(huis):
    client_id = uuid4()
    log(huis, client_id=client_id)
    with pytest.raises(AlreadyUsed):
        log(huis, client_id=client_id, by=huis.emre)


def test_day_to_come_is_refused(huis):
    with pytest.raises(Refused) as refused:
        log(huis, datum=timezone.localdate() + timedelta(days=1))
    assert refused.value.field == "datum"


def test_relation_of_another_wijk_is_refused(huis):
    with pytest.raises(Refused, match="andere wijk"):
        log(huis, wie="relatie", relatie=make_relatie(make_wijk()))


def test_a_relation_that_does_not_want_us_is_refused_unless_she_began(huis):
    kastanje = make_relatie(huis.wijk, huis.noor)
    Relatie.objects.update(niet_benaderen="voorlopig", niet_benaderen_op=timezone.localdate())
    kastanje.refresh_from_db()
    velden = {"wie": "relatie", "relatie": kastanje}
    moment = log(huis)
    for verb in (lambda: log(huis, **velden), lambda: change(moment, huis.noor, **velden)):
        with pytest.raises(Refused, match="wil niet benaderd worden"):
            verb()
    assert log(huis, **velden, initiatief="bewoner").relatie == kastanje
    assert change(moment, huis.noor, **velden, initiatief="bewoner").relatie == kastanje


def test_that_she_came_herself_stays_while_she_does_not_want_us(huis, client):
    kastanje = make_relatie(huis.wijk, huis.noor)
    Relatie.objects.update(niet_benaderen="voorlopig", niet_benaderen_op=timezone.localdate())
    kastanje.refresh_from_db()
    velden = {"wie": "relatie", "relatie": kastanje}
    moment = log(huis, **velden, initiatief="bewoner")
    client.force_login(huis.noor)
    client.post(reverse("bewoners:begon", args=[moment.uuid]), {"initiatief": "student"})
    with pytest.raises(Refused, match="wil niet benaderd worden"):
        change(moment, huis.noor, **velden, initiatief="")
    moment.refresh_from_db()
    assert moment.initiatief == "bewoner"


def test_released_month_is_refused(huis):
    vorige = timezone.localdate().replace(day=1) - timedelta(days=1)
    moment = log(huis, datum=vorige)
    release_maand(huis.wijk, vorige, huis.yasmina)
    for verb in (
        lambda: log(huis, datum=vorige),
        lambda: change(moment, huis.noor),
        lambda: delete_contactmoment(moment=moment, by=huis.noor),
    ):
        with pytest.raises(Refused, match="al vrijgegeven"):
            verb()


def test_own_conversation_is_corrected(huis):
    moment = change(log(huis), huis.noor, wie="nieuw", themas=["werk", "gezondheid"])
    moment.refresh_from_db()
    assert (moment.wie, moment.hoe, moment.duur, moment.themas) == ("relatie", "koffie", "uur", ["werk"])
    assert not Thematelling.objects.exists()


def test_conversation_of_another_or_after_14_days_is_closed(huis):
    moment = log(huis)
    for verb in (
        lambda by: change(moment, by),
        lambda by: delete_contactmoment(moment=moment, by=by),
    ):
        with pytest.raises(Refused, match="iemand anders"):
            verb(huis.emre)
        with (
            time_machine.travel(timezone.now() + timedelta(days=15)),
            pytest.raises(Refused, match="14 dagen"),
        ):
            verb(huis.noor)


def test_removed_conversation_takes_the_contact_it_made_along(huis):
    delete_contactmoment(moment=log(huis, wie="nieuw"), by=huis.noor)
    assert (Contactmoment.objects.count(), Relatie.objects.count()) == (0, 0)


def test_removed_conversation_leaves_a_contact_that_has_others(huis):
    first = log(huis, wie="nieuw")
    log(huis, wie="relatie", relatie=first.relatie)
    delete_contactmoment(moment=first, by=huis.noor)
    assert Relatie.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_with_one_client_id_make_one_row_and_one_code():
    team = make_team()
    noor, client_id, barrier, made = make_student(team), uuid4(), Barrier(2), []

    def post():
        barrier.wait()
        made.append(
            log_contactmoment(
                wijk=team.wijk,
                by=noor,
                client_id=client_id,
                wie="nieuw",
                hoe="app",
                duur="even",
                themas=["werk"],
            )
        )
        connection.close()

    threads = [Thread(target=post) for _ in "12"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made[0] == made[1]
    assert (Contactmoment.objects.count(), Relatie.objects.count()) == (1, 1)
