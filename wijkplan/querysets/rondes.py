"""Rounds: what parties were asked, what they and residents chose."""

from datetime import datetime, timedelta

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from wijkplan.querysets.basis import InvitedQuerySet, PlanQuerySet, model_of


class RondeQuerySet(InvitedQuerySet):
    invited = "partijen__partner"

    def to_open(self, now: datetime) -> "RondeQuerySet":
        """Planned, and their moment has come."""
        return self.filter(status="gepland", opent__lte=now)

    def to_close(self, now: datetime) -> "RondeQuerySet":
        """Open, and their time is over."""
        return self.filter(status="open", sluit__lte=now)

    def almost_closing(self, now: datetime) -> "RondeQuerySet":
        """Open, closing within two days, and open for longer than a day, so that a reminder is none too soon."""
        soon, yesterday = now + timedelta(days=2), now - timedelta(days=1)
        return self.filter(status="open", sluit__gt=now, sluit__lte=soon, opent__lte=yesterday)

    def with_counts(self) -> "RondeQuerySet":
        """Each with `gevraagd` and `gestemd`: how many organisations were asked, and have a ballot."""
        ballots = model_of(self, "biljetten")._default_manager.filter(
            ronde=OuterRef("pk"), partner__isnull=False
        )
        voted = ballots.order_by().values("ronde").annotate(n=Count("pk")).values("n")
        return self.annotate(gevraagd=Count("partijen", distinct=True), gestemd=Coalesce(Subquery(voted), 0))


class RondeoptieQuerySet(InvitedQuerySet):
    to_plan = "ronde__wijkplan"
    invited = "ronde__partijen__partner"


class RondepartijQuerySet(InvitedQuerySet):
    to_plan = "ronde__wijkplan"
    invited = "ronde__partijen__partner"

    def with_ballot(self) -> "RondepartijQuerySet":
        """Each with the moment its ballot came in (`stemde_op`, None when there is none) and whether it abstained."""
        ballots = model_of(self, "ronde", "biljetten")._default_manager.filter(
            ronde=OuterRef("ronde"), partner=OuterRef("partner")
        )
        return self.annotate(
            stemde_op=Subquery(ballots.values("op")), onthield=Subquery(ballots.values("onthouding"))
        ).order_by("partner__naam")


class StembiljetQuerySet(InvitedQuerySet):
    """Ballots are open to who works in the wijk; a party sees its own."""

    to_plan = "ronde__wijkplan"
    invited = "partner"


class StemQuerySet(InvitedQuerySet):
    to_plan = "biljet__ronde__wijkplan"
    invited = "biljet__partner"


class BewonerstellingQuerySet(PlanQuerySet):
    to_plan = "ronde__wijkplan"


class BezwaarQuerySet(InvitedQuerySet):
    to_plan = "ronde__wijkplan"
    invited = "ronde__partijen__partner"

    def overriding(self) -> "BezwaarQuerySet":
        """Overriding objections that nobody solved yet."""
        return self.filter(overwegend=True, opgelost_op=None)
