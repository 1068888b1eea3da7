"""Words of promises: how a date is told from today, and what looks like an address where none may stand."""

import re
from datetime import date

POSTCODE = re.compile(r"\b[1-9]\d{3}\s?[A-Za-z]{2}\b")
HUISNUMMER = re.compile(
    r"(?P<woord>[^\W\d_]{3,})\.?\s+(?!(?:19|20)\d\d\b)\d{1,4}(?:\s?[A-Za-z])?(?:\s?[-/]\s?\d+)?\b"
)
GEEN_STRAAT = {
    "blok", "bouwdeel", "complex", "deel", "fase", "flat", "gebouw", "hof", "ingang", "portiek", "toren", "trappenhuis",
    "veld", "vleugel", "kamer", "kamers", "met", "van", "voor",
}  # fmt: skip
DAYS_IN_MONTH = 30.44


def looks_like_address(text: str) -> bool:
    """Whether a postcode, or a street with a house number, stands in this name; «Blok 4» is a part of a complex."""
    if POSTCODE.search(text):
        return True
    return any(found["woord"].lower() not in GEEN_STRAAT for found in HUISNUMMER.finditer(text))


def months_until(day: date, today: date) -> int:
    """How many months from today to a day, rounded; below zero when it is past."""
    return round((day - today).days / DAYS_IN_MONTH)
