"""What we do: activities, their bijeenkomsten, who was there to help, and how many people came."""

from datetime import date, time, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activiteiten.querysets import (
    ActiviteitQuerySet,
    BijeenkomstQuerySet,
    InzetQuerySet,
    MaandvrijgaveQuerySet,
    TellingQuerySet,
)
from core.locking import Slotted
from teams.models import Team
from wijken.models import Plek, Wijk
from wijkplan.models import Doel

if TYPE_CHECKING:
    from mensen.models import User

HOOGSTE_TELLING = 5000


class Activiteit(Slotted):
    """Something we do with residents, once or again and again, for a goal of the plan or loose from it.

    Each team has one activity `los`: what was not planned becomes a bijeenkomst of it in one tap.
    """

    class Soort(models.TextChoices):
        ONTMOETING = "ontmoeting", _("ontmoeten en eten")
        TAAL = "taal", _("taal en leren")
        KINDEREN = "kinderen", _("kinderen en jongeren")
        BEWEGEN = "bewegen", _("bewegen")
        GROEN = "groen", _("groen en schoon")
        CULTUUR = "cultuur", _("cultuur en feest")
        HULP = "hulp", _("hulp en advies")
        ANDERS = "anders", _("iets anders")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="activiteiten")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="activiteiten")
    doel = models.ForeignKey(
        Doel, on_delete=models.PROTECT, null=True, blank=True, related_name="activiteiten"
    )
    titel = models.CharField(_("titel"), max_length=120)
    soort = models.CharField(_("soort"), max_length=12, choices=Soort, default=Soort.ONTMOETING)
    doelgroep = models.CharField(_("voor wie"), max_length=120, blank=True)
    plek = models.ForeignKey(
        Plek, on_delete=models.PROTECT, null=True, blank=True, related_name="activiteiten"
    )
    kosten = models.CharField(_("wat kost het"), max_length=80, blank=True)
    taal = models.CharField(_("in welke taal"), max_length=80, blank=True)
    aanmelden = models.BooleanField(_("aanmelden nodig"), default=False)
    startgroep = models.PositiveSmallIntegerField(
        _("mensen die er al waren bij de start"), null=True, blank=True
    )
    los = models.BooleanField(default=False)
    gestopt_op = models.DateField(_("gestopt op"), null=True, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = ActiviteitQuerySet.as_manager()

    class Meta:
        verbose_name = _("activiteit")
        verbose_name_plural = _("activiteiten")
        ordering = ["titel", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team"], condition=Q(los=True), name="activiteit_one_los_per_team"
            ),
            models.CheckConstraint(condition=Q(los=False) | Q(doel=None), name="activiteit_los_has_no_doel"),
        ]
        indexes = [models.Index(fields=["wijk", "titel"], name="activiteit_wijk_titel")]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("activiteiten:detail", args=[self.uuid])


