from datetime import date, time, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from activiteiten.models.activiteit import Activiteit
from activiteiten.models.reeks import Reeks
from activiteiten.querysets import BijeenkomstQuerySet
from core.locking import Slotted
from wijken.models import Plek

if TYPE_CHECKING:
    from activiteiten.models.telling import Inzet
    from mensen.models import User

HOOGSTE_TELLING = 5000
IN_AGENDA = pgtrigger.Trigger(
    name="bijeenkomst_in_agenda",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.AnyChange("begin", "eind", "plek", "titel", "status"),
    func="NEW.agenda_versie = OLD.agenda_versie + 1; NEW.agenda_op = now(); RETURN NEW;",
)


class Bijeenkomst(Slotted):
    """One time an activity takes place, with its one count.

    `aantal_deelnemers` has three values: a number, 0 (niemand kwam) and NULL. NULL means not yet counted while
    `status` is gepland, and «niet geteld» once it is doorgegaan. `nieuw_aanwezig` are people here for the first
    time, `helpers_uit_wijk` residents who helped, `verbindend` is whether people talked who did not know each other
    yet; all three may stay unknown (NULL).
    """

    class Status(models.TextChoices):
        GEPLAND = "gepland", _("gepland")
        DOORGEGAAN = "doorgegaan", _("doorgegaan")
        AFGELAST = "afgelast", _("niet doorgegaan")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    body_hash = models.CharField(max_length=64, blank=True, default="", db_default="", editable=False)
    activiteit = models.ForeignKey(Activiteit, on_delete=models.PROTECT, related_name="bijeenkomsten")
    reeks = models.ForeignKey(
        Reeks, on_delete=models.PROTECT, null=True, blank=True, related_name="bijeenkomsten"
    )
    regeldag = models.DateField(null=True, blank=True, editable=False)
    aangepast = models.BooleanField(default=False, db_default=False, editable=False)
    begin = models.DateTimeField(_("begint"))
    eind = models.DateTimeField(_("eindigt"))
    plek = models.ForeignKey(
        Plek, on_delete=models.PROTECT, null=True, blank=True, related_name="bijeenkomsten"
    )
    titel = models.CharField(_("titel"), max_length=120, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.GEPLAND)
    aantal_deelnemers = models.PositiveIntegerField(_("hoeveel mensen waren er"), null=True, blank=True)
    nieuw_aanwezig = models.PositiveIntegerField(_("nieuw hier"), null=True, blank=True)
    helpers_uit_wijk = models.PositiveIntegerField(_("wie hielp uit de wijk"), null=True, blank=True)
    verbindend = models.BooleanField(
        _("kwamen mensen in gesprek die elkaar nog niet kenden"), null=True, blank=True
    )
    telt = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    geteld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    geteld_op = models.DateTimeField(null=True, blank=True)
    volgens = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    # What a calendar on a phone needs: how often it changed there, and when last; a trigger keeps both.
    agenda_versie = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    agenda_op = models.DateTimeField(default=timezone.now, db_default=Now(), editable=False)

    objects = BijeenkomstQuerySet.as_manager()

    class Meta:
        verbose_name = _("bijeenkomst")
        verbose_name_plural = _("bijeenkomsten")
        ordering = ["begin", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reeks", "regeldag"], name="bijeenkomst_once_per_day_of_the_rule"
            ),
            models.CheckConstraint(
                condition=Q(reeks=None, regeldag=None) | Q(reeks__isnull=False, regeldag__isnull=False),
                name="bijeenkomst_day_of_its_reeks",
            ),
            models.CheckConstraint(condition=Q(eind__gt=F("begin")), name="bijeenkomst_period"),
            models.CheckConstraint(
                condition=Q(status="doorgegaan", geteld_door__isnull=False, geteld_op__isnull=False)
                | Q(
                    status__in=["gepland", "afgelast"],
                    aantal_deelnemers=None,
                    nieuw_aanwezig=None,
                    helpers_uit_wijk=None,
                    verbindend=None,
                ),
                name="bijeenkomst_count_only_when_held",
            ),
            models.CheckConstraint(
                condition=Q(aantal_deelnemers=None) | Q(aantal_deelnemers__lte=HOOGSTE_TELLING),
                name="bijeenkomst_count_range",
            ),
            models.CheckConstraint(
                condition=Q(nieuw_aanwezig=None) | Q(nieuw_aanwezig__lte=F("aantal_deelnemers")),
                name="bijeenkomst_new_within_count",
            ),
            models.CheckConstraint(
                condition=Q(helpers_uit_wijk=None) | Q(helpers_uit_wijk__lte=F("aantal_deelnemers")),
                name="bijeenkomst_helpers_within_count",
            ),
            models.CheckConstraint(
                condition=Q(verbindend=None) | Q(aantal_deelnemers__isnull=False, aantal_deelnemers__gt=0),
                name="bijeenkomst_verbindend_needs_people",
            ),
        ]
        indexes = [
            models.Index(
                fields=["activiteit", "begin"],
                include=["status", "aantal_deelnemers", "nieuw_aanwezig", "helpers_uit_wijk"],
                name="bijeenkomst_counts",
            ),
            models.Index(fields=["eind"], condition=Q(status="gepland"), name="bijeenkomst_to_count"),
        ]
        triggers = [IN_AGENDA]

    def __str__(self) -> str:
        return f"{self.naam} {timezone.localtime(self.begin):%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("activiteiten:bijeenkomst", args=[self.uuid])

    @property
    def naam(self) -> str:
        """Its own title, else that of its activity."""
        return self.titel or self.activiteit.titel

    @property
    def may_reach_further(self) -> bool:
        """Whether what is said of this one may be said of more: to come, and one of a series."""
        return self.reeks_id is not None and self.begin > timezone.now()

    @property
    def in_series(self) -> bool:
        """Whether a change may reach further than this one: planned, to come, and one of a series."""
        return self.may_reach_further and self.status == self.Status.GEPLAND

    @property
    def duur(self) -> timedelta:
        """How long it takes."""
        return self.eind - self.begin

    @property
    def niet_geteld(self) -> bool:
        """Whether it was held while nobody counted."""
        return self.status == self.Status.DOORGEGAAN and self.aantal_deelnemers is None

    @property
    def dag(self) -> date:
        """The local day on which it begins."""
        return timezone.localdate(self.begin)

    @property
    def van(self) -> time:
        """The local time at which it begins."""
        return timezone.localtime(self.begin).time()

    @property
    def tot(self) -> time:
        """The local time at which it ends."""
        return timezone.localtime(self.eind).time()

    @property
    def is_to_come(self) -> bool:
        """Whether it goes on and has not begun."""
        return self.status == self.Status.GEPLAND and self.begin > timezone.now()

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.eind <= timezone.now()

    @cached_property
    def mensen(self) -> "list[Inzet]":
        """Who is planned or was there, who opens first; not who could not come."""
        rows = self.inzetten.exclude(status="afwezig")
        return list(rows.select_related("user").order_by("-rol", "user__naam"))

    @property
    def nog_nodig(self) -> dict[str, int]:
        """The tasks nobody does yet, of one that is still to come; empty when all are done or it does not go on."""
        if not self.is_to_come:
            return {}
        rows = self.inzetten.all()  # often fetched already
        return self.activiteit.missing(row.rol for row in rows if row.status != "afwezig")

    def ruil_voor(self, user: "User") -> "list[Inzet]":
        """Who asks this person, by name or as one of the team, to take over a task of one that is still to come."""
        if not self.is_to_come:
            return []
        asked = [row for row in self.inzetten.all() if row.zoekt_ruil and row.user_id != user.pk]
        own = {row.rol for row in self.inzetten.all() if row.user_id == user.pk and row.status == "ingepland"}
        if own - {"helpt"}:
            return []  # who opens or cooks has her hands full
        return [row for row in asked if row.ruil_aan_id in {None, user.pk}]

    @property
    def opent(self) -> "User | None":
        """Who opens."""
        return next((inzet.user for inzet in self.mensen if inzet.rol == "opent"), None)

    @property
    def koken(self) -> "list[User]":
        """Who cooks."""
        return [inzet.user for inzet in self.mensen if inzet.rol == "kookt"]

    @property
    def helpen(self) -> "list[User]":
        """Who helps or cooks."""
        return [inzet.user for inzet in self.mensen if inzet.rol != "opent"]
