from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activiteiten.querysets import AgendasleutelQuerySet
from core.tokens import hash_token
from teams.models import Team
from wijken.models import Wijk


class Agendasleutel(models.Model):
    """The secret address by which a calendar reads bijeenkomsten: one's own, of a team or of a wijk.

    Only the hash of the secret is kept. It shows what its person may see today, so it dies with her role.
    """

    class Soort(models.TextChoices):
        PERSOON = "persoon", _("mijn bijeenkomsten")
        TEAM = "team", _("van een team")
        WIJK = "wijk", _("van een wijk")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="agendasleutels"
    )
    soort = models.CharField(max_length=8, choices=Soort)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    token_hash = models.CharField(max_length=64)
    op = models.DateTimeField(auto_now_add=True)

    objects = AgendasleutelQuerySet.as_manager()

    class Meta:
        verbose_name = _("agendasleutel")
        verbose_name_plural = _("agendasleutels")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "soort", "team", "wijk"], nulls_distinct=False, name="agendasleutel_once"
            ),
            models.CheckConstraint(
                condition=Q(soort="persoon", team=None, wijk=None)
                | Q(soort="team", team__isnull=False, wijk=None)
                | Q(soort="wijk", team=None, wijk__isnull=False),
                name="agendasleutel_fits_soort",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.naam}"

    @property
    def naam(self) -> str:
        """Whose bijeenkomsten it holds."""
        return str(self.team or self.wijk or self.get_soort_display())

    hash_token = staticmethod(hash_token)
