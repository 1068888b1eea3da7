"""Translations without the gettext programs: find every marked text, keep the catalogue complete, compile it.

Dutch is the source: a msgid is the Dutch text and needs no catalogue. English is `locale/en/.../django.po`,
sorted by msgid, without line numbers and dates, so two branches that add texts merge without quarrel.
Compiled catalogues (.mo) are not in git: `compile_all` runs at start, in the Docker build and in the tests.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation import templatize

LANGUAGES = ("en",)
PLURALS = "nplurals=2; plural=(n != 1);"  # both Dutch and English: one, and everything else
METADATA = {
    "Project-Id-Version": "VoorUit",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": PLURALS,
}
SKIP = {"migrations", "tests", "node_modules", "staticfiles", ".venv", ".data"}
# name -> positions of (msgctxt, msgid, msgid_plural); None where it has none
CALLS = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-+ #0]*\d*(?:\.\d+)?[sdfi]|\{\w*\}")


class CannotTranslateError(ValueError):
    """A text is marked for translation but is put together while running."""


@dataclass(frozen=True, order=True)
class Message:
    """One text to translate."""

    msgid: str
    plural: str = ""
    context: str = ""


@dataclass(frozen=True)
class Problem:
    """Something `make check` refuses, and where."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


# -- Finding texts ------------------------------------------------------------------------------------


def python_files(root: Path) -> Iterator[Path]:
    """Walk over our own Python files, tests and migrations left out."""
    for room in settings.ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            if not SKIP.intersection(path.relative_to(root).parts):
                yield path


def template_files(root: Path) -> Iterator[Path]:
    """Walk over our own templates (pages, mails, text)."""
    folders = [root / "templates", *(root / room / "templates" for room in settings.ROOMS)]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".html", ".txt", ".xml"}:
                yield path


def extract(root: Path) -> dict[Message, str]:
    """Return every marked text and the first file that has it. Raises CannotTranslateError for an f-string."""
    found: dict[Message, str] = {}
    for path in python_files(root):
        for message in python_messages(path.read_text(encoding="utf-8")):
            found.setdefault(message, str(path.relative_to(root)))
    for path in template_files(root):
        for message in template_messages(path.read_text(encoding="utf-8"), name=str(path)):
            found.setdefault(message, str(path.relative_to(root)))
    return found


def python_messages(source: str) -> Iterator[Message]:
    """Find the texts in gettext calls of Python source; a text that is not one plain string is an error."""
    if not any(f"{name}" in source for name in ("gettext", "_(")):
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (message := _message(node)):
            yield message


def _message(call: ast.Call) -> Message | None:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    places = CALLS.get(name.removesuffix("_lazy").removesuffix("_noop"))
    if places is None or not call.args:
        return None
    context, msgid, plural = (None if place is None else _constant(call, place) for place in places)
    return Message(msgid or "", plural or "", context or "") if msgid else None


def _constant(call: ast.Call, place: int) -> str | None:
    node = call.args[place] if place < len(call.args) else None
    if isinstance(node, ast.JoinedStr):
        raise CannotTranslateError(f"line {call.lineno}: an f-string cannot be translated")
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def template_messages(source: str, *, name: str = "") -> Iterator[Message]:
    """Find the texts of translate and blocktranslate tags and `_("")` filters, also inside cotton attributes."""
    if "trans" not in source and "_(" not in source:
        return
    pythonish = templatize(source, origin=name)
    for found in re.finditer(r"(?<!\w)(?:_|gettext|ngettext|pgettext|npgettext)\(", pythonish):
        call = _call_at(pythonish, found.start())
        if call is not None and (message := _message(call)):
            yield message


def _call_at(source: str, start: int) -> ast.Call | None:
    """Read the call that starts here: the shortest text up to a closing bracket that is an expression."""
    end = start
    while (end := source.find(")", end) + 1) > 0:
        try:
            node = ast.parse(source[start:end].replace("\n", "\\n"), mode="eval").body
        except SyntaxError:
            continue
        return node if isinstance(node, ast.Call) else None
    return None


# -- The catalogue ------------------------------------------------------------------------------------


