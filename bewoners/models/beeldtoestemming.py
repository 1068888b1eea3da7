from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Foto
from bewoners.models.relatie import Relatie
from bewoners.querysets import BeeldtoestemmingQuerySet
from wijken.models import Wijk


class Beeldtoestemming(models.Model):
    """Somebody recognisable on a photo said that it may be kept; a number on the photo, never a name.

    For who is younger than sixteen a parent says so. `tekst_versie` is what was told at that moment. Once
    `ingetrokken_op` the photo is gone and this row only counts.
    """

    class Wie(models.TextChoices):
        ZELF = "zelf", _("de persoon zelf, 16 jaar of ouder")
        OUDER = "ouder", _("een ouder of voogd, voor wie jonger is dan 16")

    class Wijze(models.TextChoices):
        MONDELING = "mondeling", _("gezegd")
        SCHRIFTELIJK = "schriftelijk", _("op papier")
        BERICHT = "bericht", _("in een berichtje")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(unique=True)
    body_hash = models.CharField(max_length=64, editable=False)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="beeldtoestemmingen")
    foto = models.ForeignKey(Foto, on_delete=models.PROTECT, related_name="toestemmingen")
    persoon = models.PositiveSmallIntegerField(_("welke persoon"))
    relatie = models.ForeignKey(
        Relatie, on_delete=models.SET_NULL, null=True, blank=True, related_name="beeldtoestemmingen"
    )
    wie = models.CharField(_("wie gaf toestemming"), max_length=6, choices=Wie)
    wijze = models.CharField(_("hoe"), max_length=12, choices=Wijze)
    tekst_versie = models.CharField(max_length=10)
    gegeven_op = models.DateField(_("wanneer"))
    ingetrokken_op = models.DateField(null=True, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = BeeldtoestemmingQuerySet.as_manager()

    class Meta:
        verbose_name = _("beeldtoestemming")
        verbose_name_plural = _("beeldtoestemmingen")
        ordering = ["persoon", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["foto", "persoon"],
                condition=Q(ingetrokken_op=None),
                name="beeldtoestemming_once_per_person",
            ),
            models.CheckConstraint(condition=Q(persoon__gte=1), name="beeldtoestemming_persoon"),
            models.CheckConstraint(
                condition=Q(wie="zelf") | Q(relatie=None), name="beeldtoestemming_no_relation_of_a_child"
            ),
            models.CheckConstraint(
                condition=Q(ingetrokken_op=None) | Q(ingetrokken_op__gte=F("gegeven_op")),
                name="beeldtoestemming_period",
            ),
        ]

    def __str__(self) -> str:
        return f"persoon {self.persoon}"
