from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activiteiten.forms.activiteiten import offer_doelen
from activiteiten.models import Activiteit, Eigenaarschapsmeting, Initiatief, Overdrachtsplan
from activiteiten.vocabulary import Trede
from core.forms import VooruitForm, VooruitModelForm
from core.locking import ClientIdFormMixin, SlotFormMixin
from core.text import BoundedIntegerField, LineField, SaneDateField, TextField
from core.wacht import NAMEN, VERHAAL
from mensen.models import User
from partners.models import Partner
from wijken.models import Wijk

FASEN = [(fase.value, fase.label) for fase in Initiatief.MET_ONS]


class InitiatiefBasis(VooruitModelForm):
    """What an initiative is: its goal, its activities, and what its group has of its own."""

    class Meta:
        model = Initiatief
        fields = [
            "titel",
            "omschrijving",
            "doel",
            "activiteiten",
            "trekkers_aantal",
            "reserve_trekker",
            "eigen_sleutel",
            "eigen_plek",
            "eigen_geld",
        ]
        widgets = {"activiteiten": forms.CheckboxSelectMultiple, "omschrijving": forms.Textarea({"rows": 3})}
        labels = {
            "trekkers_aantal": _("Hoeveel bewoners trekken het?"),
            "reserve_trekker": _("Er staat een reserve klaar als een trekker stopt"),
            "eigen_sleutel": _("De groep heeft zelf een sleutel"),
            "eigen_plek": _("De groep heeft zelf een plek"),
            "eigen_geld": _("De groep heeft zelf geld, of weet hoe ze eraan komt"),
        }
        help_texts = {"trekkers_aantal": _("Alleen het aantal, geen namen. Laat leeg als je het niet weet.")}

    wacht = {"titel": NAMEN, "omschrijving": VERHAAL, "les": VERHAAL}

    def offer(self, wijken: frozenset[int] | set[int]) -> None:
        """Let goals and activities of these wijken be chosen."""
        chosen = offer_doelen(self.fields["doel"], wijken, now=self.instance)
        if chosen:
            self.initial["doel"] = chosen
        rows = Activiteit.objects.filter(wijk__in=wijken, los=False).running().order_by("titel", "pk")
        if self.instance.pk:
            rows = rows | Activiteit.objects.filter(initiatieven=self.instance)
            rows = Activiteit.objects.filter(pk__in=rows.values("pk")).order_by("titel", "pk")
        self.fields["activiteiten"].queryset, self.fields["activiteiten"].required = rows, False
        self.fields["activiteiten"].label = _("Bij welke activiteiten?")

    def velden(self) -> dict[str, Any]:
        """What the services take."""
        kept = {*self.Meta.fields, "les"}
        return {name: value for name, value in self.cleaned_data.items() if name in kept}

    def _post_clean(self) -> None:
        """The service writes; a form leaves its row alone."""


class NieuwInitiatiefForm(ClientIdFormMixin, InitiatiefBasis):
    """A new one begins as an idea; whoever works in a wijk may note it."""

    wijk = forms.ModelChoiceField(label=_("Wijk"), queryset=Wijk.objects.none(), empty_label=None)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = by.scope.own_wijken
        self.fields["wijk"].queryset = Wijk.objects.visible_to(by).filter(pk__in=own)
        self.offer(own)
        if len(own) == 1:
            self.fields["wijk"].widget = forms.HiddenInput()
            self.initial["wijk"] = next(iter(own))


class InitiatiefForm(SlotFormMixin, InitiatiefBasis):
    """Change it; the phase too, as long as it is with us."""

    class Meta(InitiatiefBasis.Meta):
        fields = ["titel", "omschrijving", "fase", *InitiatiefBasis.Meta.fields[2:]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer({self.instance.wijk_id})
        if self.instance.fase in Initiatief.MET_ONS:
            self.fields["fase"].choices = FASEN
        else:
            del self.fields["fase"]
        if self.instance.fase == Initiatief.Fase.GESTOPT:
            self.fields["les"] = TextField(label=_("Wat leren we ervan?"), max_length=280, required=False)
            self.initial["les"] = self.instance.les


class EigenaarschapForm(ClientIdFormMixin, VooruitModelForm):
    """On which rung it stands; each rung says what one can see."""

    niveau = forms.TypedChoiceField(
        label=_("Wat zie je gebeuren?"),
        choices=[(trede.value, f"{trede.value}. {trede.label}") for trede in Trede],
        coerce=int,
        widget=forms.RadioSelect,
    )

    wacht = {"toelichting": VERHAAL}

    class Meta:
        model = Eigenaarschapsmeting
        fields = ["datum", "niveau", "toelichting"]
        help_texts = {"toelichting": _("Schrijf op wat je zag, zonder namen.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["datum"] = timezone.localdate()
        self.fields["niveau"].choices = [(t.value, f"{t.value}. {t.label}") for t in Trede]

    def _post_clean(self) -> None:
        """The service writes."""


class OverdrachtForm(VooruitModelForm):
    """What goes over, to whom, and what is settled."""

    wacht = {"wat": VERHAAL}
    slot = BoundedIntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Overdrachtsplan
        fields = ["wat", "partij", "wanneer", *Overdrachtsplan.STAPPEN]
        widgets = dict.fromkeys(Overdrachtsplan.STAPPEN, forms.RadioSelect)

    def __init__(self, *args: Any, wijk: Wijk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partij"].queryset = Partner.objects.filter(betrokkenheden__wijk=wijk).distinct()
        self.fields["partij"].label = _("Wie neemt het over?")
        self.fields["partij"].empty_label = _("de groep zelf")
        if self.instance.pk:
            self.initial["slot"] = self.instance.slot
        for name in Overdrachtsplan.STAPPEN:
            self.fields[name].choices = Overdrachtsplan.Stand.choices

    def velden(self) -> dict[str, Any]:
        """What the service takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "slot"}

    def _post_clean(self) -> None:
        """The service writes."""


class StapForm(VooruitForm):
    """A step with a day that can be undone for 14 days."""

    op = SaneDateField(label=_("Op welke dag?"))
    slot = BoundedIntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, initiatief: Initiatief, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance = initiatief
        self.initial |= {"op": timezone.localdate(), "slot": initiatief.slot}


class ZelfstandigForm(StapForm):
    """It goes on without us."""

    zonder_plan = LineField(
        label=_("De overdracht is niet geregeld, maar het kan zo omdat …"), max_length=200, required=False
    )


class StopForm(StapForm):
    """It stopped, and what we learn."""

    wacht = {"reden": VERHAAL, "les": VERHAAL}
    reden = TextField(label=_("Waarom stopte het?"), max_length=280)
    les = TextField(label=_("Wat leren we ervan?"), max_length=280, required=False)


class OverlevingForm(VooruitForm):
    """Yes or no, and maybe what somebody saw."""

    wacht = {"toelichting": VERHAAL}
    antwoord = forms.ChoiceField(
        label=_("Bestaat het nog?"), choices=[("ja", _("Ja")), ("nee", _("Nee"))], widget=forms.RadioSelect
    )
    toelichting = LineField(label=_("Wat zag of hoorde je? Zonder namen."), max_length=280, required=False)