class Bijeenkomst(Slotted):
    """One time an activity takes place, with its one count.

    `aantal_deelnemers` has three values: a number, 0 (niemand kwam) and NULL. NULL means not yet counted while
    `status` is gepland, and «niet geteld» once it is doorgegaan. `nieuw_aanwezig` are people here for the first
    time, `helpers_uit_wijk` residents who helped; both may stay unknown.
    """

    class Status(models.TextChoices):
        GEPLAND = "gepland", _("gepland")
        DOORGEGAAN = "doorgegaan", _("doorgegaan")
        AFGELAST = "afgelast", _("niet doorgegaan")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    activiteit = models.ForeignKey(Activiteit, on_delete=models.PROTECT, related_name="bijeenkomsten")
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

    objects = BijeenkomstQuerySet.as_manager()

    class Meta:
        verbose_name = _("bijeenkomst")
        verbose_name_plural = _("bijeenkomsten")
        ordering = ["begin", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(eind__gt=F("begin")), name="bijeenkomst_period"),
            models.CheckConstraint(
                condition=Q(status="doorgegaan", geteld_door__isnull=False, geteld_op__isnull=False)
                | Q(
                    status__in=["gepland", "afgelast"],
                    aantal_deelnemers=None,
                    nieuw_aanwezig=None,
                    helpers_uit_wijk=None,
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
        ]
        indexes = [
            models.Index(
                fields=["activiteit", "begin"],
                include=["status", "aantal_deelnemers", "nieuw_aanwezig", "helpers_uit_wijk"],
                name="bijeenkomst_counts",
            ),
            models.Index(fields=["eind"], condition=Q(status="gepland"), name="bijeenkomst_to_count"),
        ]

    def __str__(self) -> str:
        return f"{self.naam} {timezone.localtime(self.begin):%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("activiteiten:bijeenkomst", args=[self.uuid])

    @property
    def naam(self) -> str:
        """Its own title, else that of its activity."""
        return self.titel or self.activiteit.titel

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
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.eind <= timezone.now()

    @property
    def opent(self) -> "User | None":
        """Who opens."""
        return next((inzet.user for inzet in self.inzetten.all() if inzet.rol == "opent"), None)

    @property
    def helpen(self) -> "list[User]":
        """Who helps or cooks."""
        return [inzet.user for inzet in self.inzetten.all() if inzet.rol != "opent"]


class Telling(models.Model):
    """What one person counted at a bijeenkomst; both numbers stay until a coordinator picks one."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(unique=True)
    body_hash = models.CharField(max_length=64)
    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="tellingen")
    aantal = models.PositiveIntegerField(null=True, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)
    seconden = models.PositiveIntegerField(null=True, blank=True)
    afwijkend = models.BooleanField(default=False)
    beslist_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    beslist_op = models.DateTimeField(null=True, blank=True)

    objects = TellingQuerySet.as_manager()

    class Meta:
        verbose_name = _("telling")
        verbose_name_plural = _("tellingen")
        constraints = [
            models.CheckConstraint(
                condition=Q(aantal=None) | Q(aantal__lte=HOOGSTE_TELLING), name="telling_range"
            )
        ]
        indexes = [
            models.Index(
                fields=["bijeenkomst"],
                condition=Q(afwijkend=True, beslist_op=None),
                name="telling_open_difference",
            )
        ]

    def __str__(self) -> str:
        return f"{self.bijeenkomst}: {self.aantal}"


class Inzet(models.Model):
    """A student at a bijeenkomst: planned, present or unable; hours are persons present × duration."""

    class Rol(models.TextChoices):
        OPENT = "opent", _("opent")
        KOOKT = "kookt", _("kookt")
        HELPT = "helpt", _("helpt")

    class Status(models.TextChoices):
        INGEPLAND = "ingepland", _("ingepland")
        AANWEZIG = "aanwezig", _("was er")
        AFWEZIG = "afwezig", _("was er niet")

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="inzetten")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="inzetten")
    rol = models.CharField(_("taak"), max_length=8, choices=Rol, default=Rol.HELPT)
    status = models.CharField(max_length=10, choices=Status, default=Status.INGEPLAND)

    objects = InzetQuerySet.as_manager()

    class Meta:
        verbose_name = _("inzet")
        verbose_name_plural = _("inzet")
        constraints = [models.UniqueConstraint(fields=["bijeenkomst", "user"], name="inzet_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.get_status_display()}"


class Maandvrijgave(models.Model):
    """A finished month whose counts a coordinator released to partners; from then on they do not change."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="maandvrijgaven")
    maand = models.DateField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = MaandvrijgaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("maandvrijgave")
        verbose_name_plural = _("maandvrijgaven")
        constraints = [
            models.UniqueConstraint(fields=["wijk", "maand"], name="maandvrijgave_once"),
            models.CheckConstraint(condition=Q(maand__day=1), name="maandvrijgave_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.wijk} {self.maand:%Y-%m}"
