from uuid import uuid4

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from core.locking import Slotted
from partners.querysets import (
    BetrokkenheidQuerySet,
    ContactpersoonQuerySet,
    PartnerQuerySet,
)
from wijken.models import DateRange, Plek, Wijk


class Partner(models.Model):
    """An organisation that takes part: municipality, corporation, fund, company, group of residents."""

    class Soort(models.TextChoices):
        GEMEENTE = "gemeente", _("gemeente")
        STADSDEEL = "stadsdeel", _("stadsdeel")
        CORPORATIE = "corporatie", _("woningcorporatie")
        WELZIJN = "welzijn", _("welzijn")
        ONDERWIJS = "onderwijs", _("onderwijs")
        BEWONERSORGANISATIE = "bewonersorganisatie", _("bewonersorganisatie")
        BEDRIJF = "bedrijf", _("bedrijf")
        FONDS = "fonds", _("fonds")
        ZORG = "zorg", _("zorg")
        POLITIE = "politie", _("politie")

    class Wereld(models.TextChoices):
        LEEFWERELD = "leefwereld", _("leefwereld")
        SYSTEEMWERELD = "systeemwereld", _("systeemwereld")
        ACADEMISCHE_WERELD = "academische_wereld", _("academische wereld")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    naam = models.CharField(_("naam"), max_length=120, unique=True)
    soort = models.CharField(_("soort"), max_length=20, choices=Soort)
    wereld = models.CharField(_("wereld"), max_length=20, choices=Wereld, default=Wereld.SYSTEEMWERELD)
    beheert = models.ManyToManyField(
        Plek, verbose_name=_("plekken die zij beheert"), related_name="beheerders", blank=True
    )

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Contactpersoon(Slotted):
    """A person at a partner, with or without an account; also a data subject."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="contactpersonen")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contactpersonen",
    )
    naam = models.CharField(_("naam"), max_length=120)
    functie = models.CharField(_("functie"), max_length=80, blank=True)
    telefoon = models.CharField(_("telefoon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    van = models.DateField(_("van"))
    tot = models.DateField(_("tot en met"), null=True, blank=True)

    objects = ContactpersoonQuerySet.as_manager()

    class Meta:
        verbose_name = _("contactpersoon")
        verbose_name_plural = _("contactpersonen")
        ordering = ["naam"]
        constraints = [
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gte=F("van")), name="contactpersoon_period")
        ]

    def __str__(self) -> str:
        return self.naam


@pghistory.track()
class Betrokkenheid(models.Model):
    """The involvement of a partner in a wijk during a period; the only thing that opens a wijk to a partner."""

    class Rol(models.TextChoices):
        OPDRACHTGEVER = "opdrachtgever", _("opdrachtgever")
        FINANCIER = "financier", _("financier")
        UITVOERDER = "uitvoerder", _("uitvoerder")
        ADVISEUR = "adviseur", _("adviseur")
        NETWERK = "netwerk", _("netwerk")

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="betrokkenheden")
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="betrokkenheden")
    rol = models.CharField(_("rol"), max_length=14, choices=Rol)
    van = models.DateField(_("van"))
    tot = models.DateField(_("tot en met"), null=True, blank=True)

    objects = BetrokkenheidQuerySet.as_manager()

    class Meta:
        verbose_name = _("betrokkenheid")
        verbose_name_plural = _("betrokkenheden")
        constraints = [
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gte=F("van")), name="betrokkenheid_period"),
            ExclusionConstraint(
                name="betrokkenheid_once_at_a_time",
                expressions=[
                    ("partner", RangeOperators.EQUAL),
                    ("wijk", RangeOperators.EQUAL),
                    ("rol", RangeOperators.EQUAL),
                    (DateRange("van", "tot", Value("[]")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} – {self.wijk}"
