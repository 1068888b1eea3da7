from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Bijeenkomst
from bewoners.models.relatie import Relatie
from bewoners.querysets import ContactmomentQuerySet
from bewoners.rules import BEWERKBAAR
from signalen.models import Signaal
from wijken.models import Wijk
from wijken.vocabulary import GevoeligThema, Thema


class Contactmoment(models.Model):
    """One conversation: with whom (a code or just a neighbour), how, how long and what about. No names.

    A note of a few words may stand with it for six months; nobody reads it without a line in the audit trail.
    """

    class Wie(models.TextChoices):
        RELATIE = "relatie", _("iemand die je kent")
        BUUR = "buur", _("een buur")

    class Initiatief(models.TextChoices):
        BEWONER = "bewoner", _("de bewoner")
        STUDENT = "student", _("ik")

    class Hoe(models.TextChoices):
        KOFFIE = "koffie", _("koffie")
        STRAAT = "straat", _("op straat")
        THUIS = "thuis", _("thuis")
        APP = "app", _("appje")
        ACTIVITEIT = "activiteit", _("bij activiteit")

    class Duur(models.TextChoices):
        EVEN = "even", _("even")
        HALF_UUR = "half_uur", _("half uur")
        UUR = "uur", _("uur of meer")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(unique=True)
    body_hash = models.CharField(max_length=64)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="contactmomenten")
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contactmomenten"
    )
    datum = models.DateField(_("wanneer"))
    op = models.DateTimeField(auto_now_add=True)
    wie = models.CharField(_("wie"), max_length=8, choices=Wie)
    relatie = models.ForeignKey(
        Relatie, on_delete=models.PROTECT, null=True, blank=True, related_name="contactmomenten"
    )
    hoe = models.CharField(_("hoe"), max_length=10, choices=Hoe)
    duur = models.CharField(_("hoe lang"), max_length=10, choices=Duur)
    themas = ArrayField(models.CharField(max_length=10, choices=Thema), default=list, blank=True)
    bijeenkomst = models.ForeignKey(
        Bijeenkomst, on_delete=models.PROTECT, null=True, blank=True, related_name="contactmomenten"
    )
    initiatief = models.CharField(
        _("wie begon"), max_length=7, choices=Initiatief, blank=True, default="", db_default=""
    )
    seconden = models.PositiveIntegerField(null=True, blank=True)
    notitie = models.CharField(max_length=280, blank=True, default="", db_default="")
    notitie_aangepast = models.BooleanField(default=False, db_default=False)

    signalen = models.ManyToManyField(Signaal, related_name="+", blank=True)

    objects = ContactmomentQuerySet.as_manager()

    class Meta:
        verbose_name = _("contactmoment")
        verbose_name_plural = _("contactmomenten")
        constraints = [
            models.CheckConstraint(
                condition=Q(wie="relatie", relatie__isnull=False) | Q(wie="buur", relatie=None),
                name="contactmoment_relatie_fits_wie",
            ),
            models.CheckConstraint(
                condition=Q(themas__contained_by=[str(t.value) for t in Thema]), name="contactmoment_themas"
            ),
        ]
        indexes = [
            models.Index(
                fields=["wijk", "datum"],
                include=["door", "relatie", "wie", "id"],
                name="contactmoment_wijk_datum",
            ),
            models.Index(fields=["door", "-datum", "-id"], name="contactmoment_own_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.datum:%d-%m-%Y} {self.get_hoe_display()}"

    @property
    def is_recent(self) -> bool:
        """Whether its maker may still correct it."""
        return self.op >= timezone.now() - BEWERKBAAR


class Thematelling(models.Model):
    """How often a sensitive theme came up in a wijk in a month, counted loose from any conversation."""

    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="thematellingen")
    maand = models.DateField()
    thema = models.CharField(max_length=12, choices=GevoeligThema)
    aantal = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("thematelling")
        verbose_name_plural = _("thematellingen")
        constraints = [
            models.UniqueConstraint(fields=["wijk", "maand", "thema"], name="thematelling_once"),
            models.CheckConstraint(condition=Q(maand__day=1), name="thematelling_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.wijk} {self.maand:%Y-%m} {self.get_thema_display()}"
