from datetime import date, datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import time_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activiteiten.models.activiteit import Activiteit
from activiteiten.models.sluiting import Sluiting
from activiteiten.querysets import ReeksQuerySet
from core.closed_ranges import read_range
from core.locking import Slotted
from core.moments import moment
from core.recurrence import in_words, plainly, read_rule, row_of
from wijken.models import Plek


class Reeks(Slotted):
    """An activity that comes back by a rule (RFC 5545), at the same hours on the clock, until it is ended.

    Its bijeenkomsten are rows, planned ahead; `Bijeenkomst.regeldag` is the day of the rule, also when it was moved.
    The rule holds from `begint`: what was planned for earlier days stays as it was. `sla_over` are the kinds of
    Sluiting it skips, `dicht` its own closed periods, `extra` the days on which it takes place all the same.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    body_hash = models.CharField(max_length=64, blank=True, default="", db_default="", editable=False)
    activiteit = models.ForeignKey(Activiteit, on_delete=models.PROTECT, related_name="reeksen")
    begint = models.DateField(_("vanaf"))
    van = models.TimeField(_("van"))
    eindigt = models.TimeField(_("tot"))
    regel = models.CharField(_("regel"), max_length=200)
    tot = models.DateField(_("tot en met"), null=True, blank=True)
    plek = models.ForeignKey(Plek, on_delete=models.PROTECT, null=True, blank=True, related_name="reeksen")
    titel = models.CharField(_("titel"), max_length=120, blank=True)
    sla_over = ArrayField(models.CharField(max_length=14, choices=Sluiting.Soort), blank=True, default=list)
    dicht = ArrayField(models.CharField(max_length=23), blank=True, default=list)
    extra = ArrayField(models.DateField(), blank=True, default=list)
    let_op = models.CharField(_("over sluitingen"), max_length=200, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = ReeksQuerySet.as_manager()

    class Meta:
        verbose_name = _("reeks")
        verbose_name_plural = _("reeksen")
        ordering = ["begint", "van", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(van=F("eindigt")), name="reeks_takes_time")]

    def __str__(self) -> str:
        return f"{self.activiteit}: {self.regel}"

    def get_absolute_url(self) -> str:
        return reverse("activiteiten:reeks", args=[self.uuid])

    @property
    def in_woorden(self) -> str:
        """«elke 2e zaterdag van de maand, 13.00–16.00»."""
        return f"{in_words(read_rule(self.regel), self.begint)}, {self.uren}"

    @property
    def voor_de_buurt(self) -> str:
        """The same for who never saw a rule: «elke week op dinsdag, 13.00–16.00»; empty when words fall short."""
        told = plainly(read_rule(self.regel), self.begint)
        return f"{told}, {self.uren}" if told else ""

    @property
    def uren(self) -> str:
        """From when to when: «13.00–16.00»."""
        return f"{time_format(self.van)}–{time_format(self.eindigt)}"

    @property
    def niet(self) -> str:
        """When it stands still: «niet in juli en augustus en op feestdagen»; empty when always on."""
        kinds = [Sluiting.Soort(kind).wanneer for kind in self.sla_over]
        told = [*(read_range(text).words() for text in self.dicht), *kinds]
        return gettext("niet %(wanneer)s") % {"wanneer": row_of(told)} if told else ""

    def at(self, dag: date) -> tuple[datetime, datetime]:
        """Begin and end on this day; an end before the begin is the next morning. Refused as `moment` does."""
        over = timedelta(days=self.eindigt < self.van)
        return moment(dag, self.van, field="van"), moment(dag + over, self.eindigt, field="tot")
