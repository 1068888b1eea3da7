import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wijkplan.imports import COLUMNS, read_lines
from wijkplan.vocabulary import guess_effectgebied


def shape(text):
    return [(v.titel, v.aanleiding, v.doelen) for v in read_lines(text).voorstellen]


def test_plain_lines_are_priorities():
    assert shape("Meepraten\n\nPrettig wonen\r\n") == [("Meepraten", "", []), ("Prettig wonen", "", [])]


@pytest.mark.parametrize("mark", ["  ", "\t", "- ", "• ", "•\t", "* ", "o\t", "    - ", "a) ", "1.1 ", "– "])
def test_indented_bulleted_and_subnumbered_lines_are_goals(mark):
    assert shape(f"Meepraten\n{mark}60 % durft\nWonen") == [
        ("Meepraten", "", ["60 % durft"]),
        ("Wonen", "", []),
    ]


def test_numbers_before_priorities_are_taken_off():
    assert shape("1. Meepraten\n- a\n2) Wonen\n10.\tGroen") == [
        ("Meepraten", "", ["a"]),
        ("Wonen", "", []),
        ("Groen", "", []),
    ]


def test_a_year_a_share_or_a_minus_before_a_line_stays():
    assert shape("2027 wordt het jaar\n60 % durft te praten\n-5 graden\n1,5 meter\n1.000 bomen") == [
        ("2027 wordt het jaar", "", []),
        ("60 % durft te praten", "", []),
        ("-5 graden", "", []),
        ("1,5 meter", "", []),
        ("1.000 bomen", "", []),
    ]


def test_a_list_as_word_pastes_it_has_bullets_on_both_levels():
    assert shape("•\tMeepraten\no\t60 % durft\n•\tWonen\n    o\t11 portieken") == [
        ("Meepraten", "", ["60 % durft"]),
        ("Wonen", "", ["11 portieken"]),
    ]


@pytest.mark.parametrize("quotes", ["«»", "“”", "„”", '""'])
def test_quoted_text_is_the_reason(quotes):
    first, last = quotes
    assert shape(f"Meepraten\n{first}Niemand belt{last}\n- a") == [("Meepraten", "Niemand belt", ["a"])]
    assert shape(f"Meepraten – {first}Niemand belt{last}") == [("Meepraten", "Niemand belt", [])]


def test_labels_say_what_a_line_is():
    assert shape("Prioriteit 1: Meepraten\nAanleiding: Niemand belt\nDoel: 60 %\nSpeerpunt: Wonen") == [
        ("Meepraten", "Niemand belt", ["60 %"]),
        ("Wonen", "", []),
    ]


def test_columns_out_of_a_sheet_go_on_with_the_same_priority():
    text = "Meepraten\t60 % durft\n\tTaalcafé vol\nMeepraten\tDerde\nWonen\t11 portieken\t«Sloop»"
    assert shape(text) == [
        ("Meepraten", "", ["60 % durft", "Taalcafé vol", "Derde"]),
        ("Wonen", "Sloop", ["11 portieken"]),
    ]


def test_a_row_of_headings_names_the_columns():
    read = read_lines("Prioriteit\tAanleiding\tDoel\nMeepraten\tNiemand belt\t60 %")
    assert read.kopregels == ["Prioriteit · Aanleiding · Doel"]
    assert [(v.titel, v.aanleiding, v.doelen) for v in read.voorstellen] == [
        ("Meepraten", "Niemand belt", ["60 %"])
    ]


def test_a_column_of_numbers_is_set_aside():
    read = read_lines("Nr\tPrioriteit\tDoel\n1\tMeepraten\t60 %")
    assert [(v.titel, v.doelen) for v in read.voorstellen] == [("Meepraten", ["60 %"])]
    assert shape("1\tMeepraten\n2\tWonen") == [("Meepraten", "", []), ("Wonen", "", [])]


def test_a_goal_or_quote_without_a_priority_above_it_becomes_one():
    assert shape("«Niemand belt»\nMeepraten") == [("Niemand belt", "", []), ("Meepraten", "", [])]
    assert shape("Doel: 60 %") == [("60 %", "", [])]


def test_nothing_is_read_from_blanks():
    assert shape(" \n\t\n\r\n") == []


LINE = st.text(alphabet="ab 1.)-•*o\t«»\"'“”:–\n\r\u2028é😀", max_size=80)
WORDS = re.compile(r"[^\W\d_]{2,}")


def assert_no_word_is_lost(text):
    read = read_lines(text)
    kept = "\n".join([*(v.tekst for v in read.voorstellen), *read.kopregels])
    labels = {*COLUMNS, "speerpunt"}
    typed = [word for word in WORDS.findall(text) if word.lower() not in labels]
    missing = [word for word in typed if word not in kept]
    assert missing == []


@given(st.text(max_size=300))
@example("\x00\u202e😀" + "x" * 10_000)
@example('"\n"\n«\n»')
def test_any_text_is_read_without_losing_a_word(text):
    assert_no_word_is_lost(text)


@given(st.lists(LINE, max_size=12).map("\n".join))
def test_lists_and_tables_of_any_shape_lose_no_word(text):
    assert_no_word_is_lost(text)


@given(st.lists(st.sampled_from(["Doel: ", "- ", "\t", "1. ", "", "Aanleiding: "]), max_size=20))
def test_every_line_ends_up_in_exactly_one_place(marks):
    read = read_lines("\n".join(f"{mark}regel{place}x" for place, mark in enumerate(marks)))
    kept = "\n".join(v.tekst for v in read.voorstellen)
    assert [kept.count(f"regel{place}x") for place in range(len(marks))] == [1] * len(marks)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Iedereen kan Nederlands leren op het taalcafé", "opleiding"),
        ("Prettig wonen tot en na de sloop, in elk portiek", "betrokkenheid"),
        ("Samen rondkomen zonder schulden", "armoede"),
        ("Veilig over straat, minder overlast", "veiligheid"),
        ("Meer bewegen tegen eenzaamheid", "gezondheid"),
        ("Iets heel anders", ""),
        ("sport en school", ""),
        ("", ""),
    ],
)
def test_effectgebied_is_guessed_from_words_and_left_open_in_doubt(text, area):
    assert guess_effectgebied(text) == area
