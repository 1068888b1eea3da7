"""The sweep that sends: once, later when it fails, never to who left, and never twice at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection, connections, transaction
from django.utils import timezone

from mensen.models import Bericht
from mensen.services import deliver_berichten, invite_user
from mensen.services.bezorgen import PAUSES, deliver_next
from mensen.tasks import send_waiting_berichten
from tests.factories import make_user
from tests.mensen.test_berichten import write

pytestmark = pytest.mark.django_db
REFUSING = "tests.mensen.test_bezorgen.RefusingMail"


class RefusingMail:
    """A mail server that is there and takes nothing."""

    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, _messages):
        raise ConnectionRefusedError


def test_a_sweep_sends_what_waits_and_marks_it():
    first, second = write(titel="Eerste"), write(titel="Tweede")
    assert send_waiting_berichten() == 2
    assert [sent.subject for sent in mail.outbox] == ["Eerste", "Tweede"]
    for bericht in (first, second):
        bericht.refresh_from_db()
        assert (bericht.pogingen, bericht.verstuurd_op is not None) == (1, True)
    assert deliver_berichten() == 0


def test_a_sweep_takes_a_small_batch():
    for _ in range(3):
        write()
    assert [deliver_berichten(most=2), deliver_berichten(most=2)] == [2, 1]


def test_a_message_waits_for_its_moment(time_machine):
    now = timezone.now()
    write(niet_voor=now + timedelta(hours=1))
    assert deliver_berichten() == 0
    time_machine.move_to(now + timedelta(hours=1, seconds=1))
    assert deliver_berichten() == 1


def test_who_left_gets_no_mail():
    write(aan=make_user(is_active=False))
    assert (deliver_berichten(), mail.outbox) == (0, [])


def test_a_failed_message_waits_longer_each_time_and_is_given_up(settings, time_machine):
    settings.EMAIL_BACKEND = REFUSING
    bericht, now = write(), timezone.now()
    time_machine.move_to(now, tick=False)
    for n, pause in enumerate(PAUSES, start=1):
        assert deliver_berichten() == 0
        bericht.refresh_from_db()
        assert (bericht.pogingen, bericht.niet_voor) == (n, timezone.now() + pause)
        assert not deliver_next()
        time_machine.move_to(timezone.now() + pause, tick=False)
    assert not bericht.is_given_up
    deliver_berichten()
    bericht.refresh_from_db()
    assert bericht.is_given_up
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    time_machine.move_to(timezone.now() + timedelta(days=9))
    assert deliver_berichten() == 0


def test_one_that_cannot_be_made_does_not_hold_up_the_others():
    broken = write(soort=Bericht.UITNODIGING)  # there is no such invitation
    write(titel="Gewoon")
    assert [deliver_berichten(), deliver_berichten()] == [0, 1]
    broken.refresh_from_db()
    assert (broken.pogingen, broken.verstuurd_op) == (1, None)


def test_what_dies_before_its_commit_is_sent_again():
    bericht = write()
    with transaction.atomic():
        deliver_next()
        transaction.set_rollback(True)
    assert deliver_next()
    bericht.refresh_from_db()
    assert (len(mail.outbox), bericht.pogingen) == (2, 1)


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_send_every_message_once():
    people = [make_user() for _ in range(12)]
    for person in people:
        write(aan=person)
    start = Barrier(3)

    def sweep(_n):
        try:
            start.wait(10)
            return deliver_berichten(most=50)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        sent = list(pool.map(sweep, range(3)))
    assert sum(sent) == 12
    assert sorted(m.to[0] for m in mail.outbox) == sorted(person.email for person in people)


@pytest.mark.django_db(transaction=True)
def test_a_message_that_is_being_sent_is_passed_over():
    write(titel="Bezet")
    write(titel="Vrij")

    def sweep():
        try:
            return deliver_next()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        Bericht.objects.select_for_update().get(titel="Bezet")
        assert pool.submit(sweep).result(10)
    assert [sent.subject for sent in mail.outbox] == ["Vrij"]


@pytest.mark.django_db(transaction=True)
def test_the_same_message_written_at_the_same_moment_is_one_row():
    user, thing = make_user(), make_user()
    start = Barrier(4)

    def say(_n):
        try:
            start.wait(10)
            return write(aan=user, over=thing).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(say, range(4)))
    assert made == {Bericht.objects.get().pk}


def test_the_key_of_an_invitation_is_only_in_the_mail():
    _, token = invite_user(email="nieuw@voorbeeld.test", naam="Nieuw Mens", by=make_user("Yasmina"))
    stored = str(list(Bericht.objects.values()))
    deliver_berichten()
    (sent,) = mail.outbox
    assert (token in stored, token in sent.body, "Yasmina" in sent.body) == (False, True, True)
