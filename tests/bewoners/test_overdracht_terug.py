"""A stop that was a mistake is taken back on the same day."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from bewoners import services
from bewoners.models import Overdracht, Relatie
from core.errors import Refused
from tests.bewoners.overdragen import keepers
from tests.factories import make_overdracht

TODAY = timezone.localdate
KNOP = "Toch niet stoppen"


def stop(relatie, van, by=None):
    services.leave_relatie(relatie=relatie, van=van, uitkomst="afgesloten", by=by or van)
    return relatie.overdrachten.get(van=van)


def test_student_who_tapped_by_mistake_goes_on_as_she_did(client, huis, kastanje):
    client.force_login(huis.noor)
    page = client.post(reverse("bewoners:leave", args=[kastanje.code]), {"uitkomst": "wil_niet"}, follow=True)
    assert KNOP in page.content.decode()
    page = client.post(reverse("bewoners:resume", args=[Overdracht.objects.get().uuid]), follow=True)
    kastanje.refresh_from_db()
    assert (KNOP in page.content.decode(), kastanje.status, keepers(kastanje)) == (False, "actief", ["Noor"])
    assert (kastanje.gesloten_op, kastanje.perioden.count(), Overdracht.objects.count()) == (None, 1, 0)


def test_twice_is_once_and_it_may_stop_again(huis, kastanje):
    row = stop(kastanje, huis.noor)
    for _ in range(2):
        services.resume_relatie(overdracht=row, by=huis.noor)
    stop(kastanje, huis.noor)
    assert (keepers(kastanje), Overdracht.objects.count()) == ([], 1)


def test_who_keeps_it_up_beside_her_is_left_alone(huis, kastanje):
    services.join_relatie(relatie=kastanje, user=huis.emre, by=huis.noor)
    Relatie.objects.update(status=Relatie.Status.OVERGEDRAGEN)
    services.resume_relatie(overdracht=stop(kastanje, huis.noor), by=huis.noor)
    kastanje.refresh_from_db()
    assert (kastanje.status, keepers(kastanje)) == (Relatie.Status.OVERGEDRAGEN, ["Emre", "Noor"])


def test_only_who_stopped_and_the_coordinator_are_offered_it(client, huis, kastanje):
    services.join_relatie(relatie=kastanje, user=huis.emre, by=huis.noor)
    stop(kastanje, huis.noor)
    offered = []
    for user in (huis.noor, huis.emre, huis.yasmina):
        client.force_login(user)
        offered.append(KNOP in client.get(kastanje.get_absolute_url()).content.decode())
    assert offered == [True, False, True]


def test_a_day_later_it_stays_as_it_is(client, huis, kastanje):
    row = stop(kastanje, huis.noor)
    Overdracht.objects.update(afgerond_op=TODAY() - timedelta(days=1))
    client.force_login(huis.yasmina)
    assert KNOP not in client.get(kastanje.get_absolute_url()).content.decode()
    page = client.post(reverse("bewoners:resume", args=[row.uuid]), follow=True)
    assert "op de dag dat iemand stopte" in page.content.decode()


def test_what_runs_or_was_handed_over_is_no_stop(huis, kastanje):
    row = make_overdracht(kastanje, huis.noor, huis.emre)
    with pytest.raises(Refused, match="op de dag"):
        services.resume_relatie(overdracht=row, by=huis.noor)
    services.meet_overdracht(overdracht=row, kennismaking_op=TODAY(), by=huis.noor)
    with pytest.raises(Refused, match="op de dag"):
        services.resume_relatie(overdracht=row, by=huis.noor)


def test_who_left_the_wijk_does_not_go_on(huis, kastanje):
    row = stop(kastanje, huis.noor, by=huis.yasmina)
    huis.noor.lidmaatschappen.update(tot=TODAY() - timedelta(days=1))
    with pytest.raises(Refused, match="werkt niet meer"):
        services.resume_relatie(overdracht=row, by=huis.yasmina)
    kastanje.refresh_from_db()
    assert kastanje.status == Relatie.Status.AFGESLOTEN


def test_database_keeps_to_one_handover_at_a_time(huis, kastanje):
    make_overdracht(kastanje, huis.noor, huis.emre)
    with pytest.raises(IntegrityError, match="overdracht_one_runs"), transaction.atomic():
        make_overdracht(kastanje, huis.emre, huis.yasmina)
