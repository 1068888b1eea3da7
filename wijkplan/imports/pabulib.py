"""Ballots of residents out of a Pabulib file (`.pb`): projects and what each ballot chose, nothing about who.

Format (pabulib.org/format): three sections, META, PROJECTS and VOTES, each a table with `;` between cells, a header on
top, quotes where a cell holds a semicolon. `vote_type` in META says what a ballot is: approval and choose-1 (one each),
cumulative and scoring (points beside each choice), ordinal (a list, best first). Known columns: PROJECTS project_id,
cost, votes, score, name; VOTES vote, points, vote_strength. Every other column (age, sex, neighbourhood, voter_id) is
left unread. Missing optional columns are fine: no cost is an unknown cost, no name is the project_id.
Errors: Onleesbaar when it is no such file, has no projects or ballots, an unknown vote_type, or is too large. A row that
can not be used is skipped and reported by row and column; what was published and does not match is reported too.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_noop as _

from wijken.imports.report import Onbruikbaar, Onleesbaar, Report
from wijken.imports.texts import clean_name, decode
from wijkplan.rows import ORDERED, Biljet, Project, Stembestand

MAX_PROJECTS, MAX_BALLOTS, MAX_VALUE = 2_000, 250_000, 32_767
MAX_COST = Decimal(10) ** 11
JOINED_LINES = 10
ONE_EACH, POINTS = {"approval", "choose-1"}, {"cumulative", "scoring"}
TYPES = ONE_EACH | POINTS | ORDERED
SECTIONS = {"META", "PROJECTS", "VOTES"}


Table = tuple[list[str], list[tuple[int, list[str]]]]


def read_ballots(data: bytes, report: Report) -> Stembestand:
    """Read a file into projects and ballots; a line of the report for each row, and a check of what was published."""
    tables = _tables(decode(data, report))
    if not {"PROJECTS", "VOTES"} <= tables.keys():
        raise Onleesbaar(
            _("Dit is geen Pabulib-bestand: er hoort een deel PROJECTS en een deel VOTES in te staan.")
        )
    report.totaal = sum(len(rows) for _header, rows in tables.values())
    meta = {
        cells[0].strip().lower(): cells[1].strip()
        for _rij, cells in tables.get("META", ([], []))[1]
        if len(cells) > 1
    }
    bestand = Stembestand(
        soort=_type(meta, tables["VOTES"][0], report), budget=_number(meta.get("budget", ""))
    )
    bestand.projecten = _projects(tables["PROJECTS"], report)
    known = {project.code for project in bestand.projecten}
    bestand.biljetten = _ballots(tables["VOTES"], bestand.soort, known, report)
    _compare(bestand, report)
    return bestand


def attempt_ballots(data: bytes, report: Report) -> Stembestand | None:
    """As `read_ballots`, but a refusal of the whole becomes the last line of the report and None."""
    try:
        return read_ballots(data, report)
    except Onleesbaar as reason:
        report.failed(reason)
        return None


# -- rows ---------------------------------------------------------------------------------------------


def _tables(text: str) -> dict[str, Table]:
    """Header and rows of each section, rows with the number of their line."""
    tables: dict[str, Table] = {}
    header: list[str] | None = None
    section, mark = "", ";"
    for rij, line, cells in _rows(text.splitlines()):
        name = line.strip().strip(";,").strip().upper()
        if name in SECTIONS:
            section, header = name, None
        elif section and header is None:
            mark = ";" if ";" in line or "," not in line else ","
            header = [cell.strip().lower() for cell in (cells if mark == ";" else _split(line, mark))]
            tables[section] = (header, [])
        elif section:
            tables[section][1].append((rij, cells if mark == ";" else _split(line, mark)))
    return tables


def _rows(lines: list[str]) -> Iterator[tuple[int, str, list[str]]]:
    """Lines that are not blank, with their number and cells; a quoted cell may go on over a few lines."""
    at = 0
    while at < len(lines):
        line, rij = lines[at], at + 1
        at += 1
        if not line.strip():
            continue
        if line.count('"') % 2 and (more := _closing(lines, at)):
            line = "\n".join([line, *lines[at:more]])
            at = more
        yield rij, line, _split(line, ";")


def _closing(lines: list[str], at: int) -> int:
    """The line after the one that closes an open quote, 0 when none near does or a whole row stands in between."""
    for here in range(at, min(at + JOINED_LINES, len(lines))):
        if lines[here].strip().upper() in SECTIONS:
            return 0
        if lines[here].count('"') % 2:
            return here + 1
    return 0


def _split(line: str, mark: str) -> list[str]:
    """Cells of a line; a quote that is never closed is a letter like any other."""
    if '"' not in line or line.count('"') % 2:
        return line.split(mark)
    try:
        return next(csv.reader([line], delimiter=mark))
    except (csv.Error, StopIteration):
        return line.split(mark)


def _cells(header: list[str], cells: list[str]) -> dict[str, str]:
    return {name: cell.strip() for name, cell in zip(header, cells, strict=False)}


def _number(value: str) -> Decimal | None:
    """A number with a point or a comma; None for nothing or for what is no number."""
    try:
        number = Decimal(value.replace(" ", "").replace(",", ".")) if value and len(value) < 40 else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


# -- sections -----------------------------------------------------------------------------------------


def _type(meta: dict[str, str], header: list[str], report: Report) -> str:
    found = meta.get("vote_type", "").lower().replace("_", "-")
    if found in TYPES:
        return found
    if found:
        raise Onleesbaar(_("De manier van stemmen «%(soort_stem)s» kennen we niet."), soort_stem=found[:40])
    guess = "cumulative" if "points" in header else "approval"
    report.repaired(
        None, "vote_type", _("Er staat niet bij hoe er gestemd is. Gelezen als «%(wijze)s»."), wijze=guess
    )
    return guess


def _projects(table: Table, report: Report) -> list[Project]:
    header, rows = table
    if "project_id" not in header:
        raise Onleesbaar(_("Bij de projecten ontbreekt de kolom project_id."))
    if len(rows) > MAX_PROJECTS:
        raise Onleesbaar(_("Er staan te veel projecten in: hooguit %(aantal)d."), aantal=MAX_PROJECTS)
    found: dict[str, Project] = {}
    for rij, cells in rows:
        row = _cells(header, cells)
        code = row["project_id"][:20]
        if not code or code in found:
            reason = _("Dit project staat er al.") if code else _("Dit project heeft geen nummer.")
            report.skipped(rij, "project_id", reason)
            continue
        kosten = _cost(row.get("cost", ""), rij, report)
        naam = clean_name(row.get("name") or code, report, rij=rij, kolom="name")
        found[code] = Project(
            rij, code, naam or code, kosten, _number(row.get("votes", "")), _number(row.get("score", ""))
        )
        report.ok(rij, naam or code)
    if not found:
        raise Onleesbaar(_("Er staan geen projecten in dit bestand."))
    return list(found.values())


def _cost(value: str, rij: int, report: Report) -> Decimal | None:
    kosten = _number(value)
    if value and (kosten is None or not 0 <= kosten < MAX_COST):
        report.repaired(
            rij, "cost", _("«%(waarde)s» is geen bedrag. De kosten zijn onbekend."), waarde=value[:40]
        )
        return None
    return kosten


def _ballots(table: Table, soort: str, known: set[str], report: Report) -> list[Biljet]:
    header, rows = table
    if "vote" not in header:
        raise Onleesbaar(_("Bij de stembiljetten ontbreekt de kolom vote."))
    if len(rows) > MAX_BALLOTS:
        raise Onleesbaar(_("Er staan te veel stembiljetten in: hooguit %(aantal)d."), aantal=MAX_BALLOTS)
    found = []
    for rij, cells in rows:
        try:
            found.append(_ballot(rij, _cells(header, cells), soort, known, report))
        except Onbruikbaar as reason:
            report.skipped(rij, str(reason.waarden.get("kolom", "vote")), reason.tekst, **reason.waarden)
        else:
            report.ok(rij, f"biljet {len(found)}")
    if not found:
        raise Onleesbaar(_("Er staat geen enkel bruikbaar stembiljet in dit bestand."))
    return found


def _ballot(rij: int, row: dict[str, str], soort: str, known: set[str], report: Report) -> Biljet:
    codes = [code.strip()[:20] for code in row.get("vote", "").split(",") if code.strip()]
    values = _values(row, codes, soort)
    kracht = _strength(row.get("vote_strength", ""))
    waarden: Counter[str] = Counter()
    keren: Counter[str] = Counter()
    for code, waarde in zip(codes, values, strict=True):
        if code not in known:
            report.repaired(
                rij, "vote", _("Project «%(code)s» bestaat niet; die keuze telt niet."), code=code
            )
            continue
        if code in waarden:
            report.repaired(
                rij, "vote", _("Project «%(code)s» staat er vaker; zo is het ook geteld."), code=code
            )
        waarden[code] += waarde
        keren[code] += 1
    if soort in ORDERED:
        return Biljet(
            rij, {code: place for place, code in enumerate(waarden, 1)}, Counter(set(waarden)), kracht
        )
    if waarden and max(waarden.values()) * kracht > MAX_VALUE:
        raise Onbruikbaar(_("Er staan te veel punten op één project."), kolom="points")
    return Biljet(rij, dict(waarden), keren, kracht)


def _values(row: dict[str, str], codes: list[str], soort: str) -> list[int]:
    if soort == "choose-1" and len(codes) > 1:
        raise Onbruikbaar(_("Er is meer dan één project gekozen."), kolom="vote")
    if soort not in POINTS:
        return [1] * len(codes)
    points = [point.strip() for point in row.get("points", "").split(",") if point.strip()]
    if len(points) != len(codes):
        raise Onbruikbaar(_("Er staan niet evenveel punten als projecten."), kolom="points")
    if any(
        not re.fullmatch(r"\d{1,5}(\.0+)?", point, re.ASCII) or float(point) > MAX_VALUE for point in points
    ):
        raise Onbruikbaar(_("Punten zijn hele getallen vanaf 0."), kolom="points")
    return [int(float(point)) for point in points]


def _strength(value: str) -> int:
    if not value:
        return 1
    if not re.fullmatch(r"\d{1,4}(\.0+)?", value, re.ASCII) or not float(value):
        raise Onbruikbaar(_("Een biljet telt voor een heel aantal stemmen."), kolom="vote_strength")
    return int(float(value))


def _compare(bestand: Stembestand, report: Report) -> None:
    """Say where the published outcome is not what the ballots add up to; we go by the ballots."""
    votes, scores = bestand.votes(), bestand.scores()
    for project in bestand.projecten:
        for kolom, published, counted in (
            ("votes", project.votes, votes[project.code]),
            ("score", project.score, scores[project.code]),
        ):
            if published is not None and published != counted:
                report.repaired(
                    project.rij,
                    kolom,
                    _(
                        "Er staat %(staat)s, de biljetten tellen op tot %(geteld)s. We gaan uit van de biljetten."
                    ),
                    staat=format(published, "f"),
                    geteld=counted,
                )
