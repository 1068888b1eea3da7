"""A phone sends everything a phone can be made to send: it is stored once, or it hears why not, and never a 500."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activiteiten.models import Bijeenkomst, Telling, Weekuur
from bewoners.models import Contactmoment
from tests import factories as make
from tests.phones import gesprek, los, send

pytestmark = pytest.mark.django_db
LOG, LOS, UREN = "/loggen/gesprek/", "/loggen/iets-anders/", "/loggen/uren/"
TEXTS = ["a" * 10**6, "samen\x00 koken", "samen \u202enekok", "bel 06\u200b12345678"]
COUNTS = ["-1", str(2**31), "9" * 400, "1e9", "NaN", "\x00"]
DAYS = ["1900-01-01", "2100-01-01", "2026-02-30", "9" * 400]


@pytest.fixture
def phone(client, team):
    noor = make.make_student(team, "Noor Visser")

    def sending(url, body, made=None):
        client.force_login(noor)
        return send(client, noor, url, body, made)

    return sending


def refused(answer):
    assert (answer.status_code, len(answer.json()["zinnen"])) == (422, 1)


@pytest.mark.parametrize("text", TEXTS, ids=["a megabyte", "NUL", "a turned line", "a hidden number"])
def test_an_odd_text_is_answered_in_one_sentence_and_not_kept(phone, team, text):
    refused(phone(LOG, gesprek(notitie=text)))
    refused(phone(LOS, los(team, titel=text)))
    assert not Contactmoment.objects.exists()
    assert not Bijeenkomst.objects.exists()


@pytest.mark.parametrize("text", ["👩🏽‍🌾👨‍👩‍👧‍👦🇳🇱 samen planten", "שלום", "çay içtik"])
def test_emoji_and_other_alphabets_are_kept_as_they_are(phone, text):
    assert phone(LOG, gesprek(notitie=text)).status_code == 200
    assert Contactmoment.objects.get().notitie == text


@pytest.mark.parametrize("count", COUNTS)
def test_an_odd_count_is_answered_in_one_sentence(phone, team, count):
    row = make.make_bijeenkomst(make.make_activiteit(team, make.make_coordinator(team)))
    refused(phone(LOS, los(team, aantal=count)))
    refused(phone(reverse("activiteiten:tel", args=[row.uuid]), gesprek(aantal=count)))
    assert not Telling.objects.exists()


@pytest.mark.parametrize("day", DAYS)
def test_a_day_that_cannot_be_is_answered_in_one_sentence(phone, day):
    refused(phone(LOG, gesprek(datum=day)))
    refused(phone(UREN, gesprek(soort="overleg", dag=day)))
    assert (Contactmoment.objects.count(), Weekuur.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("now", "made"),
    [
        ("2026-03-29T03:10:00+02:00", "2026-03-29T02:30:00+01:00"),  # 02.30 was not on the clock that night
        ("2026-10-25T02:40:00+01:00", "2026-10-25T02:30:00+02:00"),  # 02.30 was twice
        ("2026-10-25T03:10:00+01:00", "2026-10-25T02:30:00+01:00"),
    ],
)
def test_a_log_of_the_night_the_clock_changes_lasts_as_long_as_was_said(phone, team, time_machine, now, made):
    time_machine.move_to(datetime.fromisoformat(now), tick=False)
    assert [phone(LOS, los(team, duur="120"), made).status_code, phone(LOG, gesprek(), made).status_code] == [
        200,
        200,
    ]
    row = Bijeenkomst.objects.get()
    assert (row.eind - row.begin, row.eind <= timezone.now()) == (timedelta(hours=2), True)
    assert Contactmoment.objects.get().datum == datetime.fromisoformat(now).date()


@pytest.mark.parametrize("made", ["2026-03-29T02:30:00", "1900-01-01T00:00:00Z", "2026-03-29T02:30:00+99:00"])
def test_a_moment_without_a_zone_or_of_long_ago_is_refused(phone, made):
    refused(phone(LOG, gesprek(), made))


def test_a_moment_of_2100_is_a_clock_that_runs_ahead(phone):
    assert phone(LOG, gesprek(), "2100-01-01T00:00:00Z").status_code == 200
    assert Contactmoment.objects.get().datum == timezone.localdate()
