from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.locking import Slotted
from partners.models.partner import Partner
from partners.querysets import AfspraakQuerySet
from wijken.models import Wijk


class Afspraak(Slotted):
    """One line that was agreed with a partner: what, who does it, and by when.

    `wie_is_aan_zet` says who waits for whom: `partner` means we wait for them, `vooruit` that they wait for us.
    """

    class AanZet(models.TextChoices):
        PARTNER = "partner", _("wij wachten op hen")
        VOORUIT = "vooruit", _("zij wachten op ons")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    body_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="afspraken")
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="afspraken"
    )
    tekst = models.CharField(_("wat is afgesproken"), max_length=200)
    aan_zet = models.CharField(_("wie is aan zet"), max_length=8, choices=AanZet, default=AanZet.PARTNER)
    wie = models.CharField(_("wie doet het"), max_length=80, blank=True)
    voor = models.DateField(_("vóór welke dag"))
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)
    afgerond_op = models.DateTimeField(null=True, blank=True)
    afgerond_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AfspraakQuerySet.as_manager()

    class Meta:
        verbose_name = _("afspraak")
        verbose_name_plural = _("afspraken")
        constraints = [
            models.CheckConstraint(
                condition=Q(afgerond_op=None, afgerond_door=None)
                | Q(afgerond_op__isnull=False, afgerond_door__isnull=False),
                name="afspraak_done_by",
            )
        ]
        indexes = [
            models.Index(fields=["wijk", "voor"], name="afspraak_open", condition=Q(afgerond_op=None)),
        ]

    def __str__(self) -> str:
        return self.tekst
