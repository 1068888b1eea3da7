from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activiteiten.forms.tellen import people_of
from bewoners.models import Overdracht, Relatie
from core.forms import VooruitForm
from core.locking import ClientIdFormMixin
from core.text import SaneDateField
from mensen.models import User


class VanMixin(forms.Form):
    """Who stops: she herself, or, said by a coordinator, one of those who keep it up.

    Sent twice is the same, so of whoever stopped today already the coordinator may say it again.
    """

    van = forms.ChoiceField(label=_("Wie stopt?"))

    def __init__(self, *args: Any, relatie: Relatie, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.keepers = by, {str(by.pk): by}
        if relatie.wijk_id not in by.scope.coordinator_wijken:
            del self.fields["van"]
            return
        rows = relatie.perioden.on(timezone.localdate()).select_related("user").order_by("van", "pk")
        self.keepers = {str(row.user_id): row.user for row in rows if self.is_bound or row.tot is None}
        self.fields["van"].choices = [(key, person.naam) for key, person in self.keepers.items()]

    def clean(self) -> dict[str, Any]:
        """Turn who stops into a person."""
        data = super().clean() or self.cleaned_data
        if "van" not in self.fields:
            data["van"] = self.by
        elif "van" in data:
            data["van"] = self.keepers[data["van"]]
        return data


class OverdrachtForm(VanMixin, ClientIdFormMixin, VooruitForm):
    """Who takes a contact over; the resident's yes comes first."""

    naar = forms.ModelChoiceField(
        label=_("Wie neemt het over?"),
        queryset=User.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    akkoord = forms.BooleanField(label=_("Ik heb het de buur gevraagd, en het antwoord was ja."))
    kennismaking_op = SaneDateField(label=_("Samen kennisgemaakt op"), required=False)

    def __init__(self, *args: Any, relatie: Relatie, by: User, **kwargs: Any) -> None:
        super().__init__(*args, relatie=relatie, by=by, **kwargs)
        sole = self.keepers if len(self.keepers) == 1 else ()
        self.fields["naar"].queryset = people_of(relatie.wijk_id).exclude(pk__in=sole)
        self.fields["naar"].label_from_instance = lambda person: person.voornaam

    def velden(self) -> dict[str, Any]:
        """What the service takes."""
        return {name: self.cleaned_data[name] for name in ("van", "naar", "kennismaking_op", "client_id")}


class StopForm(VanMixin, VooruitForm):
    """Why a contact ends without another student."""

    uitkomst = forms.ChoiceField(
        label=_("Waarom niet overdragen?"),
        choices=[pair for pair in Overdracht.Uitkomst.choices if pair[0] != Overdracht.Uitkomst.OVERGEDRAGEN],
        widget=forms.RadioSelect,
    )


class KennismakingForm(VooruitForm):
    """The day on which the three met."""

    kennismaking_op = SaneDateField(label=_("Samen kennisgemaakt op"), initial=timezone.localdate)
