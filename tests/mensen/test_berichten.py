"""Messages: written with their cause, once per thing, kind, day and person."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mensen.models import Bericht
from mensen.services import send_bericht
from tests.factories import make_user, make_wijk

pytestmark = pytest.mark.django_db


def write(*, aan=None, over=None, **given):
    given = {"soort": "proef", "titel": "Titel", "tekst": "Tekst", "by": None, **given}
    return send_bericht(aan=aan or make_user(), over=over or make_wijk(), **given)


def test_a_bericht_holds_what_it_is_about_and_who_caused_it():
    by, wijk = make_user(), make_wijk()
    bericht = write(over=wijk, by=by, pad="/wijken/")
    assert (bericht.over, bericht.sleutel, bericht.door, bericht.pad) == (
        "wijken.wijk",
        str(wijk.uuid),
        by,
        "/wijken/",
    )
    assert (bericht.verstuurd_op, bericht.pogingen, bericht.dag) == (None, 0, timezone.localdate())


def test_the_same_cause_on_one_day_is_one_row_with_the_first_words():
    same = {"aan": make_user(), "over": make_wijk()}
    first = write(**same)
    assert write(**same, titel="Anders") == first
    assert [b.titel for b in Bericht.objects.all()] == ["Titel"]


def test_another_kind_thing_person_or_day_is_another_row():
    same = {"aan": make_user(), "over": make_wijk()}
    write(**same)
    write(**same, soort="anders")
    write(aan=same["aan"])
    write(over=same["over"])
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        write(**same)
    assert Bericht.objects.count() == 5


def test_a_bericht_goes_away_with_a_cause_that_did_not_happen():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not Bericht.objects.exists()


def test_the_words_are_in_the_language_of_who_gets_them():
    english = write(aan=make_user(taal="en"), titel=_("Nederlands"), tekst=lambda: str(_("Engels")))
    dutch = write(aan=make_user(), titel=_("Nederlands"), tekst=lambda: str(_("Engels")))
    assert (english.titel, english.tekst) == ("Dutch", "English")
    assert (dutch.titel, dutch.tekst) == ("Nederlands", "Engels")


def test_a_title_is_one_line_and_both_texts_fit():
    bericht = write(titel="Een\r\nBcc: iemand@voorbeeld.test " + "x" * 200, tekst="y" * 3000)
    assert bericht.titel.startswith("Een Bcc: ")
    assert (len(bericht.titel), len(bericht.tekst), bericht.tekst[-1]) == (150, 2000, "…")


@pytest.mark.parametrize("pad", ["https://elders.test/", "//elders.test/", "wijken/"])
def test_a_path_outside_our_site_is_refused(pad):
    with pytest.raises(ValueError, match="not a path on our site"):
        write(pad=pad)


def test_writing_one_costs_two_queries(django_assert_num_queries):
    same = {"aan": make_user(), "over": make_wijk()}
    with django_assert_num_queries(4):  # a savepoint, the two, and its release
        write(**same)
