"""A file or a function that outgrows its bound asks for a new shape, not for a higher bound."""

import ast
import re

import pytest

from tests.house.floors import FLOORS, ROOT, python_files

FILE_BOUNDS = {
    "models": 300,
    "querysets": 250,
    "rules": 150,
    "services": 300,
    "forms": 250,
    "views": 300,
    "tasks": 60,
    "urls": 60,
}
VIEW_LINES = 30
SERVICE_LINES = 40
TEMPLATE_LINES = 120


@pytest.mark.parametrize("room", FLOORS)
def test_files_stay_within_their_bounds(room):
    too_long = []
    for file in python_files(room):
        kind = next((k for k in FILE_BOUNDS if file.stem == k or k in file.parts), None)
        lines = len(file.read_text().splitlines())
        if kind and lines > FILE_BOUNDS[kind]:
            too_long.append(f"{file.relative_to(ROOT)}: {lines} > {FILE_BOUNDS[kind]}")
    assert too_long == []


@pytest.mark.parametrize(("kind", "bound"), [("views", VIEW_LINES), ("services", SERVICE_LINES)])
def test_functions_stay_within_their_bounds(kind, bound):
    too_long = []
    for room in FLOORS:
        for file in python_files(room):
            if file.stem != kind and kind not in file.parts:
                continue
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.FunctionDef):
                    doc = ast.get_docstring(node, clean=False)
                    size = node.end_lineno - node.lineno + 1 - (len(doc.splitlines()) if doc else 0)
                    if size > bound:
                        too_long.append(
                            f"{file.relative_to(ROOT)}:{node.lineno} {node.name} {size} > {bound}"
                        )
    assert too_long == []


def test_templates_stay_within_their_bound():
    too_long = [
        f"{file.relative_to(ROOT)}: {lines}"
        for file in sorted((ROOT / "templates").rglob("*.html"))
        if (lines := len(file.read_text().splitlines())) > TEMPLATE_LINES and "kit" not in file.parts
    ]
    assert too_long == []


def test_rooms_have_no_drawers_for_odds_and_ends():
    banned = {"utils.py", "helpers.py", "selectors.py", "signals.py"}
    assert [str(f.relative_to(ROOT)) for room in FLOORS for f in python_files(room) if f.name in banned] == []


def test_views_start_at_visible_to():
    pattern = re.compile(r"\.objects\.(?!visible_to)\w+")
    found = [
        f"{file.relative_to(ROOT)}:{n}"
        for room in FLOORS
        for file in python_files(room)
        if file.stem == "views" or "views" in file.parts
        for n, line in enumerate(file.read_text().splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_every_room_says_what_it_is_for():
    lines = {room: len((ROOT / room / "README.md").read_text().splitlines()) for room in FLOORS}
    assert {room: n for room, n in lines.items() if not 15 <= n <= 60} == {}
