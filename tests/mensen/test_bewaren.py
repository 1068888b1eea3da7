"""Nothing is kept longer than the register of personal data says."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from mensen.models import Bericht, Logregel, Uitnodiging
from mensen.services import accept_uitnodiging, invite_user, log_regel
from mensen.tasks import sweep_what_is_old
from tests.factories import make_user
from tests.mensen.test_berichten import write

pytestmark = pytest.mark.django_db
ROWS = (
    "berichten",
    "logregels",
    "verwijderlog",
    "uitnodigingen",
    "inzet",
    "afgelastingen",
    "weekuren",
    "signaalteksten",
    "notities",
    "namen zonder toestemming",
    "contacten die inslapen",
    "contacten die sluiten",
    "contacten",
    "fotos",
    "fotos_zonder_antwoord",
    "gebruikers",
    "contactpersonen",
    "afspraken",
)
NOTHING = dict.fromkeys(ROWS, 0)


@pytest.fixture
def later(time_machine):
    start = timezone.now()
    return lambda days: time_machine.move_to(start + timedelta(days=days))


def test_a_message_is_gone_after_twelve_months_and_not_before(later):
    sent, waiting = write(), write()
    Bericht.objects.filter(pk=sent.pk).update(verstuurd_op=timezone.now())
    later(364)
    assert sweep_what_is_old() == NOTHING
    assert set(Bericht.objects.all()) == {sent, waiting}
    later(366)
    assert sweep_what_is_old() == NOTHING | {"berichten": 2}
    assert Bericht.objects.count() == 0


def test_the_audit_trail_is_kept_for_two_years_and_says_what_was_deleted(later):
    write()
    log_regel(by=make_user(), wat="wijkplan.vastgesteld")
    later(366)
    sweep_what_is_old()
    [told] = Logregel.objects.filter(wat="mensen.bewaartermijn_voorbij")
    assert (told.door, told.details) == (None, {"berichten": 1})
    later(729)
    assert sweep_what_is_old() == NOTHING
    later(731)
    assert sweep_what_is_old() == NOTHING | {"logregels": 1}
    assert not Logregel.objects.filter(wat="wijkplan.vastgesteld").exists()


def test_a_key_is_gone_once_it_was_used_and_stays_while_it_waits():
    used = invite_user(email="noor@voorbeeld.test", naam="Noor", by=None)[1]
    invite_user(email="emre@voorbeeld.test", naam="Emre", by=None)
    accept_uitnodiging(token=used)
    assert sweep_what_is_old() == NOTHING | {"uitnodigingen": 1}
    assert Uitnodiging.objects.get().user.naam == "Emre"


def test_a_sweep_that_finds_nothing_leaves_no_trace():
    sweep_what_is_old()
    assert Logregel.objects.count() == 0


@pytest.mark.parametrize(("options", "left"), [(["--dry-run"], 1), ([], 0)])
def test_the_command_counts_first_when_asked(later, options, left):
    write()
    later(366)
    out = StringIO()
    call_command("bewaartermijnen", *options, stdout=out)
    assert set(out.getvalue().splitlines()) == {f"{k}: {n}" for k, n in (NOTHING | {"berichten": 1}).items()}
    assert Bericht.objects.count() == left
