"""What a plan asks of a person who speaks for an organisation."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    DateField,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.utils import timezone

from mensen.models import User
from wijken.models import Wijk
from wijkplan.figures.mensen import partners_in
from wijkplan.models import Akkoord, Partnerpuls, Pulsvraag, Ronde, Rondepartij, Stembiljet, Wijkplan

VOLGORDE = ("akkoord", "ronde", "puls")
NU_BIJ = Case(
    When(antwoord=Akkoord.Antwoord.VOORGELEGD, then=F("voor_wie")),
    When(antwoord=Akkoord.Antwoord.DOORGEGEVEN, then=F("doorgegeven_aan__naam")),
    default=Value(""),
    output_field=CharField(),
)


@dataclass(frozen=True, kw_only=True)
class Gevraagd:
    """A text to answer, a round to vote in, or the pulse of a wijk to give: about what, and who is asked.

    `voor` is the day by which an answer to `versie` of a plan is wanted, and `bij` whom the organisation laid it
    before; `sluit` is the last moment of a round. A pulse has neither.
    """

    vraag: str
    over: UUID
    kop: str
    partij: str
    partij_uuid: UUID
    versie: int | None
    bij: str
    voor: date | None
    sluit: datetime | None


def asked_of(user: User, wijk: Wijk) -> list[Gevraagd]:
    """What waits in a wijk for this person's organisations: texts, the first day first, rounds, pulses; one query.

    Source: answers of parties, rounds without a ballot, pulses of this year that were not given. Who speaks for no
    organisation is asked nothing, and nothing is read for her.
    """
    if not user.scope.partners:
        return []
    rows = _texts(user, wijk).union(_rounds(user, wijk), _pulses(user, wijk), all=True)
    found = [Gevraagd(**row) for row in rows]
    return sorted(found, key=lambda v: (VOLGORDE.index(v.vraag), str(v.voor or v.sluit or ""), v.partij))


def _texts(user: User, wijk: Wijk) -> QuerySet:
    rows = Akkoord.objects.waiting().filter(voorlegging__wijkplan__wijk=wijk)
    mine = rows.visible_to(user).filter(partner__in=user.scope.partners)
    return mine.order_by().values(
        vraag=Value("akkoord", output_field=CharField()),
        over=F("uuid"),
        kop=F("voorlegging__wijkplan__titel"),
        partij=F("partner__naam"),
        partij_uuid=F("partner__uuid"),
        versie=Cast("voorlegging__wijkplan__versie", IntegerField()),
        bij=NU_BIJ,
        voor=F("voorlegging__antwoord_voor"),
        sluit=Cast(Value(None), DateTimeField()),
    )


def _rounds(user: User, wijk: Wijk) -> QuerySet:
    voted = Stembiljet.objects.filter(ronde=OuterRef("ronde"), partner=OuterRef("partner"))
    asked = Rondepartij.objects.visible_to(user).filter(
        ~Exists(voted),
        ronde__status=Ronde.Status.OPEN,
        ronde__sluit__gt=timezone.now(),
        ronde__wijkplan__wijk=wijk,
        partner__in=user.scope.partners,
    )
    return asked.order_by().values(
        vraag=Value("ronde", output_field=CharField()),
        over=F("ronde__uuid"),
        kop=F("ronde__titel"),
        partij=F("partner__naam"),
        partij_uuid=F("partner__uuid"),
        versie=Cast(Value(None), IntegerField()),
        bij=Value("", output_field=CharField()),
        voor=Cast(Value(None), DateField()),
        sluit=F("ronde__sluit"),
    )


def _pulses(user: User, wijk: Wijk) -> QuerySet:
    today = user.scope.today
    asked = (
        Pulsvraag.objects.visible_to(user)
        .filter(wijkplan__wijk=wijk, jaar=today.year)
        .exclude(wijkplan__status=Wijkplan.Status.GEARCHIVEERD)
        .order_by("-pk")
    )
    given = Partnerpuls.objects.filter(partner=OuterRef("pk"), wijkplan=OuterRef("plan"), jaar=today.year)
    own = partners_in(wijk.pk, today).filter(pk__in=user.scope.partners)
    waiting = own.annotate(plan=Subquery(asked.values("wijkplan")[:1])).filter(
        ~Exists(given), plan__isnull=False
    )
    return waiting.order_by().values(
        vraag=Value("puls", output_field=CharField()),
        over=Subquery(asked.values("wijkplan__uuid")[:1]),
        kop=Value(wijk.naam, output_field=CharField()),
        partij=F("naam"),
        partij_uuid=F("uuid"),
        versie=Cast(Value(None), IntegerField()),
        bij=Value("", output_field=CharField()),
        voor=Cast(Value(None), DateField()),
        sluit=Cast(Value(None), DateTimeField()),
    )
