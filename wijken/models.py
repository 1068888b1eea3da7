"""Where: official areas in time, the wijken in which VoorUit works, official figures and places."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wijken.querysets import (
    GebiedQuerySet,
    InvoerQuerySet,
    InWijkQuerySet,
    KerncijferQuerySet,
    PlekQuerySet,
    WijkgebiedQuerySet,
    WijkQuerySet,
)
from wijken.vocabulary import Effectgebied, Richting


class DateRange(Func):
    """PostgreSQL's daterange; an empty end is open."""

    function = "daterange"


class Gebiedsoort(models.TextChoices):
    GEMEENTE = "gemeente", _("gemeente")
    STADSDEEL = "stadsdeel", _("stadsdeel")
    GEBIED = "gebied", _("gebied")
    WIJK = "wijk", _("wijk")
    BUURT = "buurt", _("buurt")


class Stelsel(models.TextChoices):
    """Coding systems never join: the same letters mean different areas in each."""

    CBS = "cbs", _("CBS")
    GEMEENTE = "gemeente", _("gemeente (eigen codes)")
    NAAM = "naam", _("gemeente (alleen namen)")
    SCHETS = "schets", _("schets, geen officiële grens")


class Gebied(models.Model):
    """An official area as it was during a period; a new division makes new rows, never changes old ones.

    `grens` is a GeoJSON MultiPolygon in WGS84, longitude first; `west` … `noord` are its box in degrees.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    soort = models.CharField(_("soort"), max_length=10, choices=Gebiedsoort)
    stelsel = models.CharField(_("stelsel"), max_length=10, choices=Stelsel)
    code = models.CharField(_("code"), max_length=80)
    naam = models.CharField(_("naam"), max_length=120)
    grens = models.JSONField(_("grens"), null=True, blank=True)
    west = models.FloatField(null=True, blank=True)
    zuid = models.FloatField(null=True, blank=True)
    oost = models.FloatField(null=True, blank=True)
    noord = models.FloatField(null=True, blank=True)
    ouder = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="delen")
    opvolger = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="voorgangers"
    )
    geldig_van = models.DateField(_("geldig van"))
    geldig_tot = models.DateField(_("geldig tot en met"), null=True, blank=True)
    bron = models.CharField(_("bron"), max_length=200, blank=True)

    objects = GebiedQuerySet.as_manager()

    class Meta:
        verbose_name = _("gebied")
        verbose_name_plural = _("gebieden")
        constraints = [
            models.UniqueConstraint(fields=["stelsel", "code", "geldig_van"], name="gebied_code_in_time"),
            models.CheckConstraint(
                condition=Q(geldig_tot=None) | Q(geldig_tot__gte=F("geldig_van")), name="gebied_period"
            ),
        ]
        indexes = [models.Index(fields=["naam"], name="gebied_naam")]

    def __str__(self) -> str:
        return f"{self.naam} ({self.get_stelsel_display()}, {self.geldig_van.year})"


class Wijk(models.Model):
    """A working area of VoorUit: where students live and work, with its context and its task (opgave)."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    naam = models.CharField(_("naam"), max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    context = models.TextField(_("context"), blank=True)
    opgave = models.TextField(_("opgave"), blank=True)
    actief_sinds = models.DateField(_("actief sinds"))
    gesloten_op = models.DateField(_("gesloten op"), null=True, blank=True)

    objects = WijkQuerySet.as_manager()

    class Meta:
        verbose_name = _("wijk")
        verbose_name_plural = _("wijken")
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("wijk", args=[self.slug])


class OudeSlug(models.Model):
    """A slug a wijk had before; old links redirect."""

    slug = models.SlugField(max_length=80, unique=True)
    wijk = models.ForeignKey(Wijk, on_delete=models.CASCADE, related_name="oude_slugs")

    class Meta:
        verbose_name = _("oude slug")
        verbose_name_plural = _("oude slugs")

    def __str__(self) -> str:
        return self.slug


