from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activiteiten.querysets import HulpbronQuerySet
from core.locking import Slotted
from wijken.models import Wijk


class Hulpbron(Slotted):
    """Something a wijk already has and can build upon: a place, things to borrow, a group, public space.

    Never a person: what residents are good at is only counted, from their contacts. Only a place or a piece of public
    space may have a point on the map; things and groups may be at somebody's home.
    """

    class Soort(models.TextChoices):
        PLEK = "plek", _("plek")
        SPULLEN = "spullen", _("spullen")
        ORGANISATIE = "organisatie", _("organisatie of groep")
        OPENBARE_RUIMTE = "openbare_ruimte", _("openbare ruimte")

    MET_PUNT = (Soort.PLEK, Soort.OPENBARE_RUIMTE)

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    body_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="hulpbronnen")
    soort = models.CharField(_("soort"), max_length=15, choices=Soort)
    naam = models.CharField(_("wat is het"), max_length=120)
    omschrijving = models.CharField(_("wat kun je ermee"), max_length=280, blank=True)
    waar = models.CharField(_("waar"), max_length=120, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lng = models.FloatField(null=True, blank=True)
    bekeken_op = models.DateField(_("laatst bekeken"), default=timezone.localdate, editable=False)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = HulpbronQuerySet.as_manager()

    class Meta:
        verbose_name = _("hulpbron")
        verbose_name_plural = _("hulpbronnen")
        ordering = ["soort", "naam", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lat=None, lng=None)
                | Q(
                    lat__isnull=False,  # a CHECK lets pass what is NULL, so both are asked for
                    lng__isnull=False,
                    lat__range=(-90, 90),
                    lng__range=(-180, 180),
                    soort__in=["plek", "openbare_ruimte"],
                ),
                name="hulpbron_point_of_a_place",
            )
        ]
        indexes = [models.Index(fields=["wijk", "soort", "naam"], name="hulpbron_wijk_soort")]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return f"{reverse('hulpbronnen', args=[self.wijk.slug])}#h-{self.uuid}"

    @property
    def punt(self) -> tuple[float, float] | None:
        """Latitude and longitude, None without a point."""
        return None if self.lat is None or self.lng is None else (self.lat, self.lng)

    @property
    def adres(self) -> str:
        """Where it is in words, as the map says it of every place."""
        return self.waar
