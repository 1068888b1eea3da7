"""Periods in which something is closed, as people note them: a month, a day, or from one to another, once or each year.

Four notations, each alone or as a range with «:» (or «t/m»): `08` and `07:08` (months, each year), `12-31` and
`12-24:12-31` (days, each year), `2024-09` and `2026-02:2026-03` (months), `2025-04-09` and `2026-07-13:2026-07-27`
(days). Dutch dates (`13-07-2026 t/m 27-07-2026`) are read as well. Each year may run over new year: `12-24:01-04`.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.errors import Refused
from core.recurrence import month_name

Key = tuple[int, ...]
FORMS = {
    r"\d\d": "month_each_year",
    r"\d\d-\d\d": "day_each_year",
    r"\d{4}-\d\d": "month",
    r"\d{4}-\d\d-\d\d": "day",
}
LEAP = 2024


@dataclass(frozen=True)
class ClosedRange:
    """A closed period; `first` and `last` are included and written in the same notation."""

    kind: str
    first: Key
    last: Key

    @property
    def text(self) -> str:
        """The notation it is stored in."""
        ends = ["-".join(f"{number:02}" for number in key) for key in (self.first, self.last)]
        return ends[0] if self.first == self.last else ":".join(ends)

    def covers(self, day: date) -> bool:
        """Whether this day lies in it."""
        key = {
            "month_each_year": (day.month,),
            "day_each_year": (day.month, day.day),
            "month": (day.year, day.month),
            "day": (day.year, day.month, day.day),
        }[self.kind]
        if self.first <= self.last:
            return self.first <= key <= self.last
        return key >= self.first or key <= self.last

    def __str__(self) -> str:
        return self.words()

    def words(self) -> str:
        """«in juli en augustus», «op 31 december», «van 13 juli 2026 t/m 27 juli 2026»."""
        first, last = self._said(self.first), self._said(self.last)
        if "month" in self.kind:
            if self.first == self.last:
                return _("in %(maand)s") % {"maand": first}
            if self.kind == "month_each_year" and self.last[0] - self.first[0] == 1:
                return _("in %(eerste)s en %(laatste)s") % {"eerste": first, "laatste": last}
        if self.first == self.last:
            return _("op %(dag)s") % {"dag": first}
        return _("van %(van)s t/m %(tot)s") % {"van": first, "tot": last}

    def _said(self, key: Key) -> str:
        if self.kind == "month_each_year":
            return month_name(key[0])
        if self.kind == "month":
            return f"{month_name(key[1])} {key[0]}"
        day = date(*(key if self.kind == "day" else (LEAP, *key)))
        return date_format(day, "j F Y" if self.kind == "day" else "j F")


def read_range(text: str) -> ClosedRange:
    """Read one closed period; Refused with a sentence beside `dicht` when it is none."""
    tidy = re.sub(r"\s*(?::|t/m|tot en met)\s*", ":", text.strip().lower())
    ends = [re.sub(r"^(\d{1,2})-(\d{1,2})-(\d{4})$", _turned, end) for end in tidy.split(":")]
    kinds = {kind for end in ends for form, kind in FORMS.items() if re.fullmatch(form, end, re.ASCII)}
    refused = Refused(
        _("«%(tekst)s» is geen gesloten periode. Schrijf bijvoorbeeld 13-07-2026 t/m 27-07-2026, of 08.")
        % {"tekst": text[:40]},
        field="dicht",
    )
    known = all(any(re.fullmatch(form, end, re.ASCII) for form in FORMS) for end in ends)
    if len(ends) > 2 or len(kinds) != 1 or not known:
        raise refused
    kind = kinds.pop()
    try:
        first, last = (_key(kind, end) for end in (ends[0], ends[-1]))
    except ValueError as error:
        raise refused from error
    if first > last and not kind.endswith("each_year"):
        raise refused
    return ClosedRange(kind, first, last)


def _turned(found: re.Match[str]) -> str:
    day, month, year = found.groups()
    return f"{year}-{int(month):02}-{int(day):02}"


def _key(kind: str, end: str) -> Key:
    """The numbers of one end, once they are a real month or day."""
    numbers = tuple(int(number) for number in end.split("-"))
    year, rest = (numbers[0], numbers[1:]) if kind in {"month", "day"} else (LEAP, numbers)
    date(year, rest[0], rest[1] if len(rest) > 1 else 1)
    return numbers
