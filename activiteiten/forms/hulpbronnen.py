import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from activiteiten.forms.interventies import DEUR
from activiteiten.models import Hulpbron
from core.forms import VooruitForm, VooruitModelForm
from core.locking import ClientIdFormMixin, SlotFormMixin
from core.text import LineField
from core.wacht import NAMEN, VERHAAL
from wijken.kaart import box, margin
from wijken.models import Gebied, Wijk

PUNT = re.compile(r"\s*\(?\s*(-?\d{1,3}(?:[.,]\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:[.,]\d+)?)\s*\)?\s*")


class HulpbronForm(VooruitModelForm):
    """What a wijk has, in words; a place may have a point."""

    wacht = {"naam": NAMEN, "omschrijving": VERHAAL, "waar": NAMEN}
    wacht_niet = {"punt": "two numbers of a public place, read as numbers only"}

    punt = LineField(label=_("Punt op de kaart"), max_length=60, required=False)

    class Meta:
        model = Hulpbron
        fields = ["soort", "naam", "omschrijving", "waar"]
        widgets = {"soort": forms.RadioSelect}

    def __init__(self, *args: Any, wijk: Wijk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wijk = wijk
        self.fields["soort"].choices = Hulpbron.Soort.choices
        if self.instance.lat is not None:
            self.initial["punt"] = f"{self.instance.lat}, {self.instance.lng}"

    def clean_waar(self) -> str:
        """A place in words, without the number of a door."""
        waar: str = self.cleaned_data["waar"]
        if DEUR.search(waar):
            raise ValidationError(
                _("Hier staat een huisnummer. Schrijf liever de straat of het plein."), code="huisnummer"
            )
        return waar

    def clean_punt(self) -> tuple[float, float] | None:
        """Latitude and longitude as maps give them, within or close to the wijk."""
        typed = self.cleaned_data["punt"]
        if not typed:
            return None
        found = PUNT.fullmatch(typed)
        if found is None:
            raise ValidationError(
                _("Dit lezen we niet. Plak twee getallen uit een kaart, zoals 52.3712, 4.8023."), code="punt"
            )
        lat, lng = (float(part.replace(",", ".")) for part in found.groups())
        if not self._is_near(lat, lng):
            raise ValidationError(_("Dit punt ligt niet in of bij deze wijk."), code="ver")
        return lat, lng

    def _is_near(self, lat: float, lng: float) -> bool:
        """Inside the box around the border; in the Netherlands while no border is confirmed."""
        outline = Gebied.objects.outlines_of(self.wijk).first()
        doos = box(outline.grens) if outline else None
        west, south, east, north = margin(doos) if doos else (3.2, 50.7, 7.3, 53.7)
        return south <= lat <= north and west <= lng <= east

    def velden(self) -> dict[str, Any]:
        """What the services take."""
        lat, lng = self.cleaned_data["punt"] or (None, None)
        return {name: self.cleaned_data[name] for name in self.Meta.fields} | {"lat": lat, "lng": lng}

    def _post_clean(self) -> None:
        """The service writes; a form leaves its row alone."""


class NieuweHulpbronForm(ClientIdFormMixin, HulpbronForm):
    """Something that was not noted yet."""


class WijzigHulpbronForm(SlotFormMixin, HulpbronForm):
    """Change what is said of it."""


class HulpbronFilter(VooruitForm):
    """Search and filter of what a wijk has."""

    wacht_niet = {"q": "a question is not kept"}

    q = LineField(label=_("Zoek"), max_length=80, required=False)
    soort = forms.ChoiceField(
        label=_("Soort"),
        choices=[("", _("alle soorten")), ("talent", _("talenten")), *Hulpbron.Soort.choices],
        required=False,
    )

    @property
    def vraag(self) -> dict[str, str]:
        """What was asked; nothing when it cannot be understood."""
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return {name: value for name, value in asked.items() if value}
