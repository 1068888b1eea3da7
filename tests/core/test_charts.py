import time
import xml.etree.ElementTree as ET

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString
from django.utils.translation import override
from django_cotton.compiler_regex import CottonCompiler

from core.charts import Chart, Series, TargetBar
from core.suppression import MISSING, STRUCTURAL_ZERO, SUPPRESSED, Shown

MONTHS = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]


@pytest.fixture(autouse=True)
def _dutch():
    with override("nl"):
        yield


def series(*values, name="", labels=MONTHS):
    return Series.of(name, list(zip(labels, values, strict=False)))


def chart(*values, kind="bars", more=(), **kwargs):
    fields = {"title": "Bezoeken per maand", "unit": "bezoeken", "source": "logs van het team"} | kwargs
    return Chart(series=(series(*values), *more), kind=kind, **fields)


def target(begin, now, goal, **kwargs):
    return TargetBar(
        title="Durft", unit="%", source="vragenlijst", begin=begin, now=now, target=goal, **kwargs
    )


ALL = [
    *(chart(402, SUPPRESSED, None, 0, 1118, kind=kind) for kind in ("bars", "columns", "line")),
    *(chart(kind=kind) for kind in ("bars", "columns", "line")),
    *(chart(0, 0, kind=kind) for kind in ("bars", "columns", "line")),
    *(chart(-3, 4, kind=kind, more=[series(2, None, name="x")]) for kind in ("bars", "columns", "line")),
    target(31, 45, 60),
    target(None, SUPPRESSED, 60),
    target(0, 0, 0),
    target(2, 14, 11, high=11),
]


def elements(drawing, css):
    return [e for e in ET.fromstring(drawing.svg).iter() if css in e.get("class", "").split()]


@pytest.mark.parametrize("drawing", ALL)
def test_a_drawing_is_safe_xml_without_style_or_script(drawing):
    assert isinstance(drawing.svg, SafeString)
    root = ET.fromstring(drawing.svg)
    assert not {e.tag for e in root.iter()} & {"style", "script", "foreignObject", "image", "a"}
    for element in root.iter():
        assert not [
            name for name in element.attrib if name == "style" or name.startswith("on") or "href" in name
        ]
        assert not [value for value in element.attrib.values() if value in {"nan", "inf", "-inf"}]


@pytest.mark.parametrize("drawing", ALL)
def test_a_drawing_is_one_named_image_that_tells_its_values(drawing):
    root = ET.fromstring(drawing.svg)
    title, description = root[0], root[1]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert (title.text, description.text or "") == (drawing.title, drawing.description)


def test_what_people_typed_is_escaped():
    drawing = chart(1, title='<script>alert("x")</script>', more=[], label_title="&")
    assert "<script>" not in drawing.svg
    assert drawing.svg.count("&lt;script&gt;") == 1


@pytest.mark.parametrize("kind", ["bars", "columns", "line"])
def test_a_hidden_value_tells_no_number(kind):
    """Whatever is beside it, its drawing is the same."""
    one, other = (elements(chart(SUPPRESSED, n, kind=kind), "vu-chart__hidden")[0] for n in (40, 4000))
    assert (one.get("width"), one.get("height")) == (other.get("width"), other.get("height"))


def test_the_table_says_the_same_as_the_picture():
    drawing = chart(402, SUPPRESSED, None, STRUCTURAL_ZERO, Shown(1120), MISSING, label_title="Maand")
    assert drawing.header == ("Maand", "bezoeken")
    assert drawing.rows == [
        ("jan", "402"),
        ("feb", "afgeschermd"),
        ("mrt", "niet geteld"),
        ("apr", "0"),
        ("mei", "1.120"),
        ("jun", "niet geteld"),
    ]
    assert drawing.has_hidden


def test_a_chart_of_two_series_names_both():
    drawing = Chart(
        title="Dit en vorig jaar",
        unit="bezoeken",
        source="logs",
        kind="columns",
        series=(series(1, 2, name="2025"), series(3, SUPPRESSED, name="2026")),
    )
    assert drawing.header == ("Wat", "2025", "2026")
    assert drawing.rows == [("jan", "1", "3"), ("feb", "2", "afgeschermd")]
    assert drawing.legend == [(1, "2025"), (2, "2026")]


def test_bars_are_as_long_as_their_values():
    widths = [float(e.get("width")) for e in elements(chart(10, 20, 40), "vu-chart__s1")]
    assert widths == [72.5, 145, 290]


def test_columns_are_as_high_as_their_values():
    heights = [float(e.get("height")) for e in elements(chart(10, 20, 40, kind="columns"), "vu-chart__s1")]
    assert heights == [35, 70, 140]


def test_a_line_breaks_where_nothing_was_counted():
    lines = elements(chart(1, 2, None, 4, 5, kind="line"), "vu-chart__path")
    assert [len(line.get("points").split()) for line in lines] == [2, 2]


def test_the_target_bar_places_begin_now_and_target_on_one_scale():
    drawing = target(0, 50, 100, high=100)
    ring, line = elements(drawing, "vu-chart__begin")[0], elements(drawing, "vu-chart__target")[0]
    bar = elements(drawing, "vu-chart__s1")[0]
    assert (ring.get("cx"), line.get("x1"), bar.get("width")) == ("8", "352", "172")
    assert drawing.rows == [("Beginstand", "0"), ("Nu", "50"), ("Doel", "100")]


@pytest.mark.parametrize("kwargs", [{"kind": "taart"}, {"more": [series(1, labels=["feb"])]}])
def test_a_chart_that_cannot_be_drawn_is_refused(kwargs):
    with pytest.raises(ValueError, match="chart"):
        chart(1, **kwargs)


def test_the_same_chart_has_the_same_ids():
    assert chart(1, 2).svg == chart(1, 2).svg
    assert chart(1, 2).uid != chart(1, 3).uid


def test_a_drawing_takes_at_most_10_milliseconds():
    best = min(_seconds(kind) for kind in ("bars", "columns", "line") for _ in range(3))
    assert best < 0.010


def _seconds(kind):
    drawing = chart(*range(12), kind=kind)
    before = time.perf_counter()
    assert drawing.svg
    return time.perf_counter() - before


def test_the_component_shows_the_picture_and_its_table():
    source = CottonCompiler().process('<c-chart :chart="drawing" />')
    drawing = chart(402, SUPPRESSED, note="voorlopig")
    page = Template(source).render(Context({"drawing": drawing}))
    assert page.count("<svg") == 1
    assert '<th scope="row">feb</th><td class="vu-right">afgeschermd</td>' in page
    assert "voorlopig" in page
    assert "gearceerd: afgeschermd, kleine groep" in page
