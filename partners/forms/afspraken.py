from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import text
from core.forms import VooruitForm, VooruitModelForm
from core.locking import ClientIdFormMixin, SlotFormMixin
from partners.models import Afspraak, Betrokkenheid, Partner
from wijken.models import Wijk


class AfspraakForm(VooruitModelForm):
    """One line: what, with whom, who does it and by when."""

    class Meta:
        model = Afspraak
        fields = ["tekst", "partner", "aan_zet", "wie", "voor"]
        labels = {
            "partner": _("Met wie"),
            "aan_zet": _("Wie wacht op wie"),
            "voor": _("Vóór welke dag"),
            "wie": _("Wie doet het"),
            "tekst": _("Wat is afgesproken"),
        }
        widgets = {"aan_zet": forms.RadioSelect}

    def __init__(self, *args: Any, wijk: Wijk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        involved = Betrokkenheid.objects.in_wijk(wijk).values("partner")
        self.fields["partner"].queryset = Partner.objects.filter(pk__in=involved)
        self.fields["partner"].empty_label = _("Geen organisatie")


class NoteForm(ClientIdFormMixin, AfspraakForm):
    """A new afspraak; sent twice it is made once."""


class ChangeForm(SlotFormMixin, AfspraakForm):
    """An afspraak that is there; it carries the slot it was opened with."""


class PartnerForm(VooruitForm):
    """An organisation in this wijk, with one person to call."""

    wacht_niet = {"telefoon": "the number of somebody who can be called for her work"}

    naam = text.LineField(label=_("Naam van de organisatie"), max_length=120)
    soort = forms.ChoiceField(label=_("Soort organisatie"), choices=Partner.Soort.choices)
    rol = forms.ChoiceField(label=_("Rol in deze wijk"), choices=Betrokkenheid.Rol.choices)
    persoon = text.LineField(label=_("Wie bel je daar"), max_length=120, required=False)
    functie = text.LineField(label=_("Functie"), max_length=80, required=False)
    telefoon = text.PhoneField(label=_("Telefoon"), max_length=20, required=False)

    def clean(self) -> dict[str, Any]:
        """A number belongs to a person."""
        data = super().clean() or self.cleaned_data
        if data.get("telefoon") and not data.get("persoon"):
            self.add_error("persoon", _("Van wie is dit nummer?"))
        return data
