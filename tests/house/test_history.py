"""Whose hand wrote a row is told in one way."""

from tests.house.floors import FLOORS, ROOT, python_files


def test_only_core_history_tells_whose_hand_it_was():
    said = [
        str(file.relative_to(ROOT))
        for room in FLOORS
        for file in python_files(room)
        if "pghistory.context(" in file.read_text()
    ]
    assert said == ["core/history.py"]
