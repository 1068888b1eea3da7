from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from core.locking import Slotted
from partners.models.bijdrage import Bijdrage
from partners.models.partner import Partner
from partners.querysets import (
    DatumwijzigingQuerySet,
    RuimtelijkeOntwikkelingQuerySet,
    WoonplekQuerySet,
)
from wijken.models import Plek, Wijk


@tracked()
class RuimtelijkeOntwikkeling(Slotted):
    """Demolition, renovation, new homes or a new layout that changes the wijk, with its planned dates.

    Its owner may report a new date herself; what the date hits follows from the homes and places tied to it.
    """

    class Soort(models.TextChoices):
        SLOOP = "sloop", _("sloop")
        RENOVATIE = "renovatie", _("renovatie")
        NIEUWBOUW = "nieuwbouw", _("nieuwbouw")
        HERINRICHTING = "herinrichting", _("herinrichting")

    class Status(models.TextChoices):
        VOORGENOMEN = "voorgenomen", _("voorgenomen")
        BESLOTEN = "besloten", _("besloten")
        BEZIG = "bezig", _("bezig")
        KLAAR = "klaar", _("klaar")
        VERVALLEN = "vervallen", _("gaat niet door")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    body_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="ontwikkelingen")
    naam = models.CharField(_("welk complex of welke plek"), max_length=120)
    soort = models.CharField(_("wat gebeurt er"), max_length=14, choices=Soort)
    eigenaar = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="ontwikkelingen")
    start_gepland = models.DateField(_("begint"), null=True, blank=True)
    eind_gepland = models.DateField(_("klaar"), null=True, blank=True)
    status = models.CharField(_("hoe zeker"), max_length=12, choices=Status, default=Status.VOORGENOMEN)
    aantal_woningen = models.PositiveIntegerField(_("aantal woningen"), null=True, blank=True)
    plekken = models.ManyToManyField(
        Plek, blank=True, related_name="ontwikkelingen", verbose_name=_("plekken die verdwijnen of sluiten")
    )
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = RuimtelijkeOntwikkelingQuerySet.as_manager()

    class Meta:
        verbose_name = _("ruimtelijke ontwikkeling")
        verbose_name_plural = _("ruimtelijke ontwikkelingen")
        ordering = ["start_gepland", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start_gepland=None)
                | Q(eind_gepland=None)
                | Q(eind_gepland__gte=F("start_gepland")),
                name="ontwikkeling_period",
            )
        ]

    def __str__(self) -> str:
        return self.naam


class Woonplek(Slotted):
    """Rooms for students in a complex, until a day; never an address.

    `ontwikkeling` is what will end them; `bijdrage` is the promise they are part of.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    body_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    corporatie = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="woonplekken")
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="woonplekken")
    naam = models.CharField(_("welk complex, zonder huisnummer"), max_length=80)
    kamers = models.PositiveSmallIntegerField(_("kamers"))
    beschikbaar_van = models.DateField(_("van"))
    beschikbaar_tot = models.DateField(_("tot en met"), null=True, blank=True)
    ontwikkeling = models.ForeignKey(
        RuimtelijkeOntwikkeling, on_delete=models.PROTECT, null=True, blank=True, related_name="woonplekken"
    )
    bijdrage = models.ForeignKey(
        Bijdrage, on_delete=models.PROTECT, null=True, blank=True, related_name="woonplekken"
    )
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = WoonplekQuerySet.as_manager()

    class Meta:
        verbose_name = _("woonplek")
        verbose_name_plural = _("woonplekken")
        ordering = ["naam", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(beschikbaar_tot=None) | Q(beschikbaar_tot__gte=F("beschikbaar_van")),
                name="woonplek_period",
            ),
            models.CheckConstraint(condition=Q(kamers__gte=1), name="woonplek_rooms"),
        ]

    def __str__(self) -> str:
        return self.naam


class Datumwijziging(models.Model):
    """The start of a development moved: from when to when, why, who said so, and whether we looked what it hits."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    body_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    ontwikkeling = models.ForeignKey(
        RuimtelijkeOntwikkeling, on_delete=models.PROTECT, related_name="datumwijzigingen"
    )
    oud = models.DateField(_("was"), null=True, blank=True)
    nieuw = models.DateField(_("wordt"), null=True, blank=True)
    reden = models.CharField(_("waarom"), max_length=300, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)
    bekeken_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    bekeken_op = models.DateTimeField(null=True, blank=True)
    verteld_op = models.DateTimeField(null=True, editable=False)  # who it hits was told

    objects = DatumwijzigingQuerySet.as_manager()

    class Meta:
        verbose_name = _("datumwijziging")
        verbose_name_plural = _("datumwijzigingen")
        ordering = ["-op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bekeken_door=None, bekeken_op=None)
                | Q(bekeken_door__isnull=False, bekeken_op__isnull=False),
                name="datumwijziging_seen_by",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ontwikkeling}: {self.nieuw}"
