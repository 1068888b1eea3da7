"""Two people, one moment: what they did is held once, in an order that can be told."""

from datetime import date, datetime
from decimal import Decimal
from threading import Barrier, Thread
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from activiteiten.services import tel_bijeenkomst
from core.errors import Refused
from core.locking import Conflict
from impact.models import Maandstand
from impact.services import recount_released, release_month
from partners.models import Partner
from partners.services import add_to_wijk
from tests import factories as make
from wijken.models import Kerncijfer
from wijken.services import Cijfer, add_kerncijfer
from wijkplan.services import answer, lay_before

pytestmark = pytest.mark.django_db(transaction=True)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def at_once(*verbs):
    """Run the verbs in threads that start together; return what each returned or raised."""
    barrier, results = Barrier(len(verbs)), [None] * len(verbs)

    def run(n, verb):
        barrier.wait()
        try:
            results[n] = verb()
        except Exception as error:  # noqa: BLE001
            results[n] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(verbs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_a_month_is_released_with_the_counts_that_were_under_way(team):
    yasmina, noor = make.make_coordinator(team), make.make_student(team)
    with time_machine.travel(datetime(2026, 8, 20, 12, tzinfo=AMSTERDAM), tick=False):
        held = make.make_bijeenkomst(
            make.make_activiteit(team, yasmina), datetime(2026, 7, 10, 12, tzinfo=AMSTERDAM)
        )
        halfway = Barrier(2)

        def count():
            with transaction.atomic():
                tel_bijeenkomst(bijeenkomst=held, aantal=23, client_id=uuid4(), by=noor)
                halfway.wait()
                # longer than a release takes: without the lock it would be over before this count is there
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_sleep(0.5)")

        def release():
            halfway.wait()
            release_month(wijk=team.wijk, maand=date(2026, 7, 1), by=yasmina)

        assert at_once(count, release) == [None, None]
        assert Maandstand.objects.count() == 1
        assert recount_released() == 0


def test_an_organisation_sent_twice_at_once_takes_part_once(team):
    yasmina = make.make_coordinator(team)
    velden = {
        "wijk": team.wijk,
        "naam": "Buurtkamer",
        "soort": "welzijn",
        "rol": "uitvoerder",
        "persoon": "An",
    }
    results = at_once(*[lambda: add_to_wijk(by=yasmina, **velden)] * 3)
    assert [type(result) for result in results].count(Refused) == 2
    assert Partner.objects.get(naam="Buurtkamer").contactpersonen.count() == 1


def test_one_name_in_two_wijken_at_once_is_one_organisation(team):
    others = [team, make.make_team()]
    results = at_once(
        *[
            lambda t=t: add_to_wijk(
                by=make.make_coordinator(t), wijk=t.wijk, naam="Buurtkamer", soort="welzijn", rol="uitvoerder"
            )
            for t in others
        ]
    )
    assert {type(result) for result in results} <= {Partner, Refused}
    assert Partner.objects.filter(naam="Buurtkamer").count() == 1


def test_a_figure_sent_twice_at_once_is_one_figure(team):
    yasmina = make.make_coordinator(team)
    cijfer = Cijfer(
        naam="voelt zich veilig",
        eenheid="%",
        richting="",
        effectgebied="veiligheid",
        waarde=Decimal(61),
        peiljaar=2024,
        bron="WiA",
    )
    results = at_once(*[lambda: add_kerncijfer(wijk=team.wijk, cijfer=cijfer, by=yasmina)] * 3)
    assert [type(result) for result in results].count(Refused) == 2
    assert Kerncijfer.objects.count() == 1


def test_two_colleagues_answer_at_once_and_one_answer_stands(team):
    yasmina = make.make_coordinator(team)
    partner = make.make_partner(team.wijk)
    ruud, mirjam = (make.make_contactpersoon(partner).user for _ in "ab")
    plan = make.make_plan(team.wijk, yasmina)
    make.make_prioriteit(plan)
    other = make.make_partner(team.wijk)
    asked = lay_before(plan=plan, partners=[partner, other], antwoord_voor=timezone.localdate(), by=yasmina)

    def say(by, antwoord, **values):
        row = asked.akkoorden.select_related("voorlegging").get(partner=partner)
        return lambda: (
            answer(
                akkoord=row, antwoord=antwoord, kenmerk=asked.kenmerk, slot=row.slot, by=by, **values
            ).antwoord
        )

    results = at_once(say(ruud, "akkoord"), say(mirjam, "niet_akkoord", toelichting="Te duur"))
    assert sum(isinstance(each, Conflict) for each in results) == 1
    assert asked.akkoorden.get(partner=partner).antwoord in results


def test_last_two_parties_agree_at_once_and_the_plan_is_settled_once(team):
    yasmina = make.make_coordinator(team)
    parties = [make.make_partner(team.wijk) for _ in "ab"]
    plan = make.make_plan(team.wijk, yasmina)
    make.make_prioriteit(plan)
    asked = lay_before(plan=plan, partners=parties, antwoord_voor=timezone.localdate(), by=yasmina)

    def yes(row):
        return lambda: (
            answer(akkoord=row, antwoord="akkoord", kenmerk=asked.kenmerk, slot=0, by=yasmina).antwoord
        )

    assert at_once(*(yes(row) for row in asked.akkoorden.select_related("voorlegging"))) == ["akkoord"] * 2
    plan.refresh_from_db()
    assert plan.status == "vastgesteld"
