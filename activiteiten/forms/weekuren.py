from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activiteiten.forms.tellen import SecondenMixin
from activiteiten.models import Weekuur
from core.forms import VooruitForm
from core.locking import ClientIdFormMixin
from core.text import SaneDateField


class WeekuurForm(SecondenMixin, ClientIdFormMixin, VooruitForm):
    """One tap: an hour of this kind, today or on a day of the last two weeks; or an earlier tap taken back."""

    soort = forms.ChoiceField(
        label=_("Soort"),
        choices=Weekuur.Soort,
        required=False,
        error_messages={"invalid_choice": _("Kies waar het uur voor was.")},
    )
    dag = SaneDateField(label=_("Dag"), required=False)
    weg = forms.UUIDField(label=_("Uur"), required=False)

    def clean(self) -> dict[str, Any]:
        """One of both was tapped."""
        data = super().clean() or self.cleaned_data
        if not (data.get("soort") or data.get("weg") or self.errors):
            self.add_error("soort", _("Kies waar het uur voor was."))
        return data
