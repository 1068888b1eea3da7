"""The outcome of a round as plain data: made once, when it closes, and only read afterwards."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Sum
from django.db.models.lookups import IsNull

from wijkplan.figures.tellen import (
    Gelijkstand,
    Kandidaat,
    Methode,
    Orde,
    order,
    points,
    support,
    weight,
    within_budget,
)
from wijkplan.models import Bewonerstelling, Bezwaar, Ronde, Rondeoptie, Stem, Stembiljet

Plain = dict[str, Any]
Telling = dict[int, Counter[int]]  # option -> value -> number of ballots


def read_tally(ronde: Ronde) -> tuple[Telling, Telling]:
    """Per option how many ballots gave which value: of parties, and of residents apart; one query.

    Source: the ballots. Unit: ballots. An option nobody gave anything is missing, not 0.
    """
    partijen: Telling = defaultdict(Counter)
    bewoners: Telling = defaultdict(Counter)
    rows = (
        Stem.objects.filter(biljet__ronde=ronde)
        .annotate(of_resident=IsNull(F("biljet__partner"), True))
        .values_list("optie_id", "waarde", "of_resident")
        .annotate(n=Count("pk"))
        .order_by()
    )
    for optie, waarde, of_resident, n in rows:
        (bewoners if of_resident else partijen)[optie][waarde] += n
    return partijen, bewoners


def read_uitkomst(ronde: Ronde, *, keuze: Sequence[int] = (), reden: str = "") -> Plain:
    """What this round says now: places, points, ties and how they were settled, residents apart, who took part.

    Formulas: `figures.tellen`. Source: ballots, paper tokens, objections. With invited parties their points decide;
    else those of residents (ballots and tokens together). Six queries whatever the size.
    """
    opties = list(Rondeoptie.objects.filter(ronde=ronde).select_related("prioriteit"))
    partijen, bewoners = read_tally(ronde)
    tokens = dict(
        Bewonerstelling.objects.filter(ronde=ronde).values_list("optie").annotate(n=Sum("aantal")).order_by()
    )
    open_bezwaren = _open(ronde)
    wie = _who(ronde)
    own = bool(wie)
    of_residents = {
        optie.pk: points(ronde.methode, bewoners.get(optie.pk, {}), len(opties)) + tokens.get(optie.pk, 0)
        for optie in opties
    }
    leading = partijen if own else bewoners
    kandidaten = [
        Kandidaat(
            optie=optie.pk,
            punten=points(ronde.methode, leading.get(optie.pk, {}), len(opties))
            if own
            else of_residents[optie.pk],
            volgorde=place,
            steun=support(ronde.methode, leading.get(optie.pk, {})),
            bewoners=of_residents[optie.pk],
            kosten=optie.kosten,
        )
        for place, optie in enumerate(opties)
    ]
    orde = order(kandidaten, regel=ronde.gelijkstand, keuze=keuze)
    outcome = _people(ronde, wie, tokens) | {
        "methode": ronde.methode,
        "telt": "partijen" if own else "bewoners",
        "gelijkstand": ronde.gelijkstand,
        "regels": _lines(ronde, opties, kandidaten, orde, leading, wie, open_bezwaren),
        "gelijk": _ties(ronde, opties, orde, reden, chosen=bool(keuze)),
        "bezwaren": _objections(ronde),
        "budget": None,
    }
    return outcome | _spent(ronde, outcome["regels"])


def _lines(
    ronde: Ronde,
    opties: list[Rondeoptie],
    kandidaten: list[Kandidaat],
    orde: Orde,
    leading: Telling,
    wie: list[Plain],
    open_bezwaren: Counter[int | None],
) -> list[Plain]:
    rows = {optie.pk: optie for optie in opties}
    figures = {one.optie: one for one in kandidaten}
    tied = {optie for group in orde.gelijk for optie in group.opties}
    answered = any(row["stemde"] for row in wie)
    lines = []
    for plaats, pk in enumerate(orde.opties, 1):
        optie, given = rows[pk], leading.get(pk, Counter())
        stopped = open_bezwaren[pk] + open_bezwaren[None]
        line = {
            "optie": str(optie.uuid),
            "code": optie.code,
            "titel": optie.titel,
            "kosten": None if optie.kosten is None else format(optie.kosten, "f"),
            "prioriteit": str(optie.prioriteit.uuid) if optie.prioriteit else None,
            "plaats": plaats,
            "gelijk": pk in tied,
            "punten": figures[pk].punten,
            "steun": figures[pk].steun,
            "verdeling": {str(waarde): n for waarde, n in sorted(given.items(), reverse=True)},
            "bewoners": figures[pk].bewoners if ronde.met_bewoners else None,
        }
        if ronde.methode == Methode.MOSCOW:
            line["weging"] = weight(given)
        if ronde.methode == Methode.CONSENT:
            line["consent"] = None if not answered else stopped == 0
        lines.append(line)
    return lines


def _ties(ronde: Ronde, opties: list[Rondeoptie], orde: Orde, reden: str, *, chosen: bool) -> list[Plain]:
    if ronde.methode == Methode.CONSENT:
        return []
    rows = {optie.pk: optie for optie in opties}
    by_hand = ronde.gelijkstand == Gelijkstand.COORDINATOR
    return [
        {
            "opties": [str(rows[pk].uuid) for pk in group.opties],
            "titels": [rows[pk].titel for pk in group.opties],
            "punten": group.punten,
            "door_regel": group.door_regel and (chosen or not by_hand),
            "reden": reden if by_hand and chosen else "",
        }
        for group in orde.gelijk
    ]


def _who(ronde: Ronde) -> list[Plain]:
    """Every invited organisation, and whether it voted or abstained."""
    ballots = dict(
        Stembiljet.objects.filter(ronde=ronde, partner__isnull=False).values_list("partner", "onthouding")
    )
    return [
        {"naam": naam, "stemde": pk in ballots, "onthouding": ballots.get(pk, False)}
        for pk, naam in ronde.partijen.order_by("partner__naam").values_list("partner", "partner__naam")
    ]


def _people(ronde: Ronde, wie: list[Plain], tokens: dict[int, int]) -> Plain:
    biljetten = Stembiljet.objects.filter(ronde=ronde, partner=None).count() if ronde.met_bewoners else 0
    return {
        "wie": wie,
        "gevraagd": len(wie),
        "gestemd": sum(row["stemde"] for row in wie),
        "onthouden": sum(row["onthouding"] for row in wie),
        "bewoners": {"biljetten": biljetten, "fiches": sum(tokens.values())} if ronde.met_bewoners else None,
    }


def _open(ronde: Ronde) -> Counter[int | None]:
    if ronde.methode != Methode.CONSENT:
        return Counter()
    return Counter(Bezwaar.objects.filter(ronde=ronde).overriding().values_list("optie", flat=True))


def _objections(ronde: Ronde) -> list[Plain]:
    if ronde.methode != Methode.CONSENT:
        return []
    return [
        {
            "partij": bezwaar.partner.naam,
            "optie": bezwaar.optie.titel if bezwaar.optie else "",
            "overwegend": bezwaar.overwegend,
            "argument": bezwaar.argument,
            "voorstel": bezwaar.voorstel,
            "opgelost": bezwaar.opgelost_op is not None,
            "oplossing": bezwaar.oplossing,
        }
        for bezwaar in Bezwaar.objects.filter(ronde=ronde).select_related("partner", "optie")
    ]


def _spent(ronde: Ronde, lines: list[Plain]) -> Plain:
    """Mark what fits the budget, in the order of the outcome; nothing when the round has no budget."""
    if ronde.budget is None or ronde.methode == Methode.CONSENT:
        return {}
    costs = [Decimal(line["kosten"]) if line["kosten"] else None for line in lines]
    chosen = set(within_budget(enumerate(costs), ronde.budget))
    for place, line in enumerate(lines):
        line["past"] = place in chosen
    spent = sum((cost for place, cost in enumerate(costs) if place in chosen and cost), Decimal())
    return {"budget": {"budget": format(ronde.budget, "f"), "besteed": format(spent, "f")}}
