"""The rules of the free-text guard, step by step; `static/js/wacht.js` takes the same steps in the same order."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from stdnum.iso7064 import mod_97_10
from stdnum.nl import bsn

from core.wacht.tabel import DEEL, EIND, PATRONEN, tabel

OPENBAAR = (
    "openbaar"  # the place where something is: only what blocks, and there an address is what is asked for
)
PLAN, NAMEN, VERHAAL = "plan", "namen", "verhaal"  # what blocks; and names; and words about people's lives

T = tabel()
R = {name: re.compile(pattern) for name, pattern in PATRONEN.items()}
SOORT = {
    soort: re.compile(
        "(?<![a-z0-9])(?:"
        + words.replace("*", "[a-z]*").replace(" ", "|").replace("_", " ")
        + ")(?![a-z0-9])"
    )
    for soort, words in T["soorten"].items()
}
WORDS = {
    key: frozenset(T[key].split())
    for key in (
        "vrouwen", "mannen", "achter", "twijfel", "titels", "aanspreek", "tussen", "nietheet", "geennaam", "nieterna",
        "poststop", "hetenslot", "landen", "bsnvorm", "blokken",
    )
}  # fmt: skip
PART, STREET = re.compile(DEEL), re.compile(EIND + "$")
HETEN = re.compile("(?:^|[^a-z])(?:([a-z]+) )?(?:" + "|".join(T["heten"]) + ")[ ,:'\"]{1,3}$")
BETWEEN = re.compile(r"[ ,.'\"-]{1,3}")
UNSEEN = {"Cf", "Mn", "Me"}
SENTENCE = re.compile("[.!?:\n]")


@dataclass(frozen=True)
class Vondst:
    """What was found: its kind, where it stands in the text, those words, and the words to know it by again."""

    soort: str
    begin: int
    eind: int
    tekst: str
    term: str

    @property
    def blokkeert(self) -> bool:
        """Whether it may not be kept, whatever the writer says."""
        return self.soort in WORDS["blokken"] or self.soort == "lang"

    @property
    def teken(self) -> str:
        """What is sent when the writer says that it is all right; it is never kept."""
        return f"{self.soort}:{self.term}"

    @property
    def geslacht(self) -> str:
        """Whose neutral word fits a name: vrouw, man, or empty when unknown."""
        if self.term in WORDS["vrouwen"]:
            return "vrouw"
        return "man" if self.term in WORDS["mannen"] else ""


class _Gevouwen:
    """Text as plain small letters and digits, each with the place it came from; what was found is struck out."""

    def __init__(self, tekst: str) -> None:
        self.tekst = tekst
        self.plat: list[str] = []
        self.plek: list[tuple[int, int]] = []
        for at, sign in enumerate(tekst):
            for plain in _plain(sign):
                self.plat.append(plain)
                self.plek.append((at, at + 1))
        self.vondsten: list[Vondst] = []
        self.said: str | None = None
        self.change(
            "spatie", lambda said: [(i, i + 1, sign) for i, sign in enumerate(said) if sign not in " ._-"]
        )
        self.change("nulletter", lambda _said: [(0, 1, "0")])
        self.spoken_numbers()

    @property
    def s(self) -> str:
        """The plain text as it now stands."""
        if self.said is None:
            self.said = "".join(self.plat)
        return self.said

    def change(self, pattern: str, rewrite: Any) -> None:
        """Write what the pattern finds in another way, keeping the places."""
        for match in reversed(list(R[pattern].finditer(self.s))):
            self.put(match.start(), match.end(), rewrite(match.group()))

    def put(self, begin: int, end: int, parts: list[tuple[int, int, str]]) -> None:
        """Put plain signs (from, to, sign; counted from begin) in the place of these."""
        plek = [(self.plek[begin + a][0], self.plek[begin + b - 1][1]) for a, b, _sign in parts]
        self.plat[begin:end], self.plek[begin:end] = [sign for *_ab, sign in parts], plek
        self.said = None

    def spoken_numbers(self) -> None:
        """Write four and more number words in a row as digits."""
        row: list[tuple[int, int, str]] = []
        rows = [row]
        for match in re.finditer("[a-z]+|[0-9]+", self.s):
            word = match.group()
            value = str(T["telwoorden"][word]) if word in T["telwoorden"] else word if len(word) < 3 else ""
            if not value.isdigit():
                value = ""
            if not row or not value or not re.fullmatch("[ ,.-]{1,2}", self.s[row[-1][1] : match.start()]):
                row = []
                rows.append(row)
            if value:
                row.append((match.start(), match.end(), value))
        for row in reversed(rows):
            if len(row) > 3 and any(self.s[a].isalpha() for a, _b, _v in row):
                begin = row[0][0]
                self.put(
                    begin, row[-1][1], [(a - begin, b - begin, sign) for a, b, value in row for sign in value]
                )

    def found(self, soort: str, begin: int, end: int, term: str = "") -> None:
        """Note it and strike it out, so that nothing else is seen in it."""
        a, b = self.plek[begin][0], self.plek[end - 1][1]
        said = term or self.s[begin:end]
        self.vondsten.append(Vondst(soort, a, b, self.tekst[a:b], said))
        self.strike(begin, end)

    def strike(self, begin: int, end: int) -> None:
        """Make these signs unreadable for what comes after."""
        self.plat[begin:end] = "x" * (end - begin)
        self.said = None

    def capital(self, at: int) -> bool:
        """Whether the writer began this word with a capital."""
        sign = self.tekst[self.plek[at][0]]
        return sign != sign.lower()


def _plain(sign: str) -> str:
    if " " <= sign <= "~":
        return sign.lower()
    if sign == "\n":
        return sign
    parts = [p for p in unicodedata.normalize("NFKD", sign) if unicodedata.category(p) not in UNSEEN]
    return "".join(_ascii(part.lower()[:1]) for part in parts)


def _ascii(part: str) -> str:
    part = T["lijkt"].get(part, part)
    zero = next((zero for zero in T["nullen"] if zero <= ord(part[0]) < zero + 10), 0)
    if zero:
        return str(ord(part) - zero)
    return part if " " <= part[0] <= "~" else " "


def zoek(tekst: str, stand: str = VERHAAL) -> list[Vondst]:
    """Return what stands in the text, in reading order; a text that is too long is one finding and not searched."""
    if len(tekst) > T["longst"]:
        return [Vondst("lang", 0, len(tekst), "", "")]
    t = _Gevouwen(tekst)
    for step in (_email, _iban, _bsn_named, _dates, _phones, _bsn):
        step(t)
    if stand != OPENBAAR:
        _postcodes(t)
    if stand == VERHAAL:
        for soort, words in SOORT.items():
            for match in words.finditer(t.s):
                t.found(soort, match.start(), match.end())
    if stand in {NAMEN, VERHAAL}:
        if stand == VERHAAL:
            for match in R["adres"].finditer(t.s):
                t.found("adres", match.start(), match.end())
        _names(t)
    return sorted(t.vondsten, key=lambda one: (one.begin, one.eind))


def _email(t: _Gevouwen) -> None:
    for match in R["email"].finditer(t.s):
        t.found("email", match.start(), match.end())


def _iban(t: _Gevouwen) -> None:
    for match in R["iban"].finditer(t.s):
        said = re.sub("[^a-z0-9]", "", match.group(1))
        length = T["iban"].get(said[:2], 99)
        number = said[:length]
        if len(number) < length:
            continue
        if mod_97_10.is_valid(number[4:] + number[:4]) or re.fullmatch("nl[0-9]{2}[a-z]{4}[0-9]{10}", number):
            end, left = match.start(), length
            while left:
                left -= t.plat[end].isalnum()
                end += 1
            t.found("iban", match.start(), end)


def _groups(match: re.Match[str]) -> list[tuple[int, int, str]]:
    return [
        (match.start() + g.start(), match.start() + g.end(), g.group())
        for g in re.finditer("[0-9]+", match.group())
    ]


def _stretches(groups: list[tuple[int, int, str]], longest: int) -> list[tuple[int, int, list[str]]]:
    """Every row of neighbouring groups of at most so many digits, longest first from each beginning."""
    rows = []
    for i in range(len(groups)):
        total, j = 0, i
        while j < len(groups) and total + len(groups[j][2]) <= longest:
            total += len(groups[j][2])
            j += 1
        rows += [(groups[i][0], groups[k - 1][1], [g[2] for g in groups[i:k]]) for k in range(j, i, -1)]
    return rows


def _bsn_named(t: _Gevouwen) -> None:
    for match in R["reeks"].finditer(t.s):
        if R["bsnwoord"].search(t.s[max(0, match.start() - 60) : match.start()]):
            for begin, end, digits in _stretches(_groups(match), 9):
                if len("".join(digits)) >= 8:
                    t.found("bsn", begin, end)
                    break


def _dates(t: _Gevouwen) -> None:
    plain = t.s
    for match in R["datum"].finditer(plain):
        before, after = (
            plain[max(0, match.start() - 40) : match.start()],
            plain[match.end() : match.end() + 40],
        )
        born = R["geboren"].search(before) or R["geboren"].search(after)
        long_ago = R["jaartal"].search(match.group())
        other = R["nietgeboren"].search(before) or R["nietgeboren"].search(after)
        if born or (long_ago and not other):
            t.found("geboortedatum", match.start(), match.end())
        elif not re.fullmatch("[0-9]{1,2}[^0-9][0-9]{1,2}[^0-9][0-9]{2}", match.group()):
            t.strike(match.start(), match.end())
    for match in R["aaneen"].finditer(plain):
        if R["geboren"].search(plain[max(0, match.start() - 40) : match.end() + 40]):
            t.found("geboortedatum", match.start(), match.end())
    for match in R["tijden"].finditer(t.s):
        if not re.search("[0-9.:]", t.s[match.end() : match.end() + 1]):
            t.strike(match.start(), match.end())


def _is_phone(before: str, digits: list[str]) -> bool:
    number = "".join(digits)
    first = digits[0]
    if before == "+":
        return 9 <= len(number) <= 13 and first[0] != "0"
    if re.match("00[1-9]", first) or (first == "00" and len(digits) > 1 and digits[1] in WORDS["landen"]):
        return 11 <= len(number) <= 15
    if re.fullmatch("316[0-9]{8}", number):
        return len(digits) == 1 or first in {"31", "316"}
    if re.fullmatch("6[0-9]{8}", number):
        return digits[0] == "6" or len(digits) == 1
    return bool(re.fullmatch("0[1-9][0-9]{8}", number)) and not re.match("0[89]00", number)


def _phones(t: _Gevouwen) -> None:
    for match in R["reeks"].finditer(t.s):
        done = -1
        for begin, end, digits in _stretches(_groups(match), 15):
            before = t.plat[begin - 1] if begin else ""
            if begin > done and _is_phone(before, digits) and not bsn.is_valid("".join(digits)):
                t.found("telefoon", begin - (before == "+"), end)
                done = end


def _bsn(t: _Gevouwen) -> None:
    for match in R["reeks"].finditer(t.s):
        done = -1
        for begin, end, digits in _stretches(_groups(match), 9):
            shape = "".join(str(len(group)) for group in digits)
            if begin > done and shape in WORDS["bsnvorm"] and bsn.is_valid("".join(digits)):
                t.found("bsn", begin, end)
                done = end


def _postcodes(t: _Gevouwen) -> None:
    for match in R["postcode"].finditer(t.s):
        code = re.search("[1-9][0-9]{3}( ?)([a-z]{2})(?![a-z])", match.group())
        if code is None:
            continue
        if (
            code.group(2) in WORDS["poststop"]
            and code.group(1)
            and not t.capital(match.start() + code.start(2))
        ):
            continue
        t.found("postcode", match.start(), match.end())


def _names(t: _Gevouwen) -> None:
    plain = t.s
    words = [(m.group(), m.start(), m.end()) for m in R["woord"].finditer(plain)]
    skipped = [(at, at + len(phrase)) for phrase in T["uitzondering"] if (at := plain.find(phrase)) >= 0]
    for i, (word, begin, end) in enumerate(words):
        if any(a <= begin < b for a, b in skipped):
            continue
        base = (
            word[:-1]
            if len(word) > 4 and word[-1] == "s" and _known(word[:-1]) and not _known(word)
            else word
        )
        if _is_name(t, plain, words, i, base):
            t.found("naam", begin, end, base)


def _known(word: str) -> bool:
    return (
        word in WORDS["vrouwen"]
        or word in WORDS["mannen"]
        or word in WORDS["achter"]
        or PART.search(word) is not None
    )


def _is_name(t: _Gevouwen, plain: str, words: list[tuple[str, int, int]], i: int, word: str) -> bool:
    _said, begin, end = words[i]
    if _known(word):
        after = words[i + 1][0] if i + 1 < len(words) else ""
        return not (after in WORDS["nieterna"] or STREET.search(after))
    first = i == 0 or SENTENCE.search(plain[words[i - 1][2] : begin]) is not None
    shape = t.tekst[t.plek[begin][0] : t.plek[end - 1][1]]
    capital = not first and t.capital(begin) and shape != shape.upper()
    stop = word in WORDS["geennaam"] or len(word) < 2
    if stop and not capital:
        return False
    prefix = words[i - 1][0] if i else ""  # «el amrani»; «al» is also a word
    if (prefix == "el" or (prefix == "al" and capital)) and len(word) > 3 and plain[begin - 1] == " ":
        return not stop
    kind, wide = _cue(plain, words, i)
    if kind == "heet" or word in WORDS["twijfel"]:
        return bool(kind) or capital
    if kind == "titel" and not wide:
        short = plain[begin - 2 : begin] == ". "  # «mw. », «dhr. »: no verb follows
        return capital or short or (len(word) > 2 and not re.search("(?:t|de|te)$", word))
    return capital and bool(kind)


def _cue(plain: str, words: list[tuple[str, int, int]], i: int) -> tuple[str, bool]:
    """What before this word says that a name follows, and whether «van de» stands between."""
    at = i
    between: set[str] = set()
    while True:
        begin = words[at][1]
        may = at and words[at - 1][0] in WORDS["hetenslot"]
        said = HETEN.search(plain[max(0, begin - 40) : begin]) if may else None
        if said and said.group(1) not in WORDS["nietheet"]:
            return "heet", False
        if not at or not BETWEEN.fullmatch(plain[words[at - 1][2] : begin]):
            return "", False
        at -= 1
        word = words[at][0]
        wide = "van" in between and bool(between & {"de", "het"})
        if word in WORDS["titels"]:
            return "titel", wide
        if word in WORDS["aanspreek"]:
            return "aanspreek", wide
        if word not in WORDS["tussen"]:
            return "", False
        between.add(word)
