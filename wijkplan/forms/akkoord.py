"""Laying a text before parties, and what a person of a party answers."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import VooruitForm
from core.locking import ClientIdFormMixin, SlotFormMixin
from core.text import EmailField, LineField, SaneDateField, TextField
from mensen.models import User
from partners.models import Contactpersoon, Partner
from wijkplan.models import Akkoord, Prioriteit, Wijkplan

Antwoord = Akkoord.Antwoord


class VoorlegForm(ClientIdFormMixin, VooruitForm):
    """Which parties are asked, and before when; with the fingerprint of the text one read."""

    partners = forms.ModelMultipleChoiceField(
        label=_("Wie vraag je om akkoord?"),
        queryset=Partner.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies wie je om akkoord vraagt.")},
    )
    antwoord_voor = SaneDateField(label=_("Graag antwoord vóór"))
    kenmerk = LineField(label=_("Tekst"), widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, plan: Wijkplan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Partner.objects.involved_in(plan.wijk, timezone.localdate())
        self.fields["partners"].queryset = rows.order_by("naam")


class RedenForm(VooruitForm):
    """One sentence that says why."""

    omdat = TextField(label=_("Waarom?"), max_length=300)


class AfwezigForm(SlotFormMixin, VooruitForm):
    toelichting = TextField(label=_("Waarom doet deze partij niet mee?"), max_length=500)

    def __init__(self, *args: Any, akkoord: Akkoord, **kwargs: Any) -> None:
        self.instance = akkoord
        super().__init__(*args, **kwargs)


class VersieForm(ClientIdFormMixin, VooruitForm):
    reden = TextField(
        label=_("Waarom een nieuwe versie?"),
        max_length=300,
        help_text=_("Dit lezen de partijen boven de nieuwe tekst."),
    )


class VolgendPlanForm(ClientIdFormMixin, VooruitForm):
    titel = LineField(label=_("Titel"), max_length=120)
    periode_van = SaneDateField(label=_("Eerste dag"))
    periode_tot = SaneDateField(label=_("Laatste dag"))
    overnemen = forms.BooleanField(
        label=_("Neem prioriteiten, doelen en indicatoren over"), required=False, initial=True
    )


class SamenvoegForm(SlotFormMixin, VooruitForm):
    prioriteiten = forms.ModelMultipleChoiceField(
        label=_("Welke worden één?"), queryset=Prioriteit.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    titel = LineField(label=_("Hoe heet die dan?"), max_length=160)
    waarom = LineField(label=_("Waarom deze wijziging?"), max_length=200, required=False)

    def __init__(self, *args: Any, plan: Wijkplan, **kwargs: Any) -> None:
        self.instance = plan
        super().__init__(*args, **kwargs)
        self.fields["prioriteiten"].queryset = plan.prioriteiten.order_by("rang")


class SplitsForm(ClientIdFormMixin, SlotFormMixin, VooruitForm):
    titel = LineField(label=_("Hoe heet het nieuwe deel?"), max_length=160)
    doelen = forms.ModelMultipleChoiceField(
        label=_("Welke doelen gaan mee?"),
        queryset=Prioriteit.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    waarom = LineField(label=_("Waarom deze wijziging?"), max_length=200, required=False)

    def __init__(self, *args: Any, prioriteit: Prioriteit, **kwargs: Any) -> None:
        self.instance = prioriteit
        super().__init__(*args, **kwargs)
        self.fields["doelen"].queryset = prioriteit.doelen.order_by("rang")


# -- What a party answers -----------------------------------------------------------------------------


class AntwoordForm(SlotFormMixin, VooruitForm):
    """Yes. The others ask one thing more each; every one is a form of its own, so that nothing needs a script."""

    antwoord = Antwoord.AKKOORD
    kenmerk = LineField(label=_("Tekst"), widget=forms.HiddenInput, max_length=64)
    functie = LineField(label=_("Uw functie"), max_length=80, required=False)

    def __init__(self, *args: Any, akkoord: Akkoord, by: User, functie: str = "", **kwargs: Any) -> None:
        self.instance, self.by = akkoord, by
        initial = {"kenmerk": akkoord.voorlegging.kenmerk, "functie": functie}
        super().__init__(*args, initial=initial, auto_id=f"{self.antwoord}_%s", **kwargs)

    def values(self) -> dict[str, Any]:
        """What the service takes beside the answer."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"kenmerk", "slot"}}


class VoorbehoudForm(AntwoordForm):
    antwoord = Antwoord.VOORBEHOUD
    toelichting = TextField(
        label=_("Onder welk voorbehoud?"),
        max_length=500,
        error_messages={"required": _("Zeg wat uw voorbehoud is.")},
        help_text=_("Bijvoorbeeld: als de gemeenteraad het budget vaststelt."),
    )


class VoorgelegdForm(AntwoordForm):
    antwoord = Antwoord.VOORGELEGD
    voor_wie = LineField(label=_("Aan wie legt u het voor?"), max_length=120)
    voor_wanneer = SaneDateField(label=_("Vóór welke dag weet u het?"))


class NietAkkoordForm(AntwoordForm):
    antwoord = Antwoord.NIET_AKKOORD
    reden = TextField(label=_("Waarom niet?"), max_length=240)
    wel = TextField(label=_("Wat zou u wel steunen?"), max_length=240)

    def values(self) -> dict[str, Any]:
        """One text of the two: why not, and what would do."""
        found = super().values()
        return found | {"toelichting": f"{found.pop('reden')} – {found.pop('wel')}"}


class DoorgeefForm(AntwoordForm):
    antwoord = Antwoord.DOORGEGEVEN
    aan = forms.ModelChoiceField(
        label=_("Welke collega?"),
        queryset=Contactpersoon.objects.none(),
        required=False,
        empty_label=_("iemand die hier niet staat"),
    )
    naam = LineField(label=_("Naam van een andere collega"), max_length=120, required=False)
    email = EmailField(label=_("E-mailadres"), required=False)

    def __init__(self, *args: Any, akkoord: Akkoord, by: User, **kwargs: Any) -> None:
        super().__init__(*args, akkoord=akkoord, by=by, **kwargs)
        colleagues = Contactpersoon.objects.visible_to(by).on(timezone.localdate())
        self.fields["aan"].queryset = colleagues.filter(partner=akkoord.partner_id).exclude(user=by)


ANTWOORDEN: tuple[type[AntwoordForm], ...] = (
    AntwoordForm,
    VoorbehoudForm,
    VoorgelegdForm,
    NietAkkoordForm,
    DoorgeefForm,
)
