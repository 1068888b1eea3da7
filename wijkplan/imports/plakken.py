"""Lines out of Word or Excel, read as priorities with their goals; a person confirms before anything is stored.

Format, as people paste it: a line is a priority. An indented, bulleted or sub-numbered line is a goal of the
priority above it; when the very first line carries a bullet, that bullet is the level of priorities. In rows with
columns (tabs) the first column is the priority, the others are goals, and an empty or repeated first column goes on
with the same priority; a row of headings names the columns. Text in quotes is the reason (aanleiding), alone on a
line or after a title. «Prioriteit:», «Doel:» and «Aanleiding:» before a line say what it is.
Errors: none. Any text gives a result, every line that is not blank ends up in exactly one place, nothing is cut off.
"""

import re
from dataclasses import dataclass, field

from wijkplan.vocabulary import Voorstel, guess_effectgebied

BULLET = re.compile(r"(?:[•‣◦▪▫●○■□·§➢✓]|[*o–—-](?=[\t ]))[\t ]*")
NUMBER = re.compile(r"\d{1,3}(?:[.)](?!\d)|(?=\t| {2,}))[\t ]*")
SUBNUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})+[.)]?|(?:\d{1,3})?[a-z][.)])[\t ]+")
QUOTED = re.compile(r"[«“„\"‘'](?P<inner>.*)[»”“\"’']")
REASON_AFTER = re.compile(r"(?P<title>[^«“„\"]*[^\s«“„\"–—:-])[\s–—:-]*[«“„\"](?P<inner>.+)[»”“\"]")
LABEL = re.compile(r"(?P<word>prioriteit|speerpunt|doel|aanleiding)\s*\d{0,2}\s*:\s*(?=\S)", re.IGNORECASE)
COLUMNS = {
    "nr": "over",
    "nummer": "over",
    "prioriteit": "prioriteit",
    "prioriteiten": "prioriteit",
    "speerpunt": "prioriteit",
    "doel": "doel",
    "doelen": "doel",
    "doelstelling": "doel",
    "aanleiding": "aanleiding",
    "waarom": "aanleiding",
}
TAB_WIDTH = 4


@dataclass
class Gelezen:
    """What pasted text became: proposals, and the heading rows that only named the columns."""

    voorstellen: list[Voorstel] = field(default_factory=list)
    kopregels: list[str] = field(default_factory=list)

    def add(self, kind: str, text: str) -> None:
        """Put a piece of text in its place; a goal or reason without a priority above it becomes one."""
        if not text:
            return
        if kind == "over":
            self.kopregels.append(text)
        elif kind == "prioriteit" or not self.voorstellen:
            self.voorstellen.append(_proposal(text))
        elif kind == "doel":
            self.voorstellen[-1].doelen.append(text)
        else:
            last = self.voorstellen[-1]
            last.aanleiding = f"{last.aanleiding}\n{text}" if last.aanleiding else text


def read_lines(text: str) -> Gelezen:
    """Read pasted text into proposals, each with a guessed effect area (empty when the words say nothing)."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    read = Gelezen()
    columns: list[str] = []
    top = _top_marks(lines)
    for line in lines:
        cells = [cell.strip() for cell in line.split("\t")]
        if _is_heading(cells):
            columns = [COLUMNS[cell.lower()] for cell in cells]
            read.kopregels.append(" · ".join(cells))
        elif _is_row(line, cells):
            _read_row(read, cells, columns)
        else:
            _read_line(read, line, top)
    for voorstel in read.voorstellen:
        voorstel.effectgebied = guess_effectgebied(voorstel.tekst)
    return read


def _is_heading(cells: list[str]) -> bool:
    return len(cells) > 1 and all(cell.lower() in COLUMNS for cell in cells)


def _is_row(line: str, cells: list[str]) -> bool:
    """Columns, and not a bullet or number with a tab behind it as Word pastes them, nor only an indent."""
    marked = BULLET.match(line.lstrip()) or NUMBER.match(line.lstrip()) or SUBNUMBER.match(line.lstrip())
    bare = sum(bool(cell) for cell in cells)
    return (bare > 1 and not marked) or bare > 2


def _read_row(read: Gelezen, cells: list[str], columns: list[str]) -> None:
    for place, cell in enumerate(cells):
        kind = columns[place] if place < len(columns) else ("doel" if place else "prioriteit")
        quoted = QUOTED.fullmatch(cell)
        text = (quoted["inner"].strip() if quoted else "") or cell
        if quoted and place:
            kind = "aanleiding"
        same = kind == "prioriteit" and read.voorstellen and read.voorstellen[-1].titel == text
        if not same:
            read.add(kind, text)


def _read_line(read: Gelezen, line: str, top: tuple[int, str]) -> None:
    indent, mark, text = _marks(line)
    kind = "prioriteit"
    if (label := LABEL.match(text)) is not None:
        kind = {"doel": "doel", "aanleiding": "aanleiding"}.get(label["word"].lower(), "prioriteit")
        text = text[label.end() :]
    elif (quoted := QUOTED.fullmatch(text)) and quoted["inner"].strip():
        kind, text = "aanleiding", quoted["inner"].strip()
    elif mark == "sub" or indent > top[0] or mark not in {"", "number", top[1]}:
        kind = "doel"
    read.add(kind, text)


def _proposal(text: str) -> Voorstel:
    """A title, with the quoted reason behind it taken apart."""
    if found := REASON_AFTER.fullmatch(text):
        return Voorstel(titel=found["title"].strip(), aanleiding=found["inner"].strip())
    return Voorstel(titel=text)


def _top_marks(lines: list[str]) -> tuple[int, str]:
    """Indent and mark of the level of priorities: those of the first line that is not a quote."""
    for line in lines:
        indent, mark, text = _marks(line)
        if not QUOTED.fullmatch(text):
            return indent, ("" if mark == "sub" else mark)
    return 0, ""


def _marks(line: str) -> tuple[int, str, str]:
    """Width of the indent, the mark before the text (a bullet is its own mark), and the text without either.

    A mark with nothing behind it is text.
    """
    wide = line.expandtabs(TAB_WIDTH)
    indent = len(wide) - len(wide.lstrip())
    text = line.strip()
    for kind, pattern in (("sub", SUBNUMBER), ("bullet", BULLET), ("number", NUMBER)):
        found = pattern.match(text)
        if found and text[found.end() :].strip():
            return indent, text[0] if kind == "bullet" else kind, " ".join(text[found.end() :].split())
    return indent, "", " ".join(text.split())
