import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Activiteit, FysiekeInterventie
from core.forms import VooruitModelForm
from core.locking import ClientIdFormMixin, SlotFormMixin
from core.text import BoundedDecimalField, SaneDateField
from core.wacht import NAMEN
from mensen.models import User
from wijken.models import Plek, Wijk

# A street with a number is somebody's door; «Plein 40-45» is a square.
DEUR = re.compile(
    r"(?:straat|laan|weg|gracht|kade|hof|dreef|pad|plantsoen|steeg|singel)\s+\d"
    r"|\b(?:huis)?(?:nr|nummer)\b\.?\s*\d|\b\d+\s?[a-z]?\s+hoog\b",
    re.IGNORECASE,
)


class InterventieForm(VooruitModelForm):
    """What was made, where, and who looks after it."""

    wacht = {"titel": NAMEN, "waar": NAMEN, "beheerder": NAMEN}

    kosten = BoundedDecimalField(label=_("Kosten in euro"), max_digits=10, decimal_places=2, required=False)
    klaar_op = SaneDateField(label=_("Klaar op"), required=False)
    beheerafspraak_tot = SaneDateField(label=_("Beheer afgesproken tot en met"), required=False)

    class Meta:
        model = FysiekeInterventie
        fields = [
            "titel",
            "soort",
            "status",
            "klaar_op",
            "plek",
            "waar",
            "activiteit",
            "toestemming_eigenaar",
            "vergunning",
            "beheerder",
            "beheerafspraak_tot",
            "kosten",
        ]
        labels = {"plek": _("Plek"), "activiteit": _("Activiteit")}

    def __init__(self, *args: Any, wijk: Wijk, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Plek.objects.near({wijk.pk}).filter(soort__in=Plek.PUBLIEK)
        self.fields["plek"].queryset = places.order_by("naam")
        self.fields["plek"].empty_label = _("geen van deze")
        mine = Activiteit.objects.visible_to(by).in_wijk(wijk).filter(los=False)
        self.fields["activiteit"].queryset = mine.order_by("titel")
        self.fields["activiteit"].empty_label = _("geen activiteit")
        self.fields["kosten"].min_value = 0

    def clean_kosten(self) -> Any:
        """Never below nothing."""
        kosten = self.cleaned_data["kosten"]
        if kosten is not None and kosten < 0:
            raise ValidationError(_("Kosten zijn nul of meer."), code="min_value")
        return kosten

    def clean_waar(self) -> str:
        """A place in words, without the number of a door."""
        waar = self.cleaned_data["waar"]
        if DEUR.search(waar):
            raise ValidationError(
                _("Hier staat een huisnummer. Schrijf liever de straat of het plein."), code="huisnummer"
            )
        return waar

    def velden(self) -> dict[str, Any]:
        """What the services take."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.Meta.fields}

    def _post_clean(self) -> None:
        """The service writes; a form leaves its row alone."""


class NieuweInterventieForm(ClientIdFormMixin, InterventieForm):
    """Something new that is made."""


class WijzigInterventieForm(SlotFormMixin, InterventieForm):
    """Change what is said of it."""
