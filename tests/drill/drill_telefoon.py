"""`make drill`: 500 logs that waited, each sent three times by two devices, in any order, at once and over HTTP."""

import os
import random
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from statistics import median, quantiles
from types import SimpleNamespace
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.conf import settings as own
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from activiteiten.models import Bijeenkomst, Telling, Weekuur
from bewoners.models import Contactmoment
from core.context import who
from tests import factories as make
from tests.phones import gesprek, los

pytestmark = pytest.mark.django_db(transaction=True)
LOGS = int(os.environ.get("DRILL_LOGS", "500"))
AT_ONCE = 4  # of each device: a phone sends one at a time, but its tabs, retries and proxies do not


def device(user):
    """The headers with which one device of this person sends: a login and a token of its own."""
    client, token = Client(), _get_new_csrf_string()
    client.force_login(user)
    session = client.cookies[own.SESSION_COOKIE_NAME].value
    cookies = {own.SESSION_COOKIE_NAME: session, own.CSRF_COOKIE_NAME: token}
    return {
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "X-CSRFToken": token,
        "X-Wie": who(SimpleNamespace(user=user)),
        "X-Gemaakt-Op": timezone.now().isoformat(),
    }


def post(address, body, headers):
    """Status of one log sent over HTTP, and how many seconds it took."""
    request = urllib.request.Request(address, urlencode(body).encode(), headers)
    began = time.monotonic()
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            status = answer.status
    except urllib.error.HTTPError as refused:
        status = refused.code
    return status, time.monotonic() - began


def test_500_logs_sent_three_times_by_two_devices_are_500_rows(live_server, settings):
    # Two first logs at one moment both look for «Los», make it and look again; a counter of queries takes that for a loop.
    settings.ZEAL_ALLOWLIST = [{"model": "activiteiten.Activiteit", "field": "get()"}]
    team = make.make_team()
    noor, taalcafe = make.make_student(team), make.make_activiteit(team, make.make_coordinator(team))
    makers = [
        lambda: (reverse("bewoners:log"), gesprek()),
        lambda: (reverse("activiteiten:los"), los(team)),
        lambda: (
            reverse("activiteiten:tel", args=[make.make_bijeenkomst(taalcafe).uuid]),
            {"client_id": str(uuid4()), "aantal": "23"},
        ),
        lambda: (
            reverse("activiteiten:cancel", args=[make.make_bijeenkomst(taalcafe).uuid]),
            {"client_id": str(uuid4())},
        ),
    ]
    uren = [
        (reverse("activiteiten:weekuren"), {"client_id": str(uuid4()), "soort": s}) for s in Weekuur.Soort
    ]
    logs = uren + [makers[n % 4]() for n in range(LOGS - len(uren))]
    sent = random.Random(7).sample(logs * 3, 3 * LOGS)
    devices = [device(noor), device(noor)]
    began = time.monotonic()
    with ThreadPoolExecutor(len(devices) * AT_ONCE) as at_once:
        waiting = [
            at_once.submit(post, live_server.url + url, body, devices[n % 2])
            for n, (url, body) in enumerate(sent)
        ]
        answers = [one.result() for one in waiting]
    took = time.monotonic() - began
    seconds = [each for _status, each in answers]
    sys.stdout.write(
        f"\n{len(answers)} posts of {LOGS} logs in {took:.1f} s ({len(answers) / took:.0f}/s), "
        f"median {median(seconds) * 1000:.0f} ms, 95 % within {quantiles(seconds, n=20)[-1] * 1000:.0f} ms\n"
    )
    assert (len(answers), {status for status, _seconds in answers}) == (3 * LOGS, {200})
    cancelled = Bijeenkomst.objects.filter(status="afgelast").count()
    rows = [model.objects.count() for model in (Contactmoment, Telling, Weekuur)]
    assert sum(rows) + cancelled == LOGS
