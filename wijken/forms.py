from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import text
from core.forms import VooruitForm
from core.locking import ClientIdFormMixin
from wijken.imports.sources import MAX_BYTES
from wijken.models import Gebiedsoort
from wijken.services.invoer import OWN
from wijken.vocabulary import Effectgebied, Richting

MEGABYTES = MAX_BYTES // 1024**2


class UploadField(forms.FileField):
    """A file, with what can be wrong about it in plain words."""

    default_error_messages = {
        "required": _("Kies een bestand."),
        "missing": _("Kies een bestand."),
        "invalid": _("Kies een bestand."),
        "empty": _("Dit bestand is leeg."),
        "max_length": _("De naam van het bestand is te lang. Geef het een kortere naam."),
    }


class InvoerForm(ClientIdFormMixin, VooruitForm):
    """A file with official areas, figures or places; the worker opens it, not this form."""

    soort = forms.ChoiceField(
        label=_("Wat staat erin?"),
        choices=[(soort.value, soort.label) for soort in OWN],
        widget=forms.RadioSelect,
    )
    bestand = UploadField(
        label=_("Bestand"),
        max_length=200,
        help_text=_("GeoJSON, CSV, of een zip met een shapefile (.shp en .dbf). Hooguit 25 MB."),
    )
    droog = forms.BooleanField(
        label=_("Eerst droog proberen: je ziet wat er zou gebeuren, er wordt niets opgeslagen"),
        required=False,
        initial=True,
    )
    gebiedsoort = forms.ChoiceField(
        label=_("Wat voor gebieden zijn het?"),
        help_text=_("Alleen nodig als in het bestand alleen namen staan."),
        choices=[("", _("Dat staat in het bestand")), *Gebiedsoort.choices],
        required=False,
    )
    geldig_van = text.SaneDateField(
        label=_("Sinds wanneer gelden de grenzen?"),
        help_text=_("Alleen als dat niet in het bestand staat."),
        required=False,
    )
    jaar = text.BoundedIntegerField(
        label=_("Van welk jaar zijn de cijfers of de CBS-indeling?"),
        help_text=_("Alleen als dat niet in het bestand staat."),
        min_value=1900,
        max_value=2100,
        required=False,
    )

    def clean_bestand(self) -> UploadedFile:
        """Refuse what is too big before it is kept."""
        bestand = self.cleaned_data["bestand"]
        if bestand.size > MAX_BYTES:
            raise forms.ValidationError(_("Dit bestand is te groot. Het mag hooguit 25 MB zijn."))
        return bestand

    def opties(self) -> dict[str, Any]:
        """What the person added, as it is stored with the import."""
        day = self.cleaned_data["geldig_van"]
        return {
            "soort": self.cleaned_data["gebiedsoort"],
            "geldig_van": day.isoformat() if day else None,
            "jaar": self.cleaned_data["jaar"],
        }


class KerncijferForm(VooruitForm):
    """A figure from a report: never a number without its source and year."""

    effectgebied = forms.ChoiceField(label=_("Effectgebied"), choices=Effectgebied.choices)
    naam = text.LineField(
        label=_("Wat is er gemeten?"),
        help_text=_("Bijvoorbeeld: voelt zich veilig in de eigen buurt"),
        max_length=160,
    )
    waarde = text.BoundedDecimalField(label=_("Waarde"), max_digits=12, decimal_places=4)
    eenheid = text.LineField(
        label=_("Eenheid"), help_text=_("Bijvoorbeeld: %, aantal, rapportcijfer"), max_length=40
    )
    richting = forms.ChoiceField(
        label=_("Welke kant is beter?"),
        choices=[("", _("Dat is niet te zeggen")), *Richting.choices],
        required=False,
    )
    peiljaar = text.BoundedIntegerField(label=_("Jaar van de meting"), min_value=1990, max_value=2100)
    bron = text.LineField(
        label=_("Bron"), help_text=_("Wie heeft het gemeten, en waar staat het?"), max_length=160
    )

    def clean_peiljaar(self) -> int:
        """A figure was measured before it was typed."""
        jaar = self.cleaned_data["peiljaar"]
        if jaar > timezone.localdate().year:
            raise forms.ValidationError(_("Dit jaar is nog niet begonnen."))
        return jaar
