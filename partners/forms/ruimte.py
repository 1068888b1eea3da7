from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import text
from core.forms import VooruitForm, VooruitModelForm
from core.locking import ClientIdFormMixin, SlotFormMixin
from partners.forms.bijdragen import BelowFieldMixin
from partners.models import (
    Bijdrage,
    Contactpersoon,
    Partner,
    RuimtelijkeOntwikkeling,
    Woonplek,
)
from wijken.models import Plek, Wijk


class BeheerForm(VooruitForm):
    """Which organisation runs each place of the wijk: a field per place."""

    def __init__(self, *args: Any, wijk: Wijk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plekken = list(
            Plek.objects.filter(wijk=wijk).prefetch_related("beheerders").order_by("naam", "pk")
        )
        partners = list(Partner.objects.involved_in(wijk, timezone.localdate()))
        for plek in self.plekken:
            runs = next(iter(plek.beheerders.all()), None)
            known = partners if runs is None or runs in partners else [*partners, runs]
            self.fields[str(plek.uuid)] = forms.ChoiceField(
                label=plek.naam,
                choices=[("", _("niemand van deze organisaties")), *((str(p.uuid), p.naam) for p in known)],
                initial=str(runs.uuid) if runs else "",
                required=False,
            )
        self.partners = {str(partner.uuid): partner for partner in partners}

    def values(self) -> dict[str, Any]:
        """What the service takes; an organisation that left the wijk stays where it stood."""
        chosen = {plek: self.cleaned_data[str(plek.uuid)] for plek in self.plekken}
        return {
            "beheer": {
                plek: self.partners.get(uuid)
                for plek, uuid in chosen.items()
                if not uuid or uuid in self.partners
            }
        }


class OntwikkelingForm(BelowFieldMixin, VooruitModelForm):
    """What changes in the buildings or the streets, and which places it closes."""

    class Meta:
        model = RuimtelijkeOntwikkeling
        fields = ("naam", "soort", "eind_gepland", "status", "aantal_woningen", "plekken")
        labels = {
            "naam": _("Welk complex of welke plek"),
            "soort": _("Wat gebeurt er"),
            "start_gepland": _("Begint op"),
            "eind_gepland": _("Klaar op"),
            "status": _("Hoe zeker is het"),
            "aantal_woningen": _("Hoeveel woningen"),
            "plekken": _("Welke plekken verdwijnen of sluiten"),
        }
        widgets = {"plekken": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, wijk: Wijk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plekken"].queryset = Plek.objects.filter(wijk=wijk).order_by("naam")


class OntwikkelingAddForm(ClientIdFormMixin, OntwikkelingForm):
    """A new one; sent twice it is made once."""

    class Meta(OntwikkelingForm.Meta):
        fields = ("eigenaar", "naam", "soort", "start_gepland", *OntwikkelingForm.Meta.fields[2:])
        labels = OntwikkelingForm.Meta.labels | {"eigenaar": _("Van wie is dit plan")}

    def __init__(self, *args: Any, wijk: Wijk, **kwargs: Any) -> None:
        super().__init__(*args, wijk=wijk, **kwargs)
        self.fields["eigenaar"].queryset = Partner.objects.involved_in(wijk, timezone.localdate())
        self.fields["eigenaar"].empty_label = _("Kies een organisatie")


class OntwikkelingChangeForm(SlotFormMixin, OntwikkelingForm):
    """One that is there; the start moves in a form of its own."""


class MoveForm(ClientIdFormMixin, VooruitForm):
    """Another start, and why."""

    nieuw = text.SaneDateField(
        label=_("Nieuwe datum"), required=False, help_text=_("Leeg: de datum is nog niet bekend.")
    )
    reden = text.LineField(label=_("Waarom?"), max_length=300, required=False)


class WoonplekForm(BelowFieldMixin, VooruitModelForm):
    """Rooms for students; never an address."""

    class Meta:
        model = Woonplek
        fields = ("naam", "kamers", "beschikbaar_van", "beschikbaar_tot", "ontwikkeling", "bijdrage")
        labels = {
            "naam": _("Welk complex"),
            "kamers": _("Hoeveel kamers"),
            "beschikbaar_van": _("Eerste dag"),
            "beschikbaar_tot": _("Laatste dag"),
            "ontwikkeling": _("Wat maakt er een eind aan"),
            "bijdrage": _("Hoort bij welke toezegging"),
        }
        help_texts = {
            "naam": _("Zonder huisnummer of postcode: waar studenten wonen schrijven we niet op."),
            "beschikbaar_tot": _("Leeg: er is nog geen einddatum."),
        }

    def __init__(self, *args: Any, wijk: Wijk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ontwikkeling"].queryset = RuimtelijkeOntwikkeling.objects.in_wijk(wijk)
        self.fields["ontwikkeling"].empty_label = _("Niets wat we weten")
        rooms = Bijdrage.objects.in_wijk(wijk).standing().filter(soort=Bijdrage.Soort.WOONRUIMTE)
        kept = self.instance.bijdrage_id
        self.fields["bijdrage"].queryset = (
            Bijdrage.objects.filter(Q(pk__in=rooms.values("pk")) | Q(pk=kept)) if kept else rooms
        )
        self.fields["bijdrage"].empty_label = _("Geen toezegging")


class WoonplekAddForm(ClientIdFormMixin, WoonplekForm):
    """New rooms; sent twice they are there once."""

    class Meta(WoonplekForm.Meta):
        fields = ("corporatie", *WoonplekForm.Meta.fields)
        labels = WoonplekForm.Meta.labels | {"corporatie": _("Van wie")}

    def __init__(self, *args: Any, wijk: Wijk, **kwargs: Any) -> None:
        super().__init__(*args, wijk=wijk, **kwargs)
        self.fields["corporatie"].queryset = Partner.objects.involved_in(wijk, timezone.localdate())
        self.fields["corporatie"].empty_label = _("Kies een organisatie")


class WoonplekChangeForm(SlotFormMixin, WoonplekForm):
    """Rooms that are there."""


# -- What a partner tells about itself ------------------------------------------------------------------


class WoonplekEndForm(SlotFormMixin, BelowFieldMixin, VooruitModelForm):
    """Until when these rooms are there."""

    class Meta:
        model = Woonplek
        fields = ("beschikbaar_tot",)
        labels = {"beschikbaar_tot": _("Tot en met welke dag kunnen studenten hier wonen?")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["beschikbaar_tot"].required = True


class RoomEndForm(SlotFormMixin, BelowFieldMixin, VooruitModelForm):
    """Until when a room to meet in is there, and why."""

    reden = text.LineField(label=_("Waarom?"), max_length=300, required=False)

    class Meta:
        model = Bijdrage
        fields = ("tot",)
        labels = {"tot": _("Tot en met welke dag kan het nog?")}


class ContactForm(SlotFormMixin, BelowFieldMixin, VooruitModelForm):
    """How one calls somebody, and until when."""

    wacht_niet = {"telefoon": "the number of somebody who can be called for her work"}

    telefoon = text.PhoneField(label=_("Telefoon"), max_length=20, required=False)

    class Meta:
        model = Contactpersoon
        fields = ("naam", "functie", "telefoon", "tot")
        labels = {
            "naam": _("Naam"),
            "functie": _("Functie"),
            "tot": _("Laatste dag als contactpersoon"),
        }
        help_texts = {
            "tot": _("Leeg: nog niet bekend. Na deze dag sluit ook het account voor deze organisatie.")
        }
