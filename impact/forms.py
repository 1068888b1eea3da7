"""What people type about figures: a period, a month to release, a reason, two lines beside a quarter."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import VooruitForm, VooruitModelForm
from core.locking import SlotFormMixin
from core.periods import Month, Span, parse
from core.text import LineField, SaneDateField
from core.wacht import VERHAAL
from impact.models import Kwartaalwoord
from impact.vocabulary import Intrekreden


class PeriodForm(VooruitForm):
    """Any run of days, the last one included."""

    van = SaneDateField(label=_("Van"))
    tot = SaneDateField(label=_("Tot en met"))

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        data = super().clean() or {}
        van, tot = data.get("van"), data.get("tot")
        if van and tot and tot < van:
            self.add_error("tot", _("De laatste dag ligt vóór de eerste."))
        return data

    @property
    def span(self) -> Span:
        """The period that was asked for."""
        return Span(self.cleaned_data["van"], self.cleaned_data["tot"])


class ReleaseForm(VooruitForm):
    """One month, as it stands in its button."""

    maand = LineField(label=_("Maand"), max_length=7, widget=forms.HiddenInput)

    def clean_maand(self) -> Month:
        """The month that was meant."""
        month = parse(self.cleaned_data["maand"])
        if not isinstance(month, Month):
            raise ValidationError(_("Deze maand bestaat niet."))
        return month


class WithdrawForm(VooruitForm):
    """Why a release is taken back."""

    reden = forms.ChoiceField(
        label=_("Waarom trek je de maand terug?"), choices=Intrekreden.choices, widget=forms.RadioSelect
    )


class WordsForm(SlotFormMixin, VooruitModelForm):
    """The two lines beside the figures of a quarter."""

    wacht = {"wat_niet_lukte": VERHAAL}

    class Meta:
        model = Kwartaalwoord
        fields = ["wat_niet_lukte", "hierna"]
        widgets = {
            "wat_niet_lukte": forms.Textarea(attrs={"rows": 3}),
            "hierna": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"wat_niet_lukte": _("Wat niet lukte"), "hierna": _("Hierna")}
        help_texts = {
            "wat_niet_lukte": _("Twee regels, zonder namen. Dit blok maakt dat partners de rest geloven."),
            "hierna": _("Waar nodig je ze voor uit? Bijvoorbeeld: kom langs bij de buurtmaaltijd."),
        }
