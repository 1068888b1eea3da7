from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import text
from core.forms import VooruitForm, VooruitModelForm
from core.locking import SlotFormMixin
from mensen.models import Taal, User
from partners.forms.bijdragen import BelowFieldMixin
from partners.models import Betrokkenheid, Contactpersoon, Partner
from partners.services import Genodigde


class InviteForm(VooruitForm):
    """Who is invited, for which organisation, in which role and until when."""

    naam = text.LineField(label=_("Naam"), max_length=120)
    email = text.EmailField(label=_("E-mailadres"), max_length=254)
    partner = forms.ModelChoiceField(
        label=_("Organisatie"),
        queryset=Partner.objects.none(),
        required=False,
        empty_label=_("Een nieuwe organisatie"),
    )
    organisatie = text.LineField(label=_("Naam van de nieuwe organisatie"), max_length=120, required=False)
    soort = forms.ChoiceField(
        label=_("Soort nieuwe organisatie"), choices=[("", "–"), *Partner.Soort.choices], required=False
    )
    functie = text.LineField(label=_("Functie"), max_length=80, required=False)
    rol = forms.ChoiceField(label=_("Rol van de organisatie in deze wijk"), choices=Betrokkenheid.Rol.choices)
    tot = text.SaneDateField(
        label=_("Tot en met"), required=False, help_text=_("Leeg: tot iemand er een eind aan maakt.")
    )
    taal = forms.ChoiceField(label=_("Taal van de mails"), choices=Taal.choices)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = Partner.objects.visible_to(by).order_by("naam")

    def clean(self) -> dict[str, Any]:
        """One organisation: a known one, or a new one with its kind."""
        data = super().clean() or self.cleaned_data
        new = data.get("organisatie")
        if data.get("partner") and new:
            self.add_error("organisatie", _("Kies een organisatie of schrijf een nieuwe op, niet allebei."))
        elif not data.get("partner") and not new and "organisatie" not in self.errors:
            self.add_error("partner", _("Kies een organisatie, of schrijf hieronder een nieuwe op."))
        elif new and not data.get("soort"):
            self.add_error("soort", _("Wat voor organisatie is dit?"))
        return data

    def as_invitation(self) -> dict[str, Any]:
        """What the service wants to know."""
        data = dict(self.cleaned_data)
        wie = {name: data.pop(name) for name in ("email", "naam", "functie", "taal", "tot")}
        return data | {"wie": Genodigde(**wie)}


class UntilForm(SlotFormMixin, BelowFieldMixin, VooruitModelForm):
    """Until when somebody speaks for the organisation."""

    class Meta:
        model = Contactpersoon
        fields = ("tot",)
        labels = {"tot": _("Tot en met")}
        help_texts = {"tot": _("Leeg: tot iemand er een eind aan maakt. Vandaag: morgen is de toegang weg.")}

    def clean_tot(self) -> Any:
        """A day that is over would say that access ended before it did."""
        day = self.cleaned_data["tot"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("Deze dag is al voorbij."))
        return day
