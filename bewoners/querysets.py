from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from teams.models import Lidmaatschap

if TYPE_CHECKING:
    from mensen.models import User
    from wijken.models import Wijk


MAAND = timedelta(days=30)


class RelatieQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "RelatieQuerySet":
        """Relations this person maintains today, and the codes of the wijken she coordinates."""
        scope = user.scope
        maintained = Q(perioden__user=user, perioden__van__lte=scope.today, wijk__in=scope.own_wijken) & (
            Q(perioden__tot=None) | Q(perioden__tot__gte=scope.today)
        )
        return self.filter(Q(wijk__in=scope.coordinator_wijken) | maintained).distinct()

    def maintained_by(self, user: "User", since: date | None = None) -> "RelatieQuerySet":
        """Relations this person maintains today, or still did on an earlier day."""
        today = user.scope.today
        return self.filter(
            Q(perioden__tot=None) | Q(perioden__tot__gte=since or today),
            perioden__user=user,
            perioden__van__lte=today,
        ).distinct()

    def closed(self) -> "RelatieQuerySet":
        """Closed, and not yet forgotten."""
        return self.filter(status="afgesloten")

    def called(self, word: str) -> "RelatieQuerySet":
        """Those with this code, or whose code has this word: all that a phone without connection knows of them."""
        return self.filter(Q(code=word) | Q(code__contains=f"-{word.lower()}-"))

    def with_last_contact(self) -> "RelatieQuerySet":
        """Add `laatste`: the day of the last conversation, whoever had it; NULL when there was none."""
        moments = self.model._meta.get_field("contactmomenten").related_model.objects  # type: ignore[union-attr]
        last = moments.filter(relatie=OuterRef("pk")).order_by("-datum").values("datum")[:1]
        return self.annotate(laatste=Subquery(last))

    def with_keepers(self) -> "RelatieQuerySet":
        """With who keeps in touch today, as `bij` of each row."""
        today = timezone.localdate()
        periods = self.model._meta.get_field("perioden").related_model.objects  # type: ignore[union-attr]
        current = periods.filter(Q(tot=None) | Q(tot__gte=today), van__lte=today).select_related("user")
        return self.prefetch_related(Prefetch("perioden", current.order_by("van", "pk"), to_attr="bij"))

    def with_facts(self, today: date) -> "RelatieQuerySet":
        """Add how lasting a contact is: `eerste` and `laatste` day, `keren`, `studenten` who keep or kept in touch, `druk`.

        `druk` counts the talks of the last 30 days that the resident did not begin, when more students had them.
        """
        moments = self.model._meta.get_field("contactmomenten").related_model.objects  # type: ignore[union-attr]
        periods = self.model._meta.get_field("perioden").related_model.objects  # type: ignore[union-attr]
        talks = moments.filter(relatie=OuterRef("pk")).order_by().values("relatie")
        asked = talks.filter(datum__gt=today - MAAND).exclude(initiatief="bewoner")
        several = asked.annotate(wie_er=Count("door", distinct=True), n=Count("pk")).filter(wie_er__gt=1)
        keepers = periods.filter(relatie=OuterRef("pk")).order_by().values("relatie")
        return self.annotate(
            eerste=Subquery(talks.annotate(dag=Min("datum")).values("dag")),
            laatste=Subquery(talks.annotate(dag=Max("datum")).values("dag")),
            keren=Coalesce(Subquery(talks.annotate(n=Count("pk")).values("n")), 0),
            studenten=Coalesce(Subquery(keepers.annotate(n=Count("user", distinct=True)).values("n")), 0),
            druk=Coalesce(Subquery(several.values("n")), 0),
        )

    def with_overdracht(self) -> "RelatieQuerySet":
        """Add `wordt_overgedragen`: the resident said yes to another student, and they still have to meet."""
        rows = self.model._meta.get_field("overdrachten").related_model.objects  # type: ignore[union-attr]
        return self.annotate(wordt_overgedragen=Exists(rows.open().filter(relatie=OuterRef("pk"))))

    def quiet_since(self, day: date) -> "RelatieQuerySet":
        """With no talk, no meeting of who took it over and no beginning on or after this day."""
        moments = self.model._meta.get_field("contactmomenten").related_model.objects  # type: ignore[union-attr]
        over = self.model._meta.get_field("overdrachten").related_model.objects  # type: ignore[union-attr]
        talked = moments.filter(relatie=OuterRef("pk"), datum__gte=day)
        met = over.filter(relatie=OuterRef("pk"), kennismaking_op__gte=day)
        return self.filter(~Exists(talked), ~Exists(met), sinds__lt=day)

    def active(self) -> "RelatieQuerySet":
        """Not closed."""
        return self.exclude(status="afgesloten")


class BeeldtoestemmingQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "BeeldtoestemmingQuerySet":
        """Of photos this person may see."""
        photos = self.model._meta.get_field("foto").related_model.objects  # type: ignore[union-attr]
        return self.filter(foto__in=photos.visible_to(user))

    def standing(self) -> "BeeldtoestemmingQuerySet":
        """Not withdrawn."""
        return self.filter(ingetrokken_op=None)


class RelatieperiodeQuerySet(QuerySet):
    def on(self, day: date) -> "RelatieperiodeQuerySet":
        """Of who keeps in touch on this day."""
        return self.filter(Q(tot=None) | Q(tot__gte=day), van__lte=day)

    def of_who_left(self, day: date) -> "RelatieperiodeQuerySet":
        """Of who has no role in the wijk of the contact on this day."""
        there = Lidmaatschap.objects.on(day).filter(
            user=OuterRef("user"), team__wijk=OuterRef("relatie__wijk")
        )
        return self.filter(~Exists(there), relatie__gesloten_op=None)

    def of_who_leaves(self, today: date) -> "RelatieperiodeQuerySet":
        """What runs on with nobody behind it: of who left the wijk of the contact, or leaves within thirty days."""
        return self.filter(tot=None).of_who_left(today + MAAND)


class OfRelatieQuerySet(QuerySet):
    """Rows that hang under a contact."""

    def visible_to(self, user: "User") -> Self:
        """Of the contacts that this person sees."""
        relaties = self.model._meta.get_field("relatie").related_model.objects  # type: ignore[union-attr]
        return self.filter(relatie__in=relaties.visible_to(user).values("pk"))


class ToestemmingQuerySet(OfRelatieQuerySet):
    def given(self) -> "ToestemmingQuerySet":
        """Not withdrawn."""
        return self.filter(ingetrokken_op=None)


class VrijwilligersinzetQuerySet(OfRelatieQuerySet):
    def newest_first(self) -> "VrijwilligersinzetQuerySet":
        """With its bijeenkomst, the last one first."""
        return self.select_related("bijeenkomst__activiteit").order_by("-bijeenkomst__begin", "-pk")


class OverdrachtQuerySet(OfRelatieQuerySet):
    def open(self) -> "OverdrachtQuerySet":
        """The resident said yes, and the three still have to meet."""
        return self.filter(uitkomst="")

    def newest_first(self) -> "OverdrachtQuerySet":
        """What still runs first, then the last one; with both students."""
        rows = self.select_related("van", "naar")
        return rows.order_by(F("afgerond_op").desc(nulls_first=True), "-pk")

    def between(self, first: date, last: date) -> "OverdrachtQuerySet":
        """Ended on a day from `first` up to and including `last`, handed over or not."""
        return self.filter(afgerond_op__gte=first, afgerond_op__lte=last)

    def waiting_for(self, user: "User") -> "OverdrachtQuerySet":
        """Those in which this person still has to meet, on either side, while we may go there."""
        rows = self.open().filter(Q(van=user) | Q(naar=user), relatie__niet_benaderen="")
        return rows.select_related("relatie", "van", "naar").order_by("akkoord_op", "pk")


class ContactmomentQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "ContactmomentQuerySet":
        """Own contact moments, and those of the wijken one coordinates."""
        scope = user.scope
        coordinated = Q(wijk__in=scope.coordinator_wijken)
        if scope.own_wijken <= scope.coordinator_wijken:  # one condition, so the index of the wijk is walked
            return self.filter(coordinated)
        return self.filter(Q(door=user, wijk__in=scope.own_wijken) | coordinated)

    def with_note_seen_by(self, user: "User") -> "ContactmomentQuerySet":
        """Those whose note this person may read: what she sees, and talks with contacts she keeps today."""
        scope = user.scope
        kept = Q(relatie__perioden__tot=None) | Q(relatie__perioden__tot__gte=scope.today)
        kept &= Q(relatie__perioden__user=user, relatie__perioden__van__lte=scope.today)
        own = Q(wijk__in=scope.own_wijken) & (Q(door=user) | kept)
        return self.filter(own | Q(wijk__in=scope.coordinator_wijken)).distinct()

    def without_note(self) -> "ContactmomentQuerySet":
        """As a list shows them: whether there is a note (`heeft_notitie`), never what it says."""
        return self.defer("notitie").annotate(heeft_notitie=~Q(notitie=""))

    def note_past(self, moment: datetime) -> "ContactmomentQuerySet":
        """With a note of a conversation logged before this moment."""
        return self.filter(op__lt=moment).exclude(notitie="")

    def in_wijk(self, wijk: "Wijk") -> "ContactmomentQuerySet":
        """Contact moments in one wijk."""
        return self.filter(wijk=wijk)

    def between(self, first: date, last: date) -> "ContactmomentQuerySet":
        """On a day from `first` up to and including `last`."""
        return self.filter(datum__gte=first, datum__lte=last)
