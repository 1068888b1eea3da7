from typing import TYPE_CHECKING, Any, Self

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from uuid import UUID

    from mensen.models import User
    from wijken.models import Wijk

NEAR_LAT, NEAR_LNG = 0.009, 0.015  # degrees: about a kilometre in the Netherlands


class GebiedQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "GebiedQuerySet":
        """Official areas are public facts, for everyone who is logged in."""
        return self if user.is_authenticated else self.none()

    def outlines_of(self, wijk: "Wijk") -> "GebiedQuerySet":
        """Confirmed borders of a wijk: official ones before its sketch, the newest first."""
        sketch_last = Case(When(stelsel="schets", then=1), default=0)
        confirmed = self.filter(wijkgebieden__wijk=wijk, wijkgebieden__status="bevestigd")
        return confirmed.exclude(grens=None).order_by(sketch_last, "-geldig_van", "-pk")

    def outline_per_wijk(self, wijken: "Iterable[int]") -> "dict[int, Any]":
        """The outline of each of these wijken (by id), in one query."""
        sketch_last = Case(When(stelsel="schets", then=0), default=1)
        confirmed = self.filter(wijkgebieden__wijk__in=set(wijken), wijkgebieden__status="bevestigd")
        best_last = confirmed.exclude(grens=None).order_by(sketch_last, "geldig_van", "pk")
        return dict(best_last.values_list("wijkgebieden__wijk", "grens"))


class WijkQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "WijkQuerySet":
        """Own wijken of team and coordinator, those a partner is involved in, all for who leads."""
        scope = user.scope
        if scope.sees_all_wijken or scope.is_beheerder:
            return self
        return self.filter(pk__in=scope.own_wijken | scope.partner_wijken)

    def active(self) -> "WijkQuerySet":
        """Wijken that were not closed."""
        return self.filter(gesloten_op=None)


class OudeSlugQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "OudeSlugQuerySet":
        """Old addresses of wijken this person works in or leads."""
        scope = user.scope
        return (
            self if scope.sees_all_wijken else self.filter(wijk__in=scope.own_wijken | scope.partner_wijken)
        )


class InWijkQuerySet(QuerySet):
    """Rows of one wijk (a column `wijk`), seen by who works there and who leads."""

    def in_wijk(self, wijk: "Wijk") -> Self:
        """Only rows of this wijk."""
        return self.filter(wijk=wijk)

    def visible_to(self, user: "User") -> Self:
        """Own wijken as teamlid or coordinator, all for who leads the whole; never partners."""
        scope = user.scope
        return self if scope.sees_all_wijken else self.filter(wijk__in=scope.own_wijken)


class WijkgebiedQuerySet(InWijkQuerySet):
    def visible_to(self, user: "User") -> Self:
        """Links between wijk and official area, also for the beheerder who imports."""
        if user.scope.is_beheerder:
            return self
        return super().visible_to(user)  # type: ignore[return-value]

    def proposed(self) -> "WijkgebiedQuerySet":
        """Links that wait for a person."""
        return self.filter(status="voorgesteld")

    def official(self) -> "WijkgebiedQuerySet":
        """Links to areas that somebody else drew; the wijk's own sketch is no question."""
        return self.exclude(gebied__stelsel="schets")

    def confirmed(self) -> "WijkgebiedQuerySet":
        """Only links a person confirmed."""
        return self.filter(status="bevestigd")


class KerncijferQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "KerncijferQuerySet":
        """Official figures are public facts, for everyone who is logged in."""
        return self if user.is_authenticated else self.none()

    def of_wijk(self, wijk: "Wijk") -> "KerncijferQuerySet":
        """Figures of the areas that a person confirmed for this wijk, newest first."""
        return (
            self.filter(gebied__wijkgebieden__wijk=wijk, gebied__wijkgebieden__status="bevestigd")
            .select_related("maat", "gebied")
            .order_by("maat__effectgebied", "maat__naam", "-peiljaar", "-uitgave", "-pk")
        )


class PlekQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "PlekQuerySet":
        """Public places, for everyone who is logged in."""
        return self if user.is_authenticated else self.none()

    def in_box(self, west: float, south: float, east: float, north: float) -> "PlekQuerySet":
        """Places inside a box of degrees, for the map around a wijk."""
        return self.filter(lng__gte=west, lng__lte=east, lat__gte=south, lat__lte=north)

    def near(self, wijken: "Collection[int]") -> "PlekQuerySet":
        """Places of these wijken, and places of no wijk about a kilometre around one of them."""
        own = self.model._default_manager.filter(
            wijk__in=wijken,
            lat__range=(OuterRef("lat") - NEAR_LAT, OuterRef("lat") + NEAR_LAT),
            lng__range=(OuterRef("lng") - NEAR_LNG, OuterRef("lng") + NEAR_LNG),
        )
        return self.filter(Q(wijk__in=wijken) | Q(Exists(own), wijk=None))


class InvoerQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "InvoerQuerySet":
        """Own imports; the beheerder and the projectleider see all."""
        scope = user.scope
        return self if scope.is_beheerder or scope.is_projectleider else self.filter(door=user)

    def waiting(self) -> "InvoerQuerySet":
        """Uploads nobody has processed yet, oldest first."""
        return self.filter(status="wacht").order_by("op", "pk")

    def about(self, key: "UUID") -> "InvoerQuerySet":
        """Uploads for one thing of a higher room, newest first."""
        return self.filter(samenvatting__opties__over=str(key)).order_by("-op", "-pk")
