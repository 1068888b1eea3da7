"""Three checks keep the staircase: imports, relations between models, and reverse accessors."""

import re
import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.db.models.fields.reverse_related import ForeignObjectRel

from tests.house.floors import FLOORS, ROOT, floor_of, python_files

GENERIC = {"event", "events", "user", "wijk", "team", "doel", "partner"}


def test_imports_only_go_downstairs():
    lint = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


def test_no_relation_points_to_a_higher_floor():
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in FLOORS
        for field in model._meta.get_fields(include_hidden=True)
        if field.is_relation
        and not isinstance(field, ForeignObjectRel)
        and field.related_model
        and floor_of(field.related_model._meta.app_label) > floor_of(model._meta.app_label)
    ]
    assert upward == []


def accessors_from_above() -> dict[str, set[str]]:
    """Per room the reverse names that a higher room put on its models."""
    found: dict[str, set[str]] = {room: set() for room in FLOORS}
    for model in apps.get_models():
        room = model._meta.app_label
        for relation in model._meta.related_objects if room in FLOORS else []:
            source = relation.related_model._meta.app_label
            if floor_of(source) > floor_of(room):
                found[room] |= {name for name in (relation.get_accessor_name(), relation.name) if name}
    return found


def own_words(room: str) -> set[str]:
    """Names a room's own (or lower) models define themselves; such a word is no look upward."""
    words: set[str] = set()
    for model in apps.get_models():
        if floor_of(model._meta.app_label) <= floor_of(room):
            words |= {f.name for f in model._meta.get_fields() if not isinstance(f, ForeignObjectRel)}
            words |= {
                name
                for relation in model._meta.related_objects
                if floor_of(relation.related_model._meta.app_label) <= floor_of(room)
                for name in (relation.get_accessor_name(), relation.name)
                if name
            }
            words.add(model._meta.model_name or "")
    return words


def test_no_lower_room_uses_an_accessor_of_a_higher_room():
    used = []
    for room, names in accessors_from_above().items():
        upward = sorted(names - own_words(room) - GENERIC - {"+"})
        if not upward:
            continue
        word = re.compile(
            r"(?:\.|['\"]|__)(" + "|".join(map(re.escape, upward)) + r")(?=\.|__|['\"\s,)}|(:]|$)"
        )
        files = [*python_files(room), *sorted((ROOT / "templates" / room).rglob("*.html"))]
        for file in files:
            for line_no, line in enumerate(file.read_text().splitlines(), 1):
                hit = word.search(line)
                if (
                    hit
                    and "related_name" not in line
                    and "import" not in line
                    and not line.lstrip().startswith("#")
                ):
                    used.append(f"{file.relative_to(ROOT)}:{line_no} {hit.group(1)}")
    assert used == []


def test_every_room_is_a_floor():
    rooms = {p.parent.name for p in ROOT.glob("*/apps.py")}
    assert rooms == set(FLOORS)
