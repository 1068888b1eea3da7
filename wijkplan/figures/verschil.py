"""What differs between two texts of a plan: added, dropped, reworded, moved, merged, split, paid otherwise."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplan.figures.tekst import betaalzin, read_meting, say

Plain = Mapping[str, Any]


class Soort(models.TextChoices):
    """What happened to a thing."""

    NIEUW = "nieuw", gettext_lazy("nieuw")
    VERVALLEN = "vervallen", gettext_lazy("vervallen")
    ANDERS = "anders", gettext_lazy("anders verwoord")
    PLAATS = "plaats", gettext_lazy("andere plaats")
    SAMEN = "samen", gettext_lazy("samengevoegd")
    SPLITST = "splitst", gettext_lazy("gesplitst")
    BETAALD = "betaald", gettext_lazy("anders betaald")


BETAALD_VAN = ":dekking"  # behind the line of a goal: what pays for it, and who changed that

NAMEN = {
    "plan": gettext_lazy("Plan"),
    "prioriteit": gettext_lazy("Prioriteit"),
    "doel": gettext_lazy("Doel"),
    "indicatoren": gettext_lazy("Indicator"),
    "projecten": gettext_lazy("Project"),
    "schakels": gettext_lazy("Aanname"),
    "beoogde_effecten": gettext_lazy("Beoogd effect"),
}
VELDEN = {
    "titel": gettext_lazy("titel"), "aanleiding": gettext_lazy("aanleiding"), "naam": gettext_lazy("wat we meten"),
    "effectgebied": gettext_lazy("effectgebied"), "moscow": gettext_lazy("weging"),
    "doelgroep": gettext_lazy("voor wie"), "streefdatum": gettext_lazy("vóór wanneer"),
    "quick_win": gettext_lazy("snel zichtbaar"), "dimensie": gettext_lazy("draagt bij aan"),
    "niveau": gettext_lazy("soort"), "eenheid": gettext_lazy("eenheid"), "richting": gettext_lazy("richting"),
    "nulmeting": gettext_lazy("beginstand"), "nulmeting_datum": gettext_lazy("beginstand gemeten op"),
    "nulmeting_bron": gettext_lazy("bron"), "streefwaarde": gettext_lazy("waar naartoe"),
    "meetmethode": gettext_lazy("hoe meten we"), "frequentie": gettext_lazy("hoe vaak"),
    "berekening": gettext_lazy("telt vanzelf"), "omschrijving": gettext_lazy("wat gaan we doen"),
    "van": gettext_lazy("van"), "tot": gettext_lazy("tot en met"), "experiment": gettext_lazy("experiment"),
    "hypothese": gettext_lazy("wat verwachten we"), "stopcriterium": gettext_lazy("wanneer stoppen we"),
    "tekst": gettext_lazy("tekst"), "aanname": gettext_lazy("dit werkt, omdat"),
    "periode_van": gettext_lazy("eerste dag"), "periode_tot": gettext_lazy("laatste dag"),
    "sluit_aan_op": gettext_lazy("sluit aan op"),
}  # fmt: skip
VERBAND = {
    "schakels": ("effect", gettext_lazy("leidt tot")),
    "beoogde_effecten": ("profiteert", gettext_lazy("wie heeft er baat bij")),
}
NAAM = {"indicatoren": "naam", "schakels": "aanname", "beoogde_effecten": "tekst"}


@dataclass(frozen=True, kw_only=True)
class Hand:
    """Who changed a thing last, when, and why if that was said."""

    naam: str
    op: datetime
    waarom: str = ""


@dataclass(frozen=True, kw_only=True)
class Stuk:
    """A piece of a sentence: it stood there (`weg`), it came (`bij`), or it stayed (neither)."""

    tekst: str
    weg: bool = False
    bij: bool = False


@dataclass(frozen=True, kw_only=True)
class Wijziging:
    """One thing that differs, in words; `stukken` marks old and new words of what was reworded."""

    soort: Soort
    wat: str
    titel: str
    sleutel: str
    veld: str = ""
    stukken: list[Stuk] = field(default_factory=list)
    zin: str = ""
    hand: Hand | None = None


@dataclass(frozen=True, kw_only=True)
class Groep:
    """All that differs in one priority, or in the plan itself."""

    titel: str
    wijzigingen: list[Wijziging]


Changes = Iterator[Wijziging]


def compare(
    oud: Plain,
    nieuw: Plain,
    *,
    herkomst: Mapping[str, Collection[str]] | None = None,
    handen: Mapping[str, Hand] | None = None,
) -> list[Groep]:
    """Tell the differences between two texts, per priority, in the order of the new text; asks the database nothing.

    Things are the same when their line is; priorities when one grew out of the other or both out of a third, for which
    `herkomst` gives, beyond what the new text says itself, the keys a priority came from. `handen` says by key who did
    it and why. Missing: a value that was not filled in counts as empty text.
    """
    edges = {row["uuid"]: list(row.get("uit", [])) for row in nieuw["prioriteiten"]} | dict(herkomst or {})
    before = {row["uuid"]: row for row in oud["prioriteiten"]}
    roots = {row["uuid"]: _roots(row["uuid"], before, edges) for row in nieuw["prioriteiten"]}
    groups = [(_("Het plan zelf"), list(_fields("plan", oud, nieuw, "plan")))]
    homes = _homes(oud)
    groups += [
        (row["titel"], list(_priority(row, roots, before, homes, oud))) for row in nieuw["prioriteiten"]
    ]
    kept = {key for keys in roots.values() for key in keys}
    lines = {doel["lijn"] for row in nieuw["prioriteiten"] for doel in row["doelen"]}
    for key, row in before.items():
        found = [_gone("prioriteit", row["titel"], key)] if key not in kept else []
        found += [
            _gone("doel", doel["titel"], doel["lijn"]) for doel in row["doelen"] if doel["lijn"] not in lines
        ]
        groups.append((row["titel"], found))
    return _merged(groups, handen or {})


def _merged(groups: list[tuple[str, list[Wijziging]]], handen: Mapping[str, Hand]) -> list[Groep]:
    """One group per title, without empty ones, each change with whose hand it was."""
    found: dict[str, list[Wijziging]] = {}
    for titel, rows in groups:
        found.setdefault(titel, []).extend(
            Wijziging(**{**row.__dict__, "hand": handen.get(row.sleutel)}) for row in rows
        )
    return [Groep(titel=titel, wijzigingen=rows) for titel, rows in found.items() if rows]


def _roots(key: str, before: Collection[str], edges: Mapping[str, Collection[str]]) -> list[str]:
    """The old priorities this one grew out of; else those it shares an origin with, in a text beside or after it."""
    mine = ancestors(key, edges)
    direct = [each for each in mine if each in before]
    return direct or [each for each in before if not set(mine).isdisjoint(ancestors(each, edges))]


def ancestors(key: str, edges: Mapping[str, Collection[str]]) -> list[str]:
    """The key itself and all it came from, nearest first; a ring cannot keep it going."""
    found, waiting = [], [key]
    while waiting:
        each = waiting.pop(0)
        if each not in found:
            found.append(each)
            waiting += edges.get(each, [])
    return found


def _homes(inhoud: Plain) -> dict[str, tuple[str, Plain]]:
    """Each goal by its line, with the title of its priority."""
    return {d["lijn"]: (row["titel"], d) for row in inhoud["prioriteiten"] for d in row["doelen"]}


def _priority(
    row: Plain,
    roots: Mapping[str, list[str]],
    before: Mapping[str, Plain],
    homes: Mapping[str, Any],
    oud: Plain,
) -> Changes:
    key, origin = row["uuid"], [before[each] for each in roots[row["uuid"]]]
    if not origin:
        yield Wijziging(soort=Soort.NIEUW, wat=str(NAMEN["prioriteit"]), titel=row["titel"], sleutel=key)
    elif len(origin) > 1:
        yield _about(Soort.SAMEN, row, _("Ontstaan uit %(namen)s."), [each["titel"] for each in origin])
    else:
        [old] = origin
        shared = [k for k, keys in roots.items() if old["uuid"] in keys]
        if len(shared) > 1:
            yield _about(
                Soort.SPLITST, row, _("Ontstaan uit %(namen)s, dat in delen uiteenviel."), [old["titel"]]
            )
        yield from _fields("prioriteit", old, row, key)
        if old["rang"] != row["rang"]:
            yield _about(Soort.PLAATS, row, _("Stond op %(oud)s, staat nu op %(nieuw)s."), [], old["rang"])
    effects = {e["lijn"]: e for each in oud["prioriteiten"] for e in each["beoogde_effecten"]}
    mine = {e["lijn"] for each in origin for e in each["beoogde_effecten"]}
    yield from _rows("beoogde_effecten", {k: effects[k] for k in mine}, row["beoogde_effecten"])
    for doel in row["doelen"]:
        yield from _goal(doel, homes.get(doel["lijn"]), row, origin)


def _about(soort: Soort, row: Plain, zin: str, namen: list[str], rang: int | None = None) -> Wijziging:
    words = {"namen": ", ".join(f"«{naam}»" for naam in namen), "oud": rang, "nieuw": row["rang"]}
    return Wijziging(
        soort=soort, wat=str(NAMEN["prioriteit"]), titel=row["titel"], sleutel=row["uuid"], zin=zin % words
    )


def _goal(doel: Plain, home: tuple[str, Plain] | None, row: Plain, origin: list[Plain]) -> Changes:
    key = doel["lijn"]
    if home is None:
        yield Wijziging(soort=Soort.NIEUW, wat=str(NAMEN["doel"]), titel=doel["titel"], sleutel=key)
        return
    where, old = home
    if where not in {each["titel"] for each in origin}:
        zin = _("Stond onder «%(oud)s», staat nu onder «%(nieuw)s».") % {"oud": where, "nieuw": row["titel"]}
        yield Wijziging(soort=Soort.PLAATS, wat=str(NAMEN["doel"]), titel=doel["titel"], sleutel=key, zin=zin)
    yield from _fields("doel", old, doel, key)
    for kind in ("indicatoren", "projecten", "schakels"):
        yield from _rows(kind, {each["lijn"]: each for each in old[kind]}, doel[kind])
    paid = [sorted(betaalzin(each) for each in version["dekking"]) for version in (old, doel)]
    if paid[0] != paid[1]:
        parts = [", ".join(lines) or _("niemand") for lines in paid]
        zin = _("Was: %(oud)s. Wordt: %(nieuw)s.") % {"oud": parts[0], "nieuw": parts[1]}
        yield Wijziging(
            soort=Soort.BETAALD,
            wat=str(NAMEN["doel"]),
            titel=doel["titel"],
            sleutel=f"{key}{BETAALD_VAN}",
            zin=zin,
        )


def _rows(kind: str, old: Mapping[str, Plain], new: list[Plain]) -> Changes:
    for row in new:
        if row["lijn"] in old:
            yield from _fields(kind, old[row["lijn"]], row, row["lijn"])
            yield from _linked(kind, old[row["lijn"]], row)
        else:
            titel = str(read_meting(row)) if kind == "indicatoren" else row[NAAM.get(kind, "titel")]
            yield Wijziging(soort=Soort.NIEUW, wat=str(NAMEN[kind]), titel=titel, sleutel=row["lijn"])
    kept = {row["lijn"] for row in new}
    for key, row in old.items():
        if key not in kept:
            yield _gone(kind, row[NAAM.get(kind, "titel")], key)


def _gone(kind: str, titel: str, key: str) -> Wijziging:
    return Wijziging(soort=Soort.VERVALLEN, wat=str(NAMEN[kind]), titel=titel, sleutel=key)


def _fields(kind: str, old: Plain, new: Plain, key: str) -> Changes:
    for veld, label in VELDEN.items():
        was, now = (say(veld, each.get(veld)) for each in (old, new))
        if was != now:
            yield Wijziging(
                soort=Soort.ANDERS,
                wat=str(NAMEN[kind]),
                titel=new[NAAM.get(kind, "titel")],
                sleutel=key,
                veld=str(label),
                stukken=words(was, now),
            )


def _linked(kind: str, old: Plain, new: Plain) -> Changes:
    """What a thing is tied to, by key: another name of the same is no change. An older text says nothing of it."""
    veld, label = VERBAND.get(kind, ("", ""))
    if veld not in old or veld not in new:
        return
    was, now = (_ties(each[veld]) for each in (old, new))
    if was.keys() != now.keys():
        yield Wijziging(
            soort=Soort.ANDERS,
            wat=str(NAMEN[kind]),
            titel=new[NAAM[kind]],
            sleutel=new["lijn"],
            veld=str(label),
            stukken=words(", ".join(was.values()), ", ".join(now.values())),
        )


def _ties(value: Plain | Collection[Plain] | None) -> dict[str, str]:
    """One effect, or organisations, as key and name."""
    if not value:
        return {}
    if isinstance(value, Mapping):
        return {value["lijn"]: value["tekst"]}
    return {row["partner"]: row["naam"] for row in value}


def words(was: str, now: str) -> list[Stuk]:
    """The words of two sentences laid beside each other: what stayed, what went and what came, in reading order."""
    old, new = was.split(), now.split()
    found: list[Stuk] = []
    for kind, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Stuk(tekst=" ".join(old[a:b])))
            continue
        if a < b:
            found.append(Stuk(tekst=" ".join(old[a:b]), weg=True))
        if c < d:
            found.append(Stuk(tekst=" ".join(new[c:d]), bij=True))
    return found
