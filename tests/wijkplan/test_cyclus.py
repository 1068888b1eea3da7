"""The rule of the yearly cycle, and what partners' scores say, without a database."""

from datetime import date

import pytest

from wijkplan.figures.cyclus import Daad, Planjaar, lay_out, part_of, planjaar_on, planjaren, toestand
from wijkplan.figures.puls import Pulsregel, spread_in_words

JAAR = Planjaar(1, date(2026, 1, 1), date(2026, 12, 31))


def test_plan_years_begin_on_the_first_day_of_the_plan_and_end_with_it():
    assert planjaren(date(2025, 4, 1), date(2027, 9, 30)) == [
        Planjaar(1, date(2025, 4, 1), date(2026, 3, 31)),
        Planjaar(2, date(2026, 4, 1), date(2027, 3, 31)),
        Planjaar(3, date(2027, 4, 1), date(2027, 9, 30)),
    ]


def test_a_plan_from_a_leap_day_goes_on_a_day_earlier():
    years = planjaren(date(2028, 2, 29), date(2030, 2, 27))
    assert [(year.eerste, year.laatste) for year in years] == [
        (date(2028, 2, 29), date(2029, 2, 27)),
        (date(2029, 2, 28), date(2030, 2, 27)),
    ]


@pytest.mark.parametrize(
    ("day", "nummer"),
    [
        (date(2024, 12, 31), 1),
        (date(2025, 12, 31), 1),
        (date(2026, 1, 1), 2),
        (date(2026, 6, 30), 2),
        (date(2027, 1, 1), 2),
    ],
)
def test_a_day_belongs_to_one_plan_year(day, nummer):
    assert planjaar_on(date(2025, 1, 1), date(2026, 6, 30), day).nummer == nummer


def test_the_parts_of_a_year_follow_each_other_without_a_gap():
    assert [
        part_of(JAAR, stap) for stap in ("bepaald", "ontwikkeld", "gerealiseerd", "geevalueerd", "verbeterd")
    ] == [
        (date(2026, 1, 1), date(2026, 3, 1)),
        (date(2026, 3, 2), date(2026, 5, 1)),
        (date(2026, 5, 2), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 11, 30)),
        (date(2026, 12, 1), date(2026, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2025, 12, 31), "later"),
        (date(2026, 9, 30), "later"),
        (date(2026, 10, 1), "nu"),
        (date(2026, 11, 30), "nu"),
        (date(2026, 12, 1), "te_laat"),
        (date(2027, 3, 1), "te_laat"),
    ],
)
def test_a_cell_is_due_in_its_part_and_late_after_it(day, wanted):
    assert toestand(JAAR, "geevalueerd", gedaan=False, day=day).value == wanted
    assert toestand(JAAR, "geevalueerd", gedaan=True, day=day).value == "gedaan"


def test_a_plan_of_a_few_days_has_all_its_steps():
    tiny = planjaren(date(2026, 1, 1), date(2026, 1, 2))[0]
    assert all(tiny.holds(part_of(tiny, stap)[1]) for stap in ("bepaald", "gerealiseerd", "verbeterd"))
    assert part_of(tiny, "verbeterd")[1] == date(2026, 1, 2)


def test_what_is_late_comes_before_what_has_its_turn():
    act = Daad(datum=date(2026, 1, 5), uitkomst="Besloten")
    daden = {(thing, "bepaald"): [act] for thing in ("doelen", "werkwijze", "initiatieven")}
    cyclus = lay_out(JAAR, daden=daden, vanzelf={}, day=date(2026, 3, 2))
    assert cyclus.gedaan == 3
    assert [str(cel.doen) for cel in cyclus.te_laat] == ["financiering bepalen"]
    assert cyclus.beurt == cyclus.te_laat[0]
    assert len(cyclus.cellen) == 20


def test_an_act_that_does_not_count_is_shown_and_leaves_the_cell_open():
    act = Daad(datum=date(2026, 10, 5), uitkomst="Eén project", telt=False)
    cyclus = lay_out(JAAR, daden={("initiatieven", "geevalueerd"): [act]}, vanzelf={}, day=date(2026, 10, 6))
    cel = next(cel for cel in cyclus.cellen if cel.laatste)
    assert (cel.toestand.value, cel.laatste) == ("nu", act)


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ({}, "Nog geen antwoord dit jaar."),
        ({"A": 4}, "Alleen A antwoordde: 4."),
        ({"A": 4, "B": 4}, "Alle 2 partijen zeggen 4."),
        ({"A": 4, "B": 3}, "Dicht bij elkaar: van 3 tot 4."),
        ({"A": 4, "B": 2}, "Uit elkaar: van 2 (B) tot 4 (A)."),
        ({"A": 5, "B": 1, "C": 5}, "Ver uit elkaar: van 1 (B) tot 5 (A, C)."),
    ],
)
def test_spread_names_who_stands_at_both_ends(scores, said):
    assert spread_in_words(scores) == said


def test_the_chart_draws_each_party_by_name_and_averages_nothing():
    vraag = Pulsregel(
        titel="Rondkomen", antwoorden={"A": {2025: (3,), 2026: (5,)}, "B": {2026: (1,)}}, jaren=(2025, 2026)
    )
    assert vraag.chart.header == ("Partij", "2025", "2026")
    assert vraag.chart.rows == [("A", "3", "5"), ("B", "geen antwoord", "1")]
    assert vraag.chart.svg.count("<circle") == 3
    assert Pulsregel(titel="Rondkomen", antwoorden={}, jaren=()).chart is None
