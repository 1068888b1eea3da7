"""The floors of the house, from the ground up; the order is the law, the tests only read it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = [
    "core",
    "mensen",
    "wijken",
    "teams",
    "partners",
    "wijkplan",
    "activiteiten",
    "signalen",
    "bewoners",
    "impact",
    "vooruit",
]


def floor_of(room: str) -> int:
    """Height of a room; framework packages are below the ground."""
    return FLOORS.index(room) if room in FLOORS else -1


def python_files(room: str) -> list[Path]:
    """Own Python of a room, without migrations."""
    return [p for p in sorted((ROOT / room).rglob("*.py")) if "migrations" not in p.parts]
