from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from activiteiten.models.initiatief import Initiatief
from core.history import tracked
from core.locking import Slotted
from partners.models import Partner


@tracked()
class Overdrachtsplan(Slotted):
    """What goes over to whom, and when: the key, the money, the place and the contacts, each settled or not needed."""

    class Stand(models.TextChoices):
        OPEN = "open", _("nog te regelen")
        KLAAR = "klaar", _("geregeld")
        NVT = "nvt", _("niet nodig")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    initiatief = models.OneToOneField(Initiatief, on_delete=models.PROTECT, related_name="overdracht")
    wat = models.CharField(_("wat gaat over"), max_length=280)
    partij = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="overdrachtsplannen"
    )
    wanneer = models.DateField(_("wanneer"))
    sleutel = models.CharField(_("sleutel"), max_length=5, choices=Stand, default=Stand.OPEN)
    geld = models.CharField(_("geld"), max_length=5, choices=Stand, default=Stand.OPEN)
    plek = models.CharField(_("plek"), max_length=5, choices=Stand, default=Stand.OPEN)
    contact = models.CharField(_("contacten"), max_length=5, choices=Stand, default=Stand.OPEN)
    STAPPEN = ("sleutel", "geld", "plek", "contact")

    class Meta:
        verbose_name = _("overdrachtsplan")
        verbose_name_plural = _("overdrachtsplannen")

    def __str__(self) -> str:
        return f"{self.initiatief_id} {self.wanneer:%Y-%m-%d}"

    @property
    def is_klaar(self) -> bool:
        """Whether nothing is left to settle."""
        return all(getattr(self, name) != self.Stand.OPEN for name in self.STAPPEN)

    @property
    def stappen(self) -> list[tuple[str, str, bool]]:
        """Each thing that goes over: its name, how it stands in words, and whether it waits."""
        names = [(name, self._meta.get_field(name).verbose_name) for name in self.STAPPEN]  # type: ignore[union-attr]
        return [
            (str(label), str(self.Stand(getattr(self, name)).label), getattr(self, name) == self.Stand.OPEN)
            for name, label in names
        ]
