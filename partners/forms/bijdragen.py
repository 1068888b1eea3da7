from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import text
from core.forms import VooruitForm, VooruitModelForm
from core.locking import ClientIdFormMixin, SlotFormMixin
from partners.models import Bijdrage, Boeking, Partner
from wijken.models import Wijk


class BelowFieldMixin(forms.Form):
    """What the database would refuse is said by the service, in a sentence beside its field."""

    def _get_validation_exclusions(self) -> set[str]:
        """Leave constraints over several fields to the service; the form fields check each value themselves."""
        return {field.name for field in self._meta.model._meta.fields}  # type: ignore[attr-defined]


class ToezeggingForm(BelowFieldMixin, VooruitModelForm):
    """What was promised, how much, for when and on which conditions."""

    class Meta:
        model = Bijdrage
        fields = ("omschrijving", "toegezegd", "van", "tot", "verwacht_op", "voorwaarden")
        labels = {
            "omschrijving": _("Waarvoor, in een paar woorden"),
            "toegezegd": _("Hoeveel"),
            "van": _("Eerste dag"),
            "tot": _("Laatste dag"),
            "verwacht_op": _("Vóór welke dag komt het"),
            "voorwaarden": _("Op welke voorwaarden"),
        }
        help_texts = {
            "omschrijving": _("Bijvoorbeeld: 8 kamers in Eendenhof. Geen adres, geen namen van bewoners."),
            "toegezegd": _("In de eenheid van de soort: euro, kamers, dagdelen, uren, stuks of contacten."),
            "verwacht_op": _("Na deze dag staat het bij «over tijd» zolang niet alles binnen is."),
        }


class PromiseForm(ClientIdFormMixin, ToezeggingForm):
    """A new promise; sent twice it is made once."""

    class Meta(ToezeggingForm.Meta):
        fields = ("partner", "soort", *ToezeggingForm.Meta.fields)
        labels = ToezeggingForm.Meta.labels | {"partner": _("Wie zegt toe"), "soort": _("Wat")}

    def __init__(self, *args: Any, wijk: Wijk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = Partner.objects.involved_in(wijk, timezone.localdate())
        self.fields["partner"].empty_label = _("Kies een organisatie")
        units = [(soort.value, f"{soort.label} ({Bijdrage.EENHEID[soort]})") for soort in Bijdrage.Soort]
        self.fields["soort"].choices = [("", _("Kies wat er is toegezegd")), *units]


class PromiseChangeForm(SlotFormMixin, ToezeggingForm):
    """A promise that is there; it carries the slot it was opened with, and asks why it changes."""

    reden = text.LineField(label=_("Waarom verandert het?"), max_length=300)


class WithdrawForm(VooruitForm):
    """Why a promise no longer stands."""

    reden = text.LineField(label=_("Waarom vervalt het?"), max_length=300)


class BookForm(ClientIdFormMixin, BelowFieldMixin, VooruitModelForm):
    """What came in or was used, on a day. It asks for a yes only when more was used than came in."""

    bevestigd = forms.BooleanField(label=_("Ja, dit klopt"), required=False)

    class Meta:
        model = Boeking
        fields = ("soort", "hoeveel", "datum", "toelichting")
        labels = {
            "soort": _("Wat boek je"),
            "hoeveel": _("Hoeveel"),
            "datum": _("Op welke dag"),
            "toelichting": _("Toelichting"),
        }
        help_texts = {"hoeveel": _("Te veel geboekt? Schrijf hetzelfde getal met een min ervoor.")}
        widgets = {"soort": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["soort"].choices = Boeking.Soort.choices
        self.fields["datum"].initial = timezone.localdate

    def visible_fields(self) -> list[forms.BoundField]:
        """Ask for a yes only when that is what is missing."""
        return [field for field in super().visible_fields() if field.name != "bevestigd" or field.errors]
