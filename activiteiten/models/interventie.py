from datetime import date, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activiteiten.models.activiteit import Activiteit
from activiteiten.querysets import FysiekeInterventieQuerySet
from core.locking import Slotted
from wijken.models import Plek, Wijk

VOORAF = timedelta(days=60)  # so long ahead the coordinator hears that an agreement about upkeep ends


class FysiekeInterventie(Slotted):
    """Something made in public space with residents: a facade garden, a mural, a bench; before and after.

    It stands at a public place, never at a home. `beheerder` is an organisation or a group, and
    `beheerafspraak_tot` the last day on which it promised to look after it.
    """

    class Soort(models.TextChoices):
        GEVELTUIN = "geveltuin", _("geveltuin")
        MUURSCHILDERING = "muurschildering", _("muurschildering")
        ONTMOETINGSPLEK = "ontmoetingsplek", _("ontmoetingsplek")
        SPEELPLEK = "speelplek", _("speelplek")
        VERLICHTING = "verlichting", _("verlichting")
        OPRUIMACTIE = "opruimactie", _("opruimactie")
        ANDERS = "anders", _("iets anders")

    class Status(models.TextChoices):
        IDEE = "idee", _("idee")
        GEPLAND = "gepland", _("gepland")
        KLAAR = "klaar", _("klaar")
        WEG = "weg", _("er niet meer")

    class Toestemming(models.TextChoices):
        ONBEKEND = "", _("nog niet gevraagd")
        GEVRAAGD = "gevraagd", _("gevraagd")
        GEGEVEN = "gegeven", _("gegeven")
        GEWEIGERD = "geweigerd", _("geweigerd")
        NIET_NODIG = "niet_nodig", _("niet nodig")

    class Vergunning(models.TextChoices):
        ONBEKEND = "", _("nog niet uitgezocht")
        AANGEVRAAGD = "aangevraagd", _("aangevraagd")
        VERLEEND = "verleend", _("verleend")
        GEWEIGERD = "geweigerd", _("geweigerd")
        NIET_NODIG = "niet_nodig", _("niet nodig")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    body_hash = models.CharField(max_length=64, editable=False)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="interventies")
    titel = models.CharField(_("titel"), max_length=120)
    soort = models.CharField(_("soort"), max_length=16, choices=Soort)
    status = models.CharField(_("hoe ver is het"), max_length=8, choices=Status, default=Status.IDEE)
    plek = models.ForeignKey(
        Plek, on_delete=models.PROTECT, null=True, blank=True, related_name="interventies"
    )
    waar = models.CharField(_("waar in de openbare ruimte"), max_length=120, blank=True)
    activiteit = models.ForeignKey(
        Activiteit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="interventies",
        verbose_name=_("hoort bij"),
    )
    toestemming_eigenaar = models.CharField(
        _("toestemming van de eigenaar"), max_length=12, choices=Toestemming, blank=True, default=""
    )
    vergunning = models.CharField(_("vergunning"), max_length=12, choices=Vergunning, blank=True, default="")
    beheerder = models.CharField(_("wie houdt het bij"), max_length=120, blank=True)
    beheerafspraak_tot = models.DateField(_("beheer afgesproken tot en met"), null=True, blank=True)
    kosten = models.DecimalField(_("kosten"), max_digits=10, decimal_places=2, null=True, blank=True)
    klaar_op = models.DateField(_("klaar op"), null=True, blank=True)
    # For which last day the coordinator was told that it comes near, and that it is there.
    vooraf_gemeld = models.DateField(null=True, blank=True, editable=False)
    afloop_gemeld = models.DateField(null=True, blank=True, editable=False)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = FysiekeInterventieQuerySet.as_manager()

    class Meta:
        verbose_name = _("fysieke interventie")
        verbose_name_plural = _("fysieke interventies")
        ordering = ["titel", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(plek__isnull=False) | ~Q(waar=""), name="interventie_has_a_public_place"
            ),
            models.CheckConstraint(condition=Q(kosten=None) | Q(kosten__gte=0), name="interventie_kosten"),
            models.CheckConstraint(
                condition=Q(klaar_op=None) | Q(status__in=["klaar", "weg"]), name="interventie_klaar_op"
            ),
        ]
        indexes = [models.Index(fields=["wijk", "status"], name="interventie_wijk_status")]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("activiteiten:interventie", args=[self.uuid])

    @property
    def plaats(self) -> str:
        """Where it stands, in words."""
        return ", ".join(part for part in (self.plek.naam if self.plek else "", self.waar) if part)

    @property
    def beheer_loopt_af(self) -> bool:
        """Whether the promise to look after it ends within sixty days, or ended."""
        until = self.beheerafspraak_tot
        return (
            self.status == self.Status.KLAAR and until is not None and until <= timezone.localdate() + VOORAF
        )

    @property
    def beheer_voorbij(self) -> bool:
        """Whether nobody promised to look after it any more."""
        return ended(self.beheerafspraak_tot, timezone.localdate())


def ended(last: date | None, today: date) -> bool:
    """Whether a last day lies behind us."""
    return last is not None and last < today
