"""A story waits for what a person would wait for: it never reads a page as it happens to be at this instant.

That a click which leads to another page is waited for is seen while a story runs (tests.browser); here stands what can
be read from the text: reads that give an answer at once, on a page that may still be the one before.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.house.floors import ROOT

AT_ONCE = {
    "all", "all_inner_texts", "all_text_contents", "bounding_box", "content", "count", "evaluate", "evaluate_all",
    "get_attribute", "inner_html", "inner_text", "input_value", "is_checked", "is_disabled", "is_editable",
    "is_enabled", "is_hidden", "is_visible", "query_selector", "query_selector_all", "text_content", "title",
    "wait_for_load_state", "wait_for_timeout",
}  # fmt: skip
ROWS = {"objects"}  # `Model.objects.all()` and `.count()` ask the database, not a page
ON_PURPOSE = {
    "test_face.py: page.evaluate(TOO_SMALL)": "measures a page that goto has loaded",
    "test_partner.py: page.evaluate('navigator.clipboard.readText()')": "comes after «Gekopieerd»",
    "test_student.py: chips.last.bounding_box()": "measures a page that goto has loaded",
    "test_student.py: phone.locator('.vu-plak').bounding_box()": "measures a page that goto has loaded",
}
STORIES = [
    *sorted((ROOT / "tests" / "stories").glob("*.py")),
    *sorted((ROOT / "tests" / "audit").glob("*.py")),
    ROOT / "tests" / "house" / "test_axe.py",
]


def reads_at_once(source: str) -> Iterator[str]:
    """What a story reads without waiting, as it is written."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in AT_ONCE:
            if not any(isinstance(part, ast.Attribute) and part.attr in ROWS for part in ast.walk(node.func)):
                yield ast.unparse(node)
        elif isinstance(node, ast.Attribute) and node.attr == "url" and is_a_page(node.value):
            yield ast.unparse(node)


def is_a_page(value: ast.expr) -> bool:
    """Whether this is the address of a page: not that of the server, a request or an answer."""
    return ast.unparse(value) not in {"live_server", "request", "response", "route.request"}


def test_a_story_waits_for_what_it_reads():
    found = [f"{file.name}: {read}" for file in STORIES for read in reads_at_once(file.read_text())]
    assert set(found) ^ set(ON_PURPOSE) == set()


@pytest.mark.parametrize(
    "read",
    [
        "for box in desk.get_by_role('checkbox').all(): box.check()",
        "assert page.get_by_label('Wat').input_value() == ''",
        "assert page.url.endswith('/contacten/')",
        "assert typed.evaluate('document.title') == ''",
        "page.wait_for_load_state()",
        "if radio.count(): radio.check()",
    ],
)
def test_a_read_that_does_not_wait_is_found(read):
    assert len(list(reads_at_once(read))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "expect(page).to_have_url('/x/')",
        "Session.objects.all()",
        "live_server.url",
        "follow(page.locator('a'))",
    ],
)
def test_what_waits_is_left_alone(line):
    assert list(reads_at_once(line)) == []
