"""Dutch nouns are explained once, and things that need a docstring have one."""

import ast

import django.apps

from tests.house.floors import FLOORS, ROOT, python_files

NEEDS_DOCSTRING = {"models", "services", "figures", "imports", "querysets", "suppression"}


def own_models() -> list[type]:
    return [
        m
        for m in django.apps.apps.get_models()
        if m._meta.app_label in FLOORS and not m.__name__.endswith("Event")
    ]


def test_every_model_is_in_the_woordenlijst():
    words = (ROOT / "docs" / "woordenlijst.md").read_text()
    assert [m.__name__ for m in own_models() if f"| `{m.__name__}` |" not in words] == []


def test_every_model_says_what_it_is():
    assert [m.__name__ for m in own_models() if not m.__doc__ or m.__doc__.startswith(f"{m.__name__}(")] == []


def test_what_others_call_has_a_docstring():
    bare = []
    for room in FLOORS:
        for file in python_files(room):
            if not NEEDS_DOCSTRING & {file.stem, *file.parent.relative_to(ROOT).parts}:
                continue
            for node in ast.parse(file.read_text()).body:
                if (
                    isinstance(node, ast.FunctionDef | ast.ClassDef)
                    and not node.name.startswith("_")
                    and not ast.get_docstring(node)
                    and not (isinstance(node, ast.ClassDef) and is_choices_or_rows(node))
                ):
                    bare.append(f"{file.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert bare == []


def is_choices_or_rows(node: ast.ClassDef) -> bool:
    """Choices explain themselves by their labels, querysets by their words."""
    return any(ast.unparse(base).endswith(("Choices", "QuerySet")) for base in node.bases)
