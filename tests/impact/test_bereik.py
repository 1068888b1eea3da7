"""The reach band: a second count from the raw rows, and what must hold whatever was counted."""

import csv
import io
from datetime import date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from activiteiten.models import Activiteit, Bijeenkomst
from core.periods import Month, Quarter
from core.suppression import Suppressed
from impact.figures.bereik import Bereik, hide_band, reach, tell_band
from impact.figures.feiten import Reeksstand, Telstand
from tests import factories as make
from tests.impact import world
from tests.impact.oracle import to_five
from tests.impact.test_oracle import figures

NOW = datetime(2026, 11, 20, 12, tzinfo=world.AMSTERDAM)
KWARTAAL = Quarter(2026, 3)


@st.composite
def series(draw):
    """A series of which perhaps not everything was counted."""
    counts = draw(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60) | st.none()), max_size=6))
    known = [min(new, n) for n, new in counts if new is not None]
    return Reeksstand(
        startgroep=draw(st.integers(0, 80)),
        drukste=max((n for n, _new in counts), default=0),
        telling=Telstand(doorgegaan=len(counts), nieuw=sum(known), nieuw_geteld=len(known)),
    )


@given(st.lists(series(), min_size=1, max_size=5))
def test_bounds_are_in_order_and_hold_the_busiest_and_the_largest(reeksen):
    bereik = reach(reeksen)
    assert bereik.onder <= bereik.boven
    assert bereik.onder >= max(reeks.drukste for reeks in reeksen)
    assert bereik.onder >= max(reeks.startgroep + reeks.telling.nieuw for reeks in reeksen)
    assert 0 <= bereik.ongeteld <= bereik.geweest


@given(st.lists(series(), min_size=1, max_size=5), st.sampled_from([5, 10]))
def test_printed_bounds_are_in_order_in_fives_and_never_of_a_small_group(reeksen, k):
    onder, boven = hide_band(reach(reeksen), k=k)
    if isinstance(onder, Suppressed):
        assert isinstance(boven, Suppressed)
    else:
        assert k <= onder.value + 2
        assert onder.value <= boven.value
        assert onder.value % 5 == boven.value % 5 == 0


@given(st.lists(series(), min_size=1, max_size=4), series())
def test_another_series_never_lowers_a_bound(reeksen, extra):
    before, after = reach(reeksen), reach([*reeksen, extra])
    assert (after.onder >= before.onder, after.boven >= before.boven) == (True, True)


def test_without_a_series_there_is_no_band():
    assert (reach([]), hide_band(None, k=5)) == (None, (None, None))


def test_band_of_a_period_with_hidden_new_faces_is_hidden():
    bereik = Bereik(onder=40, boven=90, reeksen=2, geweest=9, geteld=8)
    assert all(isinstance(cell, Suppressed) for cell in hide_band(bereik, k=10, hidden=True))


def slow_band(wijk, last: date, months: set[Month] | None = None) -> tuple[int, int, int, int] | None:
    """Loops over the rows: lower, upper, how many bijeenkomsten were, of how many nobody counted the new faces."""
    sums, busiest, were, unknown = {}, 0, 0, 0
    for row in Bijeenkomst.objects.select_related("activiteit"):
        day, start = row.begin.astimezone(world.AMSTERDAM).date(), row.activiteit.startgroep
        if row.activiteit.wijk_id != wijk.pk or start is None or day > last:
            continue
        if months is not None and Month.of(day) not in months:
            continue
        sums.setdefault(row.activiteit_id, start)
        if row.status == "doorgegaan" or (row.status == "gepland" and row.eind <= NOW):
            were += 1
            unknown += row.nieuw_aanwezig is None
        sums[row.activiteit_id] += row.nieuw_aanwezig or 0
        busiest = max(busiest, row.aantal_deelnemers or 0)
    if not sums:
        return None
    lower = max(busiest, *sums.values())
    return lower, max(lower, sum(sums.values())), were, unknown


