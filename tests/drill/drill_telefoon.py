"""`make drill`: 500 logs that waited on two devices, each sent three times, in any order and at the same time."""

import os
import random
from threading import Thread
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from activiteiten.models import Telling
from bewoners.models import Contactmoment
from tests import factories as make
from tests.phones import gesprek, los, send

pytestmark = pytest.mark.django_db(transaction=True)
LOGS = int(os.environ.get("DRILL_LOGS", "500"))


def test_500_logs_sent_three_times_by_two_devices_are_500_rows():
    team = make.make_team()
    noor, taalcafe = make.make_student(team), make.make_activiteit(team, make.make_coordinator(team))
    makers = [
        lambda: (reverse("bewoners:log"), gesprek()),
        lambda: (reverse("activiteiten:los"), los(team)),
        lambda: (
            reverse("activiteiten:tel", args=[make.make_bijeenkomst(taalcafe).uuid]),
            {"client_id": str(uuid4()), "aantal": "23"},
        ),
    ]
    logs = [makers[n % 3]() for n in range(LOGS)]
    sent = random.Random(7).sample(logs * 3, 3 * LOGS)
    answers: list[int] = []

    def device(mine):
        client = Client()
        client.force_login(noor)
        answers.extend(send(client, noor, *log).status_code for log in mine)
        connection.close()

    threads = [Thread(target=device, args=(sent[n::2],)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(answers), set(answers)) == (3 * LOGS, {200})
    assert Contactmoment.objects.count() + Telling.objects.count() == LOGS