class Wijkgebied(models.Model):
    """The link between a wijk and an official area: proposed by name or overlap, confirmed by a person.

    `overlap` is the share (0–100 %) of the official area that lies within the wijk's outline, when both have one.
    """

    class Status(models.TextChoices):
        VOORGESTELD = "voorgesteld", _("voorgesteld")
        BEVESTIGD = "bevestigd", _("bevestigd")
        AFGEWEZEN = "afgewezen", _("afgewezen")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    wijk = models.ForeignKey(Wijk, on_delete=models.CASCADE, related_name="wijkgebieden")
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, related_name="wijkgebieden")
    status = models.CharField(max_length=12, choices=Status, default=Status.VOORGESTELD)
    reden = models.CharField(_("voorgesteld op grond van"), max_length=20, default="naam")
    overlap = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    op = models.DateTimeField(null=True, blank=True)

    objects = WijkgebiedQuerySet.as_manager()

    class Meta:
        verbose_name = _("wijkgebied")
        verbose_name_plural = _("wijkgebieden")
        constraints = [
            models.UniqueConstraint(fields=["wijk", "gebied"], name="wijkgebied_once"),
            models.CheckConstraint(
                condition=Q(status="voorgesteld") | Q(op__isnull=False), name="wijkgebied_decided_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wijk} – {self.gebied}"


class Maat(models.Model):
    """A measure of an outside source: what is counted, in which unit, and which way is better."""

    code = models.SlugField(max_length=60, unique=True)
    naam = models.CharField(_("naam"), max_length=160)
    eenheid = models.CharField(_("eenheid"), max_length=40, blank=True)
    richting = models.CharField(_("richting"), max_length=6, choices=Richting, blank=True)
    effectgebied = models.CharField(_("effectgebied"), max_length=14, choices=Effectgebied, blank=True)
    bron = models.CharField(_("bron"), max_length=160)
    frequentie = models.CharField(_("frequentie"), max_length=40, blank=True)
    schaal = models.CharField(_("schaal"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("maat")
        verbose_name_plural = _("maten")
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Kerncijfer(models.Model):
    """One published value of a measure for an area in a year; missing is NULL and never 0."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, related_name="kerncijfers")
    maat = models.ForeignKey(Maat, on_delete=models.PROTECT, related_name="kerncijfers")
    peiljaar = models.PositiveSmallIntegerField(
        _("peiljaar"), validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    uitgave = models.CharField(_("uitgave"), max_length=80, blank=True)
    waarde = models.DecimalField(_("waarde"), max_digits=16, decimal_places=4, null=True, blank=True)
    bron_toelichting = models.CharField(_("bron"), max_length=200, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    op = models.DateTimeField(auto_now=True)

    objects = KerncijferQuerySet.as_manager()

    class Meta:
        verbose_name = _("kerncijfer")
        verbose_name_plural = _("kerncijfers")
        constraints = [
            models.UniqueConstraint(fields=["gebied", "maat", "peiljaar", "uitgave"], name="kerncijfer_once"),
            models.CheckConstraint(condition=Q(peiljaar__range=(1900, 2100)), name="kerncijfer_year"),
        ]

    def __str__(self) -> str:
        return f"{self.maat} {self.gebied.naam} {self.peiljaar}"


class Plek(models.Model):
    """A place where people meet: buurtkamer, huis van de wijk, school, square. Never a home of a resident."""

    class Soort(models.TextChoices):
        BUURTKAMER = "buurtkamer", _("buurtkamer")
        HUIS_VAN_DE_WIJK = "huis_van_de_wijk", _("huis van de wijk")
        SCHOOL = "school", _("school")
        PLEIN = "plein", _("plein of park")
        SPORT = "sport", _("sportplek")
        BIBLIOTHEEK = "bibliotheek", _("bibliotheek")
        ANDERS = "anders", _("andere plek")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    naam = models.CharField(_("naam"), max_length=160)
    soort = models.CharField(_("soort"), max_length=20, choices=Soort, default=Soort.ANDERS)
    adres = models.CharField(_("adres"), max_length=200, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lng = models.FloatField(null=True, blank=True)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, null=True, blank=True, related_name="plekken")
    beheerder = models.CharField(_("beheerd door"), max_length=120, blank=True)
    bron = models.CharField(_("bron"), max_length=120, blank=True)
    bron_id = models.CharField(max_length=60, null=True, blank=True, unique=True)

    objects = PlekQuerySet.as_manager()

    class Meta:
        verbose_name = _("plek")
        verbose_name_plural = _("plekken")
        ordering = ["naam"]
        indexes = [models.Index(fields=["lat", "lng"], name="plek_lat_lng")]
        constraints = [
            models.CheckConstraint(
                condition=Q(lat=None, lng=None) | Q(lat__range=(-90, 90), lng__range=(-180, 180)),
                name="plek_point",
            )
        ]

    def __str__(self) -> str:
        return self.naam


class Aanwezigheid(models.Model):
    """The phase of VoorUit in a wijk during a period, from exploring to aftercare."""

    class Fase(models.TextChoices):
        VERKENNING = "verkenning", _("verkenning")
        KWARTIERMAKEN = "kwartiermaken", _("kwartiermaken")
        ACTIEF = "actief", _("actief")
        AFBOUW = "afbouw", _("afbouw")
        NAZORG = "nazorg", _("nazorg")
        AFGEROND = "afgerond", _("afgerond")

    wijk = models.ForeignKey(Wijk, on_delete=models.CASCADE, related_name="aanwezigheden")
    fase = models.CharField(max_length=14, choices=Fase)
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    objects = InWijkQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanwezigheid")
        verbose_name_plural = _("aanwezigheden")
        constraints = [
            ExclusionConstraint(
                name="aanwezigheid_one_phase",
                expressions=[
                    ("wijk", RangeOperators.EQUAL),
                    (DateRange("van", "tot", Value("[]")), RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.wijk}: {self.get_fase_display()}"


class Invoer(models.Model):
    """An import somebody started: which file, how far it is, and what became of every row."""

    class Soort(models.TextChoices):
        GEBIEDEN = "gebieden", _("gebieden en grenzen")
        KERNCIJFERS = "kerncijfers", _("cijfers")
        PLEKKEN = "plekken", _("plekken")

    class Status(models.TextChoices):
        WACHT = "wacht", _("wacht")
        BEZIG = "bezig", _("bezig")
        KLAAR = "klaar", _("klaar")
        MISLUKT = "mislukt", _("mislukt")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(unique=True, null=True, blank=True)
    soort = models.CharField(max_length=12, choices=Soort)
    bestandsnaam = models.CharField(max_length=200)
    bestand = models.FileField(upload_to="invoer/%Y/%m/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    droog = models.BooleanField(_("droog proberen"), default=False)
    status = models.CharField(max_length=8, choices=Status, default=Status.WACHT)
    voortgang = models.PositiveSmallIntegerField(default=0)
    begonnen_op = models.DateTimeField(null=True, blank=True)
    klaar_op = models.DateTimeField(null=True, blank=True)
    samenvatting = models.JSONField(default=dict, blank=True)
    verslag = models.JSONField(default=list, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = InvoerQuerySet.as_manager()

    class Meta:
        verbose_name = _("invoer")
        verbose_name_plural = _("invoer")
        ordering = ["-op", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(voortgang__lte=100), name="invoer_progress")]

    def __str__(self) -> str:
        return f"{self.bestandsnaam} ({self.get_status_display()})"