@pytest.fixture
def verhaal(db):
    with time_machine.travel(NOW, tick=False):
        verhaal = world.build(date(2026, 4, 1), date(2026, 9, 30), seed=3, busy=6, naam="Geuzenveld")
        first, second, _without = Activiteit.objects.order_by("pk")
        Activiteit.objects.filter(pk=first.pk).update(startgroep=12)
        Activiteit.objects.filter(pk=second.pk).update(startgroep=0)
        yield verhaal


def release(verhaal, months):
    for month in months:
        make.release_maand(verhaal.wijk, month.first, verhaal.coordinator)


def page(user, name, *args, **query):
    client = Client()
    client.force_login(user)
    response = client.get(reverse(name, args=args), query)
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode(
        "utf-8-sig"
    )


@pytest.mark.parametrize("earlier", [(), (4, 5, 6), (6,)])
def test_partner_reads_the_band_of_released_months(verhaal, earlier):
    months = {*KWARTAAL.months, *(Month(2026, n) for n in earlier)}
    release(verhaal, months)
    lower, upper, were, unknown = slow_band(verhaal.wijk, KWARTAAL.last, months)
    html = page(verhaal.partner, "impact:quarter", verhaal.wijk.slug)
    big = figures(html)
    assert big["Bereik, ten minste"] == str(to_five(lower))
    assert big["Bereik, ten hoogste"] == str(to_five(upper))
    between = f"ussen ongeveer {to_five(lower)} en {to_five(upper)} mensen bereikt sinds de start, "
    same = f"ngeveer {to_five(lower)} mensen bereikt sinds de start, "
    said = same if to_five(lower) == to_five(upper) else between
    assert said + f"bij {unknown} van {were} bijeenkomsten" in html
    lines = list(
        csv.DictReader(
            io.StringIO(page(verhaal.partner, "impact:quarter_csv", verhaal.wijk.slug)), delimiter=";"
        )
    )
    told = {line["Figuur"]: line["Waarde"] for line in lines if line["Figuur"].startswith("Bereik")}
    assert told == {"Bereik, ten minste": str(to_five(lower)), "Bereik, ten hoogste": str(to_five(upper))}


def test_part_of_a_quarter_has_no_band(verhaal):
    release(verhaal, KWARTAAL.months[:2])
    assert "Bereik" not in page(verhaal.partner, "impact:quarter", verhaal.wijk.slug)


def test_overview_shows_the_band_since_the_start_whatever_the_period(verhaal):
    other = world.build(date(2026, 8, 1), date(2026, 8, 31), seed=5, busy=6)
    Activiteit.objects.filter(wijk=other.wijk).update(startgroep=7)
    without = make.make_wijk("Zonder")
    query = {"van": "2026-08-10", "tot": "2026-09-10"}
    chef = make.make_staff("projectleider")
    lines = list(csv.DictReader(io.StringIO(page(chef, "impact:overview_csv", **query)), delimiter=";"))
    told = {(line["Wijk"], line["Figuur"]): line["Waarde"] for line in lines}
    bands = {wijk: slow_band(wijk, date(2026, 9, 10)) for wijk in (verhaal.wijk, other.wijk)}
    for wijk, (lower, upper, _were, _unknown) in bands.items():
        assert told[wijk.naam, "Bereik, ten minste"] == str(to_five(lower))
        assert told[wijk.naam, "Bereik, ten hoogste"] == str(to_five(upper))
    assert told[without.naam, "Bereik, ten minste"] == ""
    together = sum(upper for _lower, upper, _were, _unknown in bands.values())
    assert told["Alle wijken samen", "Bereik, ten hoogste"] == str(to_five(together))
    assert "mensen bereikt sinds de start" in page(chef, "impact:overview", **query)


def test_equal_bounds_are_said_once():
    bereik = reach([Reeksstand(startgroep=20, telling=Telstand(doorgegaan=3, nieuw=5, nieuw_geteld=2))])
    onder, _boven = tell_band(bereik, hide_band(bereik, k=10), KWARTAAL.last, KWARTAAL.first)
    assert onder.zin == (
        "ongeveer 25 mensen bereikt sinds de start, bij 1 van 3 bijeenkomsten zijn nieuwe gezichten niet geteld"
    )
