from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Bijeenkomst
from bewoners.models import Relatie
from bewoners.models.vrijwilligersinzet import UREN_MAX, UREN_MIN
from core.forms import VooruitForm
from core.templatetags.vooruit import dagtijd
from core.text import BoundedDecimalField

TERUG = timedelta(days=60)
MEEST = 40


class BijeenkomstField(forms.ModelChoiceField):
    """A choice of bijeenkomsten, each by its name and when it was."""

    def label_from_instance(self, obj: Any) -> str:
        """«Taalcafé · zo 15 nov 19.00»."""
        return f"{obj.naam} · {dagtijd(obj.begin)}"


class VrijwilligersinzetForm(VooruitForm):
    """At what a resident helped, and how long."""

    bijeenkomst = BijeenkomstField(label=_("Waarbij?"), queryset=Bijeenkomst.objects.none(), empty_label=None)
    uren = BoundedDecimalField(label=_("Hoeveel uur?"), max_digits=4, min_value=UREN_MIN, max_value=UREN_MAX)

    def __init__(self, *args: Any, relatie: Relatie, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = timezone.now()
        rows = Bijeenkomst.objects.filter(activiteit__wijk=relatie.wijk_id, begin__range=(now - TERUG, now))
        recent = rows.exclude(status=Bijeenkomst.Status.AFGELAST).order_by("-begin")[:MEEST]
        keys = list(recent.values_list("pk", flat=True))
        self.fields["bijeenkomst"].queryset = (
            Bijeenkomst.objects.filter(pk__in=keys).select_related("activiteit").order_by("-begin")
        )
        self.er_is_iets = bool(keys)
