from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from core import text
from core.text import clean_line, clean_text


@pytest.fixture(autouse=True)
def _dutch():
    with override("nl"):
        yield


def refusal(field, value):
    with pytest.raises(ValidationError) as refused:
        field.clean(value)
    return refused.value.messages


@pytest.mark.parametrize(
    "value", ["a\x00b", "a\x1bb", "ab\u202etxt.exe", "a\u2066b", "half \ud83d surrogate", "\x85\x86"]
)
def test_invisible_characters_are_refused_in_plain_words(value):
    assert refusal(text.LineField(), value) == [
        "Er stonden onzichtbare tekens in. Die zijn weggehaald: kijk na wat er staat en bewaar opnieuw."
    ]


def test_a_refused_text_comes_back_without_what_was_invisible():
    class Form(forms.Form):
        titel = text.LineField()

    form = Form({"titel": "Taal\u202ecafé\x00"})
    assert not form.is_valid()
    assert form["titel"].value() == "Taalcafé"


@pytest.mark.parametrize(
    ("value", "cleaned"),
    [
        ("  Taalcafe\u0301  ", "Taalcafé"),
        ("twee\r\nregels\tdicht", "twee regels dicht"),
        ("👩‍👩‍👧 feest 🎉", "👩‍👩‍👧 feest 🎉"),
        ("\ufeffHuis\u00adwerk\u200e", "Huiswerk"),
        ("'s-Gravenhage & <b>", "'s-Gravenhage & <b>"),
        ("ŞşĞğİı Łódź", "ŞşĞğİı Łódź"),
    ],
)
def test_a_line_is_tidied(value, cleaned):
    assert text.LineField().clean(value) == cleaned


def test_text_keeps_its_lines():
    assert text.TextField().clean("een \r\n\r\ntwee\rdrie\u2028vier") == "een\n\ntwee\ndrie\nvier"


@given(st.text(alphabet=st.characters()))
def test_cleaned_text_is_clean_for_good(value):
    cleaned = clean_text(value)
    assert clean_text(cleaned) == cleaned
    assert not text.REFUSED.search(cleaned)
    cleaned.encode()


@given(st.text())
def test_a_cleaned_line_is_one_line(value):
    assert "\n" not in clean_line(value)
    assert clean_line(clean_line(value)) == clean_line(value)


def test_text_that_is_too_long_says_how_long():
    assert refusal(text.LineField(max_length=5), "zevenen") == ["Dit is te lang: hooguit 5 tekens, nu 7."]


def test_a_line_end_counts_as_one_character():
    assert text.TextField(max_length=3).clean("a\r\nb") == "a\nb"


def test_text_of_only_blanks_is_empty():
    assert refusal(text.LineField(), " \t\u200e ") == ["Vul dit in."]
    assert text.LineField(required=False).clean("   ") == ""


def test_a_huge_text_is_a_message():
    assert refusal(text.TextField(), "x" * 2_000_000) == ["Dit is te lang: hooguit 2000 tekens, nu 2000000."]


@pytest.mark.parametrize("value", [str(2**63), str(2**31), "9" * 5000])
def test_a_number_too_large_for_the_database_is_a_message(value):
    assert refusal(text.BoundedIntegerField(), value) == ["Dit getal is te groot: hooguit 2147483647."]


def test_a_number_below_zero_is_refused_unless_allowed():
    assert refusal(text.BoundedIntegerField(), "-1") == ["Dit getal is te klein: minstens 0."]
    assert text.BoundedIntegerField(min_value=-5).clean("-1") == -1


@pytest.mark.parametrize("value", ["twaalf", "1e5", "1,5", "\x00", "--1", "NaN"])
def test_what_is_no_number_is_a_message(value):
    assert refusal(text.BoundedIntegerField(), value) == ["Dit is geen getal. Gebruik alleen cijfers."]


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1.250,50", "1250.5"),
        ("€ 60", "60"),
        ("45 %", "45"),
        ("-0,25", "-0.25"),
    ],
)
def test_a_decimal_is_read_with_comma_or_point(value, number):
    assert text.BoundedDecimalField().clean(value) == Decimal(number)


def test_a_decimal_that_can_be_two_things_is_asked_back():
    assert refusal(text.BoundedDecimalField(), "1.250") == [
        "Dit kan twee dingen zijn. Schrijf zonder punten, met een komma: 1250 of 1,25."
    ]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e400", "9" * 200, "1,2,3", "veel", "1,234"])
def test_a_decimal_that_does_not_fit_is_a_message(value):
    assert refusal(text.BoundedDecimalField(), value)


@pytest.mark.parametrize("value", ["2026-12-31", "31-12-2026", "31/12/2026", "31.12.2026", "31-12-26"])
def test_a_date_is_read_as_people_write_it(value):
    assert text.SaneDateField().clean(value) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("1900-01-01", "Deze datum ligt te ver terug. Kies een datum vanaf 1 januari 2000."),
        ("2100-01-01", "Deze datum ligt te ver weg. Kies een datum tot en met 31 december 2099."),
        ("2026-02-30", "Dit is geen datum. Schrijf bijvoorbeeld 31-12-2026."),
        ("9" * 400, "Dit is geen datum. Schrijf bijvoorbeeld 31-12-2026."),
        ("\x00", "Dit is geen datum. Schrijf bijvoorbeeld 31-12-2026."),
        ("", "Vul een datum in."),
    ],
)
def test_a_date_that_cannot_be_is_a_message(value, message):
    assert refusal(text.SaneDateField(), value) == [message]


def test_a_date_field_tells_the_browser_its_limits():
    field = text.SaneDateField(earliest=date(2020, 1, 1), latest=date(2030, 1, 1))
    assert (field.widget.attrs["min"], field.widget.attrs["max"]) == ("2020-01-01", "2030-01-01")


@pytest.mark.parametrize("value", ["19:30", "19.30", "19:30:00"])
def test_a_time_is_read_as_people_write_it(value):
    assert text.SaneTimeField().clean(value).strftime("%H:%M") == "19:30"


def test_an_address_is_cleaned_and_checked():
    assert text.EmailField().clean(" ruud@voorbeeld.test ") == "ruud@voorbeeld.test"
    assert refusal(text.EmailField(), "ruud@") == [
        "Dit is geen e-mailadres. Schrijf bijvoorbeeld naam@voorbeeld.nl."
    ]
    assert refusal(text.EmailField(), "ru\u202eud@voorbeeld.test")[0].startswith("Er stonden onzichtbare")
