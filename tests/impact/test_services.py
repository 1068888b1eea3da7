from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from activiteiten.models import Maandvrijgave
from core.errors import Refused
from core.locking import Conflict
from impact.models import Maandstand
from impact.services import recount_released, release_month, withdraw_release, write_kwartaalwoord
from impact.vocabulary import Intrekreden
from mensen.models import Logregel
from tests.factories import (
    make_activiteit,
    make_contactmoment,
    make_coordinator,
    make_counted,
    make_inzet,
    make_student,
)
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
JULI = date(2026, 7, 1)
OP_TIJD = datetime(2026, 8, 14, 0, 30, tzinfo=AMSTERDAM)


@pytest.fixture
def yasmina(team):
    return make_coordinator(team)


@pytest.fixture
def rows(team, yasmina):
    """One counted bijeenkomst of two hours with a student, and one contact moment, in July 2026."""
    begin = datetime(2026, 7, 31, 23, 30, tzinfo=AMSTERDAM)
    bijeenkomst = make_counted(
        make_activiteit(team, yasmina), 23, yasmina, begin, nieuw_aanwezig=4, helpers_uit_wijk=2
    )
    noor = make_student(team)
    make_inzet(bijeenkomst, noor, status="aanwezig")
    make_contactmoment(team.wijk, noor, datum=date(2026, 7, 3), themas=["school", "werk"])
    return bijeenkomst


def test_release_keeps_the_totals_of_the_month(team, yasmina, rows):
    with time_machine.travel(OP_TIJD, tick=False):
        vrijgave = release_month(wijk=team.wijk, maand=JULI, by=yasmina)
    inhoud = Maandstand.objects.get(wijk=team.wijk, maand=JULI).inhoud
    assert (vrijgave.maand, vrijgave.door) == (JULI, yasmina)
    assert inhoud == {
        "gepland": 1,
        "doorgegaan": 1,
        "niet_doorgegaan": 0,
        "niet_geteld": 0,
        "bezoeken": 23,
        "nieuw": 4,
        "nieuw_geteld": 1,
        "helpers": 2,
        "helpers_geteld": 1,
        "inzet_seconden": 7200,
        "contactmomenten": 1,
        "over_veiligheid": 0,
        "over_gezondheid": 0,
        "over_armoede": 1,
        "over_opleiding": 1,
        "over_betrokkenheid": 0,
    }


def test_release_is_in_the_trail(team, yasmina):
    with time_machine.travel(OP_TIJD, tick=False):
        vrijgave = release_month(wijk=team.wijk, maand=JULI, by=yasmina)
    regel = Logregel.objects.get()
    assert (regel.wat, regel.door, regel.sleutel) == (
        "impact.maand_vrijgegeven",
        yasmina,
        str(vrijgave.uuid),
    )
    assert regel.details == {"wijk": team.wijk.slug, "maand": "2026-07"}


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 7, 31, 23, 59, tzinfo=AMSTERDAM), "Deze maand is nog niet voorbij."),
        (datetime(2026, 8, 13, 23, 59, tzinfo=AMSTERDAM), "Dit kan vanaf 14 augustus"),
    ],
)
def test_release_refuses_a_month_whose_logs_are_open(team, yasmina, moment, said):
    with time_machine.travel(moment, tick=False), pytest.raises(Refused, match=said):
        release_month(wijk=team.wijk, maand=JULI, by=yasmina)
    assert not Maandvrijgave.objects.exists()


def test_release_happens_once(team, yasmina):
    with time_machine.travel(OP_TIJD, tick=False):
        release_month(wijk=team.wijk, maand=JULI, by=yasmina)
        with pytest.raises(Refused, match="al vrijgegeven"):
            release_month(wijk=team.wijk, maand=JULI, by=yasmina)
    assert Maandstand.objects.count() == 1


def test_withdrawal_closes_the_month_and_says_why(team, yasmina):
    with time_machine.travel(OP_TIJD, tick=False):
        vrijgave = release_month(wijk=team.wijk, maand=JULI, by=yasmina)
    withdraw_release(vrijgave=vrijgave, reden=Intrekreden.TELLING_FOUT, by=yasmina)
    regel = Logregel.objects.get(wat="impact.maand_ingetrokken")
    assert regel.details["reden"] == "telling_fout"
    assert not Maandvrijgave.objects.exists()
    assert not Maandstand.objects.exists()


def test_recount_finds_the_same_totals_again(team, yasmina, rows):
    with time_machine.travel(OP_TIJD, tick=False):
        release_month(wijk=team.wijk, maand=JULI, by=yasmina)
    assert recount_released() == 0
    stand = Maandstand.objects.get()
    assert stand.verschil == {}
    assert stand.nageteld_op is not None


def test_recount_keeps_what_changed_after_release(team, yasmina, rows):
    with time_machine.travel(OP_TIJD, tick=False):
        release_month(wijk=team.wijk, maand=JULI, by=yasmina)
    rows.aantal_deelnemers = 24
    rows.save()
    assert recount_released() == 1
    assert Maandstand.objects.get().verschil == {"bezoeken": [23, 24]}


def test_recount_of_nothing_is_nothing():
    assert recount_released() == 0


def test_recount_reads_no_more_for_more_months(team, yasmina):
    with time_machine.travel(datetime(2026, 12, 1, tzinfo=AMSTERDAM), tick=False):
        for month in (7, 8, 9):
            release_month(wijk=team.wijk, maand=date(2026, month, 1), by=yasmina)
    with assert_queries(7):
        recount_released()


def test_words_are_written_once_per_quarter(team, yasmina):
    dag = timezone.localdate()
    first = write_kwartaalwoord(
        wijk=team.wijk, kwartaal=dag, wat_niet_lukte="Te weinig begeleiders.", by=yasmina
    )
    again = write_kwartaalwoord(
        wijk=team.wijk,
        kwartaal=dag,
        wat_niet_lukte="Rondkomen meten we niet.",
        hierna="Kom langs",
        by=yasmina,
    )
    assert (again.pk, again.slot) == (first.pk, 2)
    again.refresh_from_db()
    assert (again.wat_niet_lukte, again.hierna) == ("Rondkomen meten we niet.", "Kom langs")


def test_words_of_somebody_else_are_not_overwritten_unseen(team, yasmina):
    dag = timezone.localdate()
    write_kwartaalwoord(wijk=team.wijk, kwartaal=dag, wat_niet_lukte="Eerst dit.", by=yasmina)
    write_kwartaalwoord(wijk=team.wijk, kwartaal=dag, wat_niet_lukte="Toen dat.", by=yasmina, slot=1)
    with pytest.raises(Conflict) as caught:
        write_kwartaalwoord(wijk=team.wijk, kwartaal=dag, wat_niet_lukte="Nee, dit.", by=yasmina, slot=1)
    assert caught.value.theirs.wat_niet_lukte == "Toen dat."


def test_words_wait_until_the_quarter_begins(team, yasmina):
    with pytest.raises(Refused, match="nog niet begonnen"):
        write_kwartaalwoord(wijk=team.wijk, kwartaal=date(2099, 5, 1), wat_niet_lukte="x", by=yasmina)
