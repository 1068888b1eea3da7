"""A resident was promised that only who she knows reads her name; also when her contact goes over."""

from django.urls import reverse
from django.utils import timezone

from bewoners import services
from tests.bewoners.overdragen import hand_over

TODAY = timezone.localdate


def send(client, name, relatie):
    return client.post(reverse(f"bewoners:{name}", args=[relatie.code]))


def test_name_waits_for_the_meeting(client, huis, kastanje):
    given = {"naam": "Fatma Yilmaz", "contact": "", "wijze": "mondeling"}
    services.keep_name(relatie=kastanje, by=huis.noor, **given)
    row = hand_over(kastanje, huis.noor, huis.emre)
    client.force_login(huis.emre)
    assert "Zo is het de buur beloofd" in client.get(kastanje.get_absolute_url()).content.decode()
    assert send(client, "read_name", kastanje).status_code == 403
    services.meet_overdracht(overdracht=row, kennismaking_op=TODAY(), by=huis.emre)
    assert "Fatma" in send(client, "read_name", kastanje).content.decode()


def test_coordinator_who_takes_over_reads_the_name_as_before(client, huis, kastanje):
    hand_over(kastanje, huis.noor, huis.yasmina)
    client.force_login(huis.yasmina)
    assert send(client, "read_name", kastanje).status_code == 302  # there is none