def catalogue_path(root: Path, language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def read(path: Path) -> polib.POFile:
    """Read a catalogue, or start an empty one."""
    return polib.pofile(str(path), wrapwidth=0) if path.exists() else polib.POFile(wrapwidth=0)


def updated(old: polib.POFile, messages: Iterable[Message]) -> polib.POFile:
    """Return the catalogue with exactly these texts, sorted; translations that exist are kept."""
    known = {_key(entry): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=0)
    new.metadata = dict(METADATA)
    for message in sorted(messages):
        entry = polib.POEntry(msgid=message.msgid, msgctxt=message.context or None)
        before = known.get(message)
        if message.plural:
            entry.msgid_plural = message.plural
            entry.msgstr_plural = dict(before.msgstr_plural) if before else {0: "", 1: ""}
        else:
            entry.msgstr = before.msgstr if before else ""
        if any(found.startswith("%") for found in _placeholders(message.msgid)):
            entry.flags.append("python-format")
        if before and before.fuzzy:
            entry.flags.append("fuzzy")
        new.append(entry)
    return new


def _key(entry: polib.POEntry) -> Message:
    return Message(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")


def update(root: Path, language: str) -> tuple[int, int]:
    """Write the catalogue of a language anew; return how many texts it has and how many lack a translation."""
    path = catalogue_path(root, language)
    catalogue = updated(read(path), extract(root))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(str(catalogue).rstrip("\n") + "\n", encoding="utf-8")
    return len(catalogue), len([entry for entry in catalogue if not entry.translated()])


def problems(root: Path) -> list[Problem]:
    """Return everything wrong with texts: unmarked, missing, stale, empty, fuzzy, or with other placeholders."""
    messages = extract(root)
    found = [problem for path in template_files(root) for problem in unmarked_in_template(path, root)]
    found += [problem for path in python_files(root) for problem in unmarked_in_python(path, root)]
    for language in LANGUAGES:
        known = {_key(entry): entry for entry in read(catalogue_path(root, language)) if not entry.obsolete}
        found += [
            Problem(where, f"«{m.msgid}» is missing in {language}")
            for m, where in messages.items()
            if m not in known
        ]
        found += [Problem(language, f"«{m.msgid}» is used nowhere") for m in known if m not in messages]
        found += [
            Problem(messages[m], f"«{m.msgid}» {wrong} in {language}")
            for m, entry in known.items()
            if m in messages and (wrong := _wrong(entry))
        ]
    return found


def _wrong(entry: polib.POEntry) -> str:
    if entry.fuzzy:
        return "is fuzzy"
    translations = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not translations or not all(translations):
        return "is not translated"
    needed = _placeholders(entry.msgid_plural or entry.msgid)
    *one, other = (_placeholders(text) for text in translations)
    if other != needed or any(not used <= needed for used in one):  # «one day» needs no number
        return "has other placeholders"
    return ""


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


def compile_all(root: Path | None = None) -> list[Path]:
    """Compile each catalogue that is newer than its .mo; return what was written. Safe to run at every start."""
    written = []
    for language in LANGUAGES:
        path = catalogue_path(root or settings.BASE_DIR, language)
        target = path.with_suffix(".mo")
        if not path.exists() or (target.exists() and target.stat().st_mtime >= path.stat().st_mtime):
            continue
        scratch = target.with_suffix(".mo.new")
        read(path).save_as_mofile(str(scratch))
        scratch.replace(target)
        written.append(target)
    return written


# -- Texts that were not marked -----------------------------------------------------------------------

CLASSES = re.compile(r"{%\s*block\s+\w*class\w*\s*%}.*?{%\s*endblock\b[^%]*%}", re.DOTALL)
BLOCKS = re.compile(
    r"{%\s*(blocktranslate|blocktrans|comment|verbatim)\b.*?{%\s*end\1\s*%}|{#.*?#}|{%.*?%}|{{.*?}}",
    re.DOTALL,
)
WORD = re.compile(r"[^\W\d_]{2,}")
SAID_ATTRIBUTES = {
    "alt", "aria-label", "caption", "empty", "heading", "help", "hint", "label", "lead", "legend", "line", "note",
    "placeholder", "submit", "summary", "text", "title",
}  # fmt: skip
# fmt: off
NAMES = {"Nederlands", "English", "VoorUit", "Excel", "CSV", "XLSX", "PDF", "Word", "GitHub", "CBS", "BBGA", "SES-WOA", "StatLine"}
# fmt: on
UNSAID = {"script", "style", "code", "pre", "kbd"}


class _Words(HTMLParser):
    """Collect the words a reader would see, with their line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.inside: list[str] = []
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSAID:
            self.inside.append(tag)
        for name, value in attrs:
            if name in SAID_ATTRIBUTES and value:
                self._see(value)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            self.inside.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self._see(data, below=data[: len(data) - len(data.lstrip())].count("\n"))

    def _see(self, text: str, below: int = 0) -> None:
        words = [word for word in text.split() if word.strip(".,:;()«»!?") not in NAMES]
        if WORD.search(" ".join(words)):
            self.found.append((self.getpos()[0] + below, " ".join(text.split())))


def _only_lines(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def unmarked_in_template(path: Path, root: Path) -> Iterator[Problem]:
    """Find text in a template outside translate tags.

    Names of products, code and languages in their own words are let through; so is the gallery, which shows
    what people could have typed.
    """
    if path.is_relative_to(root / "templates" / "kit"):
        return
    source = path.read_text(encoding="utf-8")
    blanked = BLOCKS.sub(_only_lines, CLASSES.sub(_only_lines, source))
    if path.suffix != ".html":
        words = [(n, line.strip()) for n, line in enumerate(blanked.splitlines(), 1) if WORD.search(line)]
    else:
        parser = _Words()
        parser.feed(blanked)
        parser.close()
        words = parser.found
    for line, text in words:
        yield Problem(f"{path.relative_to(root)}:{line}", f"«{text[:60]}» is not marked for translation")


SAID_ARGUMENTS = {"label", "help_text", "verbose_name", "verbose_name_plural", "empty_label"}
SAYING_CALLS = {"Refused", "ValidationError"}


def unmarked_in_python(path: Path, root: Path) -> Iterator[Problem]:
    """Find labels and refusals in Python that are plain strings."""
    source = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        said = [word.value for word in node.keywords if word.arg in SAID_ARGUMENTS]
        said += node.args[:1] if name in SAYING_CALLS else []
        for value in said:
            text = value.value if isinstance(value, ast.Constant) else None
            if isinstance(text, str) and WORD.search(text):
                where = f"{path.relative_to(root)}:{node.lineno}"
                yield Problem(where, f"«{text[:60]}» is not marked for translation")
