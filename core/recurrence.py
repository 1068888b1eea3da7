"""Rules by which days come back (RFC 5545): read strictly, counted by dateutil, told in plain words.

A rule knows days only; the hours stand beside it as clocks show them, so 19.00 stays 19.00 in summer and winter.
Refused are rules that cannot be read, that come more than once a day, and parts that mean nothing for days.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Self

from dateutil.rrule import rrulestr
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _

from core.errors import Refused

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY = r"(?:MO|TU|WE|TH|FR|SA|SU)"
NUMBER = r"[+-]?[1-9]\d?"
PARTS = {
    "FREQ": r"DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": r"[1-9]\d?",
    "COUNT": r"[1-9]\d{0,2}",
    "UNTIL": r"\d{8}(?:T\d{6}Z?)?",
    "BYDAY": rf"(?:{NUMBER})?{DAY}(?:,(?:{NUMBER})?{DAY})*",
    "BYMONTHDAY": rf"{NUMBER}(?:,{NUMBER})*",
    "BYMONTH": r"[1-9]\d?(?:,[1-9]\d?)*",
    "BYSETPOS": rf"{NUMBER}(?:,{NUMBER})*",
    "WKST": DAY,
}
HIGHEST = {"BYMONTHDAY": 31, "BYMONTH": 12, "BYSETPOS": 31}
LONGEST = 200
# dateutil searches a rule that never comes until the year 9999. The calendar repeats itself every 400 years, weekdays
# included, so the search is done close to that end: a rule without days is then known in milliseconds.
SHIFT = 7600


@dataclass(frozen=True)
class Rule:
    """A rule that was read: its parts in the order of the RFC, and the last day it names itself, if any."""

    parts: dict[str, str] = field(hash=False)
    until: date | None = None

    @property
    def text(self) -> str:
        """The rule as RFC 5545 writes it, without the last day."""
        return ";".join(f"{name}={value}" for name, value in self.parts.items())

    @property
    def count(self) -> int | None:
        """How often it comes in all, when the rule says so."""
        return int(self.parts["COUNT"]) if "COUNT" in self.parts else None

    @property
    def interval(self) -> int:
        """Every how many days, weeks or months."""
        return int(self.parts.get("INTERVAL", 1))

    @property
    def days(self) -> list[tuple[int, int]]:
        """Weekdays with their place in the month (0: every one), from monday as 0."""
        found = re.findall(rf"([+-]?\d+)?({DAY})", self.parts.get("BYDAY", ""))
        places = [int(place) for place in self.parts.get("BYSETPOS", "0").split(",")]
        if len(found) == 1 and not found[0][0]:
            return [(place, DAYS.index(found[0][1])) for place in places]
        return [(int(place or 0), DAYS.index(day)) for place, day in found]

    def endless(self) -> Self:
        """The same rule without its number of times."""
        return type(self)({name: value for name, value in self.parts.items() if name != "COUNT"}, self.until)


def read_rule(text: str) -> Rule:
    """Read a rule; Refused with a sentence beside `regel` when it is no rule of days."""
    tidy = text.strip().upper().removeprefix("RRULE:").strip().rstrip(";")
    if len(tidy) > LONGEST:
        raise _refused(_("Deze regel is te lang."))
    pairs = [part.partition("=")[::2] for part in tidy.split(";")]
    if any(name.startswith(("BYHOUR", "BYMINUTE", "BYSECOND")) for name, _value in pairs) or re.search(
        r"FREQ=(HOURLY|MINUTELY|SECONDLY)", tidy
    ):
        raise _refused(_("Een reeks komt hooguit één keer per dag. De tijden vul je apart in."))
    for name, value in pairs:
        if name not in PARTS:
            raise _refused(_("Deze regel kunnen we niet lezen bij «%(deel)s».") % {"deel": name[:20]})
        if not re.fullmatch(PARTS[name], value, re.ASCII) or _too_high(name, value):
            raise _refused(
                _("Deze regel kunnen we niet lezen bij «%(deel)s».") % {"deel": f"{name}={value[:20]}"}
            )
    given = dict(pairs)
    _refuse_odd_parts(given, len(pairs))
    return Rule(
        {name: given[name] for name in PARTS if name in given and name != "UNTIL"},
        _until(given.get("UNTIL", "")),
    )


def days_of(rule: Rule, *, start: date, first: date, last: date) -> list[date]:
    """The days on which the rule falls from `first` up to and including `last`, counted from `start`."""
    last = min(last, rule.until or last)
    first = max(first, start)
    if last < first:
        return []
    try:
        found = rrulestr(rule.text, dtstart=_far(start)).between(_far(first), _far(last), inc=True)
    except (ValueError, IndexError) as error:  # a combination that dateutil does not count
        raise _refused(_("De delen van deze regel passen niet bij elkaar.")) from error
    return [day.date().replace(year=day.year - SHIFT) for day in found]


def in_words(rule: Rule, start: date) -> str:
    """The rule as people say it; `start` tells the weekday or the date of a rule that leaves it out."""
    told = plainly(rule, start) or _("volgens de regel %(regel)s") % {"regel": rule.text}
    if rule.count:
        return _("%(regel)s, %(keer)s keer") % {"regel": told, "keer": rule.count}
    return told


def plainly(rule: Rule, start: date) -> str:
    """The days of the rule in plain words; empty for a rule that only its own notation says."""
    teller = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly}.get(rule.parts["FREQ"])
    simple = set(rule.parts) <= {"FREQ", "INTERVAL", "COUNT", "BYDAY", "BYSETPOS", "BYMONTHDAY", "WKST"}
    return teller(rule, start) if teller and simple else ""


def row_of(names: list[str]) -> str:
    """Names in a row: «dinsdag, woensdag en zaterdag»."""
    if len(names) < 2:
        return "".join(names)
    return _("%(eerste)s en %(laatste)s") % {"eerste": ", ".join(names[:-1]), "laatste": names[-1]}


def month_name(number: int) -> str:
    """The name of a month."""
    return str(MONTHS[number])


def _daily(rule: Rule, _start: date) -> str:
    if "BYDAY" in rule.parts or "BYMONTHDAY" in rule.parts:
        return ""
    return _("elke dag") if rule.interval == 1 else _("elke %(aantal)s dagen") % {"aantal": rule.interval}


def _weekly(rule: Rule, start: date) -> str:
    if "BYSETPOS" in rule.parts or "BYMONTHDAY" in rule.parts:
        return ""
    names = row_of([_weekday(day) for _place, day in rule.days] or [_weekday(start.weekday())])
    told = {1: _("elke week op %(dag)s"), 2: _("om de week op %(dag)s")}.get(
        rule.interval, _("elke %(aantal)s weken op %(dag)s")
    )
    return told % {"dag": names, "aantal": rule.interval}


def _monthly(rule: Rule, start: date) -> str:
    if "BYMONTHDAY" in rule.parts and "BYDAY" in rule.parts:
        return ""
    if "BYDAY" in rule.parts:
        if any(not place or abs(place) > 5 for place, _day in rule.days):
            return ""
        which = row_of(_by_weekday(rule.days))
    elif re.fullmatch(r"\d+", days := rule.parts.get("BYMONTHDAY", str(start.day))):
        which = _("dag %(dag)s") % {"dag": days}
    else:
        return ""
    told = {1: _("elke %(dag)s van de maand"), 2: _("om de maand de %(dag)s")}.get(
        rule.interval, _("elke %(aantal)s maanden de %(dag)s")
    )
    return told % {"dag": which, "aantal": rule.interval}


def _by_weekday(days: list[tuple[int, int]]) -> list[str]:
    """«1e en 3e dinsdag», per weekday, in the order in which they were named."""
    order = list(dict.fromkeys(day for _place, day in days))
    return [f"{row_of([_place_name(p) for p, d in days if d == day])} {_weekday(day)}" for day in order]


def _place_name(place: int) -> str:
    names = {1: _("1e"), 2: _("2e"), 3: _("3e"), 4: _("4e"), 5: _("5e"), -1: _("laatste")}
    return names.get(place) or _("%(plaats)s na laatste") % {"plaats": _place_name(-place - 1)}


def _weekday(day: int) -> str:
    return str(WEEKDAYS[day])


def _far(day: date) -> datetime:
    return datetime(day.year + SHIFT, day.month, day.day)  # noqa: DTZ001 - a day of the calendar, not a moment


def _until(text: str) -> date | None:
    if not text:
        return None
    try:
        if text.endswith("Z"):
            moment = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            return timezone.localdate(moment)
        return datetime.strptime(text[:8], "%Y%m%d").date()  # noqa: DTZ007 - a day of the calendar
    except ValueError as error:
        raise _refused(
            _("Deze regel kunnen we niet lezen bij «%(deel)s».") % {"deel": f"UNTIL={text}"}
        ) from error


def _too_high(name: str, value: str) -> bool:
    if name == "BYDAY":
        return any(int(number) > 5 for number in re.findall(r"\d+", value))
    return name in HIGHEST and any(abs(int(number)) > HIGHEST[name] for number in value.split(","))


def _refuse_odd_parts(given: dict[str, str], parts: int) -> None:
    """Each part once, a frequency, and only what belongs together."""
    odd = (
        parts != len(given)
        or "FREQ" not in given
        or ("COUNT" in given and "UNTIL" in given)
        or ("BYSETPOS" in given and not {"BYDAY", "BYMONTHDAY", "BYMONTH"} & given.keys())
        or (given["FREQ"] in {"DAILY", "WEEKLY"} and re.search(r"\d", given.get("BYDAY", "")))
        or (given["FREQ"] == "WEEKLY" and "BYMONTHDAY" in given)
    )
    if odd:
        raise _refused(_("De delen van deze regel passen niet bij elkaar."))


def _refused(sentence: str) -> Refused:
    return Refused(sentence, field="regel")
