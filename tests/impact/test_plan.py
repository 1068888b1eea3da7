from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from core.periods import Quarter
from core.suppression import SUPPRESSED, Shown
from impact.figures.plan import Indicatorstand, Peiling, by_chance, read_plan, safe_value, tell_progress
from tests import factories as make
from wijkplan.figures import stand
from wijkplan.models import Indicator

DAY = date(2026, 9, 30)
days = st.dates(date(2025, 1, 1), date(2027, 6, 1))
values = st.integers(0, 100).map(Decimal)


@pytest.mark.django_db
@settings(max_examples=20, phases=[Phase.explicit, Phase.generate])
@given(
    st.none() | st.tuples(values, days),
    st.lists(st.tuples(values, days), max_size=3),
    st.none() | values,
    st.none() | days,
    st.sampled_from(["omhoog", "omlaag"]),
)
def test_status_equals_that_of_the_board(begin, metingen, doel, doeldatum, richting):
    team = make.make_team()
    by = make.make_coordinator(team)
    plan = make.make_plan(team.wijk, by)
    fields = {"nulmeting": begin[0], "nulmeting_datum": begin[1], "nulmeting_bron": "x"} if begin else {}
    indicator = make.make_indicator(
        make.make_doel(make.make_prioriteit(plan)),
        streefwaarde=doel, streefdatum=doeldatum, richting=richting, **fields,
    )  # fmt: skip
    for waarde, dag in metingen:
        make.make_meting(indicator, by, waarde=waarde, peildatum=dag)
    plan.periode_van, plan.periode_tot = date(2025, 1, 1), date(2027, 12, 31)
    plan.save()
    make.agree(plan, by)
    known = indicator.metingen.filter(peildatum__lte=DAY)
    on_board = stand(Indicator.objects.get(pk=indicator.pk), metingen=known, today=DAY)
    [told] = read_plan([team.wijk.pk], DAY)
    assert told.status(DAY) == on_board.status


@pytest.mark.django_db
def test_draft_plan_is_not_told():
    team = make.make_team()
    by = make.make_coordinator(team)
    make.make_indicator(make.make_doel(make.make_prioriteit(make.make_plan(team.wijk, by))))
    assert read_plan([team.wijk.pk], DAY) == []


@pytest.mark.django_db
def test_priority_without_indicator_is_told_once_as_unmeasured():
    team = make.make_team()
    by = make.make_coordinator(team)
    plan = make.make_plan(team.wijk, by, periode_van=date(2026, 1, 1))
    prioriteit = make.make_prioriteit(plan, titel="Samen rondkomen")
    make.make_doel(prioriteit)
    make.make_doel(prioriteit)
    make.agree(plan, by)
    [told] = read_plan([team.wijk.pk], DAY)
    assert (told.naam, told.status(DAY)) == ("", "niet_gemeten")


def share(waarde, n, **fields):
    peiling = Peiling(waarde=Decimal(waarde), dag=DAY, n=n)
    shape = {
        "wijk": 1,
        "prioriteit": "p",
        "rang": 1,
        "effectgebied": "opleiding",
        "naam": "Durft",
        "eenheid": "%",
    }
    return Indicatorstand(**shape | fields, nu=peiling), peiling


@pytest.mark.parametrize(
    ("waarde", "n", "told"),
    [("31", 42, 30), ("45", 38, 45), ("50", 9, SUPPRESSED), ("98", 42, SUPPRESSED), ("45", None, None)],
)
def test_survey_share_follows_its_own_rule(waarde, n, told):
    assert safe_value(*share(waarde, n), k=10) == told


@pytest.mark.parametrize(
    ("eenheid", "waarde", "told"),
    [
        ("buren", "3", SUPPRESSED),
        ("gezinnen", "23", Shown(25)),
        ("portieken", "7", 7),
        ("", "6.5", Decimal("6.5")),
    ],
)
def test_only_units_of_people_are_hidden(eenheid, waarde, told):
    assert safe_value(*share(waarde, None, eenheid=eenheid), k=10) == told


def test_hidden_value_hides_status_and_n():
    told = tell_progress(
        share("3", 3, eenheid="buren", doel=Decimal(9))[0], periode=Quarter(2026, 3), day=DAY, k=10
    )
    assert (told.status, told.nu.n, told.zin) == ("", "", "Durft: afgeschermd (kleine groep).")


def test_difference_may_be_chance():
    before = Peiling(waarde=Decimal(31), dag=DAY - timedelta(days=200), n=42)
    small, _ = share("45", 38, begin=before)
    large, _ = share("90", 38, begin=before)
    assert (by_chance(small), by_chance(large)) == (True, False)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("vragenlijst: 17 van 38", "vragenlijst"),
        ("vragenlijst op het taalcafé, 13 van de 42", "vragenlijst op het taalcafé"),
        ("vragenlijst 2025 (n = 38)", "vragenlijst 2025"),
        ("rondvraag 3/8, 37,5%", "rondvraag"),
        ("Wijkmonitor 2024", "Wijkmonitor 2024"),
    ],
)
def test_the_source_of_a_share_tells_no_exact_numbers_of_people(typed, told):
    now = Peiling(waarde=Decimal(45), dag=DAY, n=38, bron=typed)
    share = Indicatorstand(
        wijk=1, prioriteit="P", rang=1, effectgebied="opleiding", naam="durft", eenheid="%", nu=now
    )
    shown = tell_progress(share, periode=Quarter(2026, 3), day=DAY, k=10).nu
    assert shown.herkomst.startswith(f"{told}, 30 september 2026")


@pytest.mark.django_db
def test_only_what_is_settled_is_told_and_earlier_versions_count():
    team = make.make_team()
    by = make.make_coordinator(team)
    plan = make.make_plan(team.wijk, by)
    indicator = make.make_indicator(make.make_doel(make.make_prioriteit(plan)), eenheid="portieken")
    make.make_meting(indicator, by, waarde=2, peildatum=plan.periode_van)
    make.agree(plan, by)
    nieuw = make.make_plan(team.wijk, by, versie=2, vorige=plan)
    same = make.make_indicator(make.make_doel(make.make_prioriteit(nieuw)), lijn=indicator.lijn)
    make.make_meting(same, by, waarde=9, status="ingediend")
    make.agree(nieuw, by)
    [told] = read_plan([team.wijk.pk], plan.periode_tot)
    assert told.nu.waarde == 2
