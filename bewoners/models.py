"""What we know of residents: a speakable code, when we spoke, and nothing that names or finds anyone."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Bijeenkomst
from bewoners.querysets import ContactmomentQuerySet, RelatieQuerySet
from bewoners.rules import BEWERKBAAR
from wijken.models import Wijk
from wijken.vocabulary import GevoeligThema, Thema


class Relatie(models.Model):
    """A resident we keep in touch with, known only by a random code that two people can say to each other."""

    class Soort(models.TextChoices):
        BUUR = "buur", _("buur")
        CONTACTGEZIN = "contactgezin", _("contactgezin")
        SLEUTELFIGUUR = "sleutelfiguur", _("sleutelfiguur")
        VRIJWILLIGER = "vrijwilliger", _("vrijwilliger")
        ONDERNEMER = "ondernemer", _("ondernemer")

    class Status(models.TextChoices):
        ACTIEF = "actief", _("actief")
        SLAPEND = "slapend", _("slapend")
        OVERGEDRAGEN = "overgedragen", _("overgedragen")
        AFGESLOTEN = "afgesloten", _("afgesloten")

    code = models.CharField(max_length=40, unique=True)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="relaties")
    soort = models.CharField(max_length=14, choices=Soort, default=Soort.BUUR)
    sinds = models.DateField()
    status = models.CharField(max_length=12, choices=Status, default=Status.ACTIEF)

    objects = RelatieQuerySet.as_manager()

    class Meta:
        verbose_name = _("relatie")
        verbose_name_plural = _("relaties")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.roepnaam

    @property
    def roepnaam(self) -> str:
        """The word of the code, as students say it: MOL-kastanje-37 is Kastanje."""
        return self.code.split("-")[1].capitalize()


class Relatieperiode(models.Model):
    """Who keeps in touch with a relation, from when to when (last day included)."""

    relatie = models.ForeignKey(Relatie, on_delete=models.CASCADE, related_name="perioden")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="relatieperioden"
    )
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("relatieperiode")
        verbose_name_plural = _("relatieperioden")
        constraints = [
            models.CheckConstraint(
                condition=Q(tot=None) | Q(tot__gte=F("van")), name="relatieperiode_period"
            ),
            models.UniqueConstraint(fields=["relatie", "user", "van"], name="relatieperiode_once"),
        ]

    def __str__(self) -> str:
        return f"{self.relatie} – {self.user}"


class Contactmoment(models.Model):
    """One conversation: with whom (a code or just a neighbour), how, how long and what about. No names, no text."""

    class Wie(models.TextChoices):
        RELATIE = "relatie", _("iemand die je kent")
        BUUR = "buur", _("een buur")

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
    seconden = models.PositiveIntegerField(null=True, blank=True)

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
        return f"{self.datum} {self.get_hoe_display()}"

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
