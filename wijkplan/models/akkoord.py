from uuid import uuid4

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from core.locking import Slotted
from partners.models import Contactpersoon, Partner
from wijkplan.models.muren import answers
from wijkplan.models.plan import Wijkplan
from wijkplan.querysets import AkkoordQuerySet, VoorleggingQuerySet


class Voorlegging(models.Model):
    """The exact text of a plan as it was laid before the parties, with its fingerprint; it never changes.

    `inhoud` is the whole plan as plain data, `kenmerk` the SHA-256 of it. A withdrawn one stays readable.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    wijkplan = models.ForeignKey(Wijkplan, on_delete=models.PROTECT, related_name="voorleggingen")
    nummer = models.PositiveSmallIntegerField()
    inhoud = models.JSONField(editable=False)
    kenmerk = models.CharField(max_length=64, editable=False)
    antwoord_voor = models.DateField(_("graag antwoord vóór"))
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_omdat = models.CharField(_("waarom teruggehaald"), max_length=300, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = VoorleggingQuerySet.as_manager()

    class Meta:
        verbose_name = _("voorlegging")
        verbose_name_plural = _("voorleggingen")
        ordering = ["-op", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["wijkplan", "nummer"], name="voorlegging_number"),
            models.UniqueConstraint(
                fields=["wijkplan"], condition=Q(ingetrokken_op=None), name="voorlegging_one_open"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="voorlegging_stands_still",
                fields=["wijkplan", "nummer", "inhoud", "kenmerk", "door", "op"],
            ),
            pgtrigger.Protect(name="voorlegging_stays", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.wijkplan} {self.nummer}"

    def get_absolute_url(self) -> str:
        return reverse("wijkplan:voorlegging", args=[self.uuid])


@tracked()
class Akkoord(Slotted):
    """What one party says to one exact version of the plan; the row is made when it is asked.

    `antwoord` is empty until somebody of the party answers, or the coordinator records its absence. With a
    mandate of others first, «voorgelegd» names to whom and until when, «doorgegeven» who decides instead; both
    still wait. `kenmerk` repeats the fingerprint of the text that was answered.
    """

    class Antwoord(models.TextChoices):
        AKKOORD = "akkoord", _("wij staan achter dit plan")
        VOORBEHOUD = "voorbehoud", _("akkoord, onder voorbehoud")
        VOORGELEGD = "voorgelegd", _("ik leg het voor")
        DOORGEGEVEN = "doorgegeven", _("hier ga ik niet over")
        NIET_AKKOORD = "niet_akkoord", _("niet akkoord")
        AFWEZIG = "afwezig", _("doet niet mee")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    voorlegging = models.ForeignKey(Voorlegging, on_delete=models.PROTECT, related_name="akkoorden")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="akkoorden")
    antwoord = models.CharField(_("antwoord"), max_length=12, choices=Antwoord, blank=True, default="")
    kenmerk = models.CharField(max_length=64, blank=True, default="", editable=False)
    toelichting = models.CharField(_("toelichting"), max_length=500, blank=True)
    voor_wie = models.CharField(_("aan wie legt u het voor"), max_length=120, blank=True)
    voor_wanneer = models.DateField(_("vóór welke dag"), null=True, blank=True)
    doorgegeven_aan = models.ForeignKey(
        Contactpersoon, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    functie = models.CharField(_("functie"), max_length=80, blank=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    op = models.DateTimeField(null=True, blank=True)

    objects = AkkoordQuerySet.as_manager()

    class Meta:
        verbose_name = _("akkoord")
        verbose_name_plural = _("akkoorden")
        ordering = ["partner__naam"]
        constraints = [
            models.UniqueConstraint(fields=["voorlegging", "partner"], name="akkoord_one_per_party"),
            models.CheckConstraint(
                condition=Q(antwoord="", door=None, op=None, kenmerk="")
                | (~Q(antwoord="") & Q(door__isnull=False, op__isnull=False) & ~Q(kenmerk="")),
                name="akkoord_answered_by",
            ),
            models.CheckConstraint(
                condition=~Q(antwoord__in=["voorbehoud", "niet_akkoord", "afwezig"]) | ~Q(toelichting=""),
                name="akkoord_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(antwoord="voorgelegd") | (~Q(voor_wie="") & Q(voor_wanneer__isnull=False)),
                name="akkoord_laid_before",
            ),
            models.CheckConstraint(
                condition=~Q(antwoord="doorgegeven") | Q(doorgegeven_aan__isnull=False),
                name="akkoord_passed_on",
            ),
        ]
        triggers = [answers()]

    def __str__(self) -> str:
        return f"{self.partner}: {self.get_antwoord_display() or '…'}"
