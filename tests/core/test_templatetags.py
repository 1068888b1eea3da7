from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone, translation

from core.templatetags import vooruit as words

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (1118, "1.118", "1,118"),
        (0, "0", "0"),
        (Decimal("7.40"), "7,4", "7.4"),
        (Decimal("1E+3"), "1.000", "1,000"),
        (-3, "-3", "-3"),
        (None, "", ""),
        ("afgeschermd", "afgeschermd", "afgeschermd"),
    ],
)
def test_a_number_is_written_as_the_reader_does(value, dutch, english):
    with translation.override("nl"):
        assert words.getal(value) == dutch
    with translation.override("en"):
        assert words.getal(value) == english


def test_a_number_can_have_fixed_decimals():
    assert words.getal(Decimal("2.5"), 2) == "2,50"


@pytest.mark.parametrize(("value", "said"), [(4.8, "5"), (Decimal("22.5"), "23"), (6.4, "6"), (0, "0")])
def test_a_number_without_decimals_is_rounded_and_not_cut_off(value, said):
    assert words.getal(value, 0) == said


@pytest.mark.parametrize(("value", "said"), [(None, "niet geteld"), (0, "niemand kwam"), (1118, "1.118")])
def test_a_count_has_three_values(value, said):
    assert words.telling(value) == said


@time_machine.travel(NOON, tick=False)
def test_a_day_says_its_year_only_when_it_is_another_year():
    assert words.kort(date(2026, 11, 24)) == "di 24 nov"
    assert words.kort(date(2025, 11, 24)) == "ma 24 nov 2025"
    assert words.kort(None) == ""


@pytest.mark.parametrize(
    ("days", "said"), [(-1, "gisteren"), (0, "vandaag"), (1, "morgen"), (4, "za 14 mrt"), (-2, "zo 8 mrt")]
)
@time_machine.travel(NOON, tick=False)
def test_a_moment_near_today_is_said_as_people_do(days, said):
    assert words.dagtijd(timezone.now() + timedelta(days=days)) == f"{said} 13.00"


def test_a_time_is_amsterdam_time_and_nothing_stays_nothing():
    assert words.klok(datetime(2026, 7, 1, 17, 0, tzinfo=UTC)) == "19.00"
    assert (words.klok(None), words.dagtijd(None)) == ("", "")


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Noor Visser", "NV"), ("Marleen de Groot", "MG"), ("Emre", "E"), ("mw. Biervliet", "B"), ("", "")],
)
def test_a_face_shows_first_and_last_name(name, letters):
    assert words.initialen(name) == letters


@pytest.mark.parametrize(
    ("number", "target"),
    [
        ("06-12 34 56 78", "+31612345678"),
        ("+31 20 123 4567", "+31201234567"),
        ("0800-2000", "08002000"),
        ("112", "112"),
    ],
)
def test_a_phone_number_becomes_a_link(number, target):
    assert words.tel(number) == target


@pytest.mark.parametrize(("label", "said"), [("Titel", "Titel:"), ("Hoe?", "Hoe?"), ("Let op.", "Let op.")])
def test_a_question_gets_no_colon(label, said):
    assert words.dubbelepunt(label) == said


def test_an_icon_without_a_name_is_nothing():
    assert words.icon("") == ""


def test_an_icon_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in words.icon("sun")
    assert words.icon("sun").endswith('icons.svg#sun"></use></svg>')


def test_a_day_near_today_has_a_word():
    today = timezone.localdate()
    assert [words.dag(today + timedelta(days=n)) for n in (-1, 0, 1)] == ["gisteren", "vandaag", "morgen"]
    assert words.dag(today + timedelta(days=2)) == words.kort(today + timedelta(days=2))
    assert words.dag(None) == ""


def test_typed_text_says_its_language_only_on_a_page_in_another():
    with translation.override("nl"):
        assert words.getypt("Tál & taal") == "Tál &amp; taal"
    with translation.override("en"):
        assert words.getypt("<b>") == '<span lang="nl">&lt;b&gt;</span>'
        assert (words.getypt(None), words.getypt("")) == ("", "")
