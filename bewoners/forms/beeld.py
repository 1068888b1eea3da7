from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Foto
from activiteiten.models.foto import MEESTE_MENSEN
from bewoners.models import Beeldtoestemming, Relatie
from core.forms import VooruitForm
from core.locking import ClientIdFormMixin
from core.text import BoundedIntegerField, SaneDateField
from mensen.models import User


class HerkenbaarForm(VooruitForm):
    """How many people one can recognise on a photo."""

    aantal = BoundedIntegerField(
        label=_("Hoeveel mensen zijn herkenbaar?"),
        max_value=MEESTE_MENSEN,
        help_text=_("Vul 0 in als niemand herkenbaar is, ook niet aan kleding of tatoeage."),
    )


class BeeldtoestemmingForm(ClientIdFormMixin, VooruitForm):
    """One person on a photo said yes; a number, never a name."""

    persoon = forms.TypedChoiceField(label=_("Wie op de foto?"), coerce=int, widget=forms.RadioSelect)
    wie = forms.ChoiceField(
        label=_("Wie zei ja?"), choices=Beeldtoestemming.Wie.choices, widget=forms.RadioSelect
    )
    wijze = forms.ChoiceField(
        label=_("Hoe?"), choices=Beeldtoestemming.Wijze.choices, widget=forms.RadioSelect
    )
    gegeven_op = SaneDateField(label=_("Wanneer?"))
    relatie = forms.ModelChoiceField(
        label=_("Is het een van je contacten?"),
        queryset=Relatie.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("nee, of dat zeg ik niet"),
        help_text=_("Dan vinden we deze foto terug als die persoon daarom vraagt."),
    )

    def __init__(self, *args: Any, foto: Foto, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = {row.persoon for row in Beeldtoestemming.objects.filter(foto=foto).standing()}
        people = [number for number in range(1, (foto.herkenbaar or 0) + 1) if number not in taken]
        self.fields["persoon"].choices = [
            (number, gettext("persoon %(nummer)s") % {"nummer": number}) for number in people
        ]
        self.initial.setdefault("persoon", people[0] if people else None)
        self.initial.setdefault("gegeven_op", timezone.localdate())
        mine = Relatie.objects.maintained_by(by).active().filter(wijk=foto.wijk_id)
        self.fields["relatie"].queryset = mine.order_by("code")
