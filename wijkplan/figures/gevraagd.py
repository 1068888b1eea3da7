"""What a plan asks of a person who speaks for an organisation."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import CharField, DateTimeField, Exists, F, OuterRef, QuerySet, Subquery, Value

from mensen.models import User
from wijken.models import Wijk
from wijkplan.figures.mensen import partners_in
from wijkplan.models import Akkoord, Partnerpuls, Pulsvraag, Ronde, Rondepartij, Stembiljet, Wijkplan


@dataclass(frozen=True, kw_only=True)
class Vraag:
    """A round to vote in, or the pulse of a wijk to give: about what, and which organisation is asked.

    `sluit` is the last moment; a pulse has none.
    """

    vraag: str
    over: UUID
    kop: str
    partij: str
    partij_uuid: UUID
    sluit: datetime | None


def asked_of(user: User, wijk: Wijk) -> list[Akkoord]:
    """Texts of this wijk that wait for an answer of this person's organisations, the first day first; one query.

    Source: the answers of parties. Who speaks for no organisation is asked nothing, and nothing is read for her.
    """
    if not user.scope.partners:
        return []
    rows = Akkoord.objects.waiting().filter(voorlegging__wijkplan__wijk=wijk)
    mine = rows.visible_to(user).filter(partner__in=user.scope.partners)
    people = ("partner", "doorgegeven_aan", "voorlegging__wijkplan")
    return list(mine.select_related(*people).order_by("voorlegging__antwoord_voor", "pk"))


def asked_besides(user: User, wijk: Wijk) -> list[Vraag]:
    """Open rounds without a ballot of her organisations, then pulses of this year they did not give; one query.

    Source: rounds, ballots and pulses. Who speaks for no organisation is asked nothing, and nothing is read for her.
    """
    if not user.scope.partners:
        return []
    rows = _rounds(user, wijk).union(_pulses(user, wijk), all=True)
    return [Vraag(**row) for row in rows.order_by("-vraag", "sluit", "partij")]


def _rounds(user: User, wijk: Wijk) -> QuerySet:
    voted = Stembiljet.objects.filter(ronde=OuterRef("ronde"), partner=OuterRef("partner"))
    asked = Rondepartij.objects.visible_to(user).filter(
        ~Exists(voted),
        ronde__status=Ronde.Status.OPEN,
        ronde__wijkplan__wijk=wijk,
        partner__in=user.scope.partners,
    )
    return asked.order_by().values(
        vraag=Value("ronde", output_field=CharField()),
        over=F("ronde__uuid"),
        kop=F("ronde__titel"),
        partij=F("partner__naam"),
        partij_uuid=F("partner__uuid"),
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
        sluit=Value(None, output_field=DateTimeField()),
    )
