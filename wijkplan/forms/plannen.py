from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import VooruitForm, VooruitModelForm
from core.locking import ClientIdFormMixin, SlotFormMixin
from core.text import LineField
from core.wacht import NAMEN
from wijken.vocabulary import Communitydimensie, Effectgebied
from wijkplan.models import Doel, Prioriteit, Wijkplan
from wijkplan.vocabulary import guess_effectgebied


class WijkplanForm(VooruitModelForm):
    class Meta:
        model = Wijkplan
        fields = ("titel", "periode_van", "periode_tot")
        labels = {"titel": _("Titel"), "periode_van": _("Eerste dag"), "periode_tot": _("Laatste dag")}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        van, tot = data.get("periode_van"), data.get("periode_tot")
        if van and tot and tot <= van:
            self.add_error("periode_tot", gettext("De laatste dag ligt niet na de eerste."))
        return data


class WijkplanAddForm(ClientIdFormMixin, WijkplanForm):
    pass


class WijkplanEditForm(SlotFormMixin, WijkplanForm):
    pass


class WaaromMixin(forms.Form):
    """Ask, without insisting, why something changes in a version that grew out of another."""

    wacht = {"waarom": NAMEN}

    waarom = LineField(
        label=_("Waarom deze wijziging?"),
        required=False,
        max_length=300,
        help_text=_("Eén zin, geen namen. Hij staat bij de wijziging, ook voor de partijen."),
    )

    def __init__(self, *args: Any, plan: Wijkplan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if plan.vorige_id is None:
            del self.fields["waarom"]


class PrioriteitForm(VooruitModelForm):
    wacht = {"aanleiding": NAMEN}

    class Meta:
        model = Prioriteit
        fields = ("titel", "aanleiding", "effectgebied", "moscow")
        labels = {
            "titel": _("Wat is belangrijk?"),
            "aanleiding": _("Waarom?"),
            "effectgebied": _("Bij welk effectgebied hoort dit?"),
            "moscow": _("Hoe zwaar weegt het?"),
        }
        help_texts = {
            "titel": _("Zo dat je het kunt voorlezen, zoals «Iedereen kan meepraten»."),
            "aanleiding": _("Wat bewoners zeggen of wat een cijfer laat zien. Geen namen."),
        }
        widgets = {"effectgebied": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effectgebied"].choices = Effectgebied.choices
        self.fields["moscow"].choices = [("", _("nog niet gewogen")), *Prioriteit.Moscow.choices]


class PrioriteitAddForm(ClientIdFormMixin, PrioriteitForm):
    """In the last line of the plan only a title is typed: then the words decide the effect area, if they can."""

    raden = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data.get("raden") and not self.data.get("effectgebied"):
            self.data = self.data.copy()
            self.data["effectgebied"] = guess_effectgebied(self.data.get("titel", ""))
            self.data["raden"] = ""


class PrioriteitEditForm(WaaromMixin, SlotFormMixin, PrioriteitForm):
    pass


class GewoonForm(SlotFormMixin, VooruitModelForm):
    wacht = {"gewone_taal": NAMEN}

    class Meta:
        model = Prioriteit
        fields = ("gewone_taal",)
        labels = {"gewone_taal": _("Zo leest een bewoner het")}
        help_texts = {
            "gewone_taal": _("Korte zinnen, gewone woorden, geen namen. Lees het hardop aan een buur voor.")
        }
        widgets = {"gewone_taal": forms.Textarea(attrs={"rows": 4})}


class WegingForm(SlotFormMixin, VooruitModelForm):
    class Meta:
        model = Prioriteit
        fields = ("moscow",)
        labels = {"moscow": _("Hoe zwaar weegt het?")}


class VerplaatsForm(SlotFormMixin, VooruitForm):
    """One step up or down, with the slot of the plan whose order the person saw."""

    richting = forms.ChoiceField(choices=[("omhoog", _("omhoog")), ("omlaag", _("omlaag"))])


class VerwijderForm(SlotFormMixin, VooruitForm):
    """A confirmation: the slot says which version the person saw."""


class WegForm(WaaromMixin, VerwijderForm):
    """A confirmation that something goes out of the text of a plan."""


class DoelForm(VooruitModelForm):
    class Meta:
        model = Doel
        fields = ("titel", "doelgroep", "streefdatum", "dimensie", "quick_win")
        labels = {
            "titel": _("Wat is er dan bereikt?"),
            "doelgroep": _("Voor wie?"),
            "streefdatum": _("Vóór wanneer?"),
            "dimensie": _("Aan welk deel van samenleven draagt dit bij?"),
            "quick_win": _("Snel zichtbaar, binnen drie maanden"),
        }
        help_texts = {
            "titel": _("Zo dat je kunt zien of het gelukt is: «60 % durft Nederlands te spreken»."),
            "doelgroep": _("Wees precies: «nieuwe buren» zegt meer dan «bewoners»."),
            "streefdatum": _("Een dag die je haalt. Leeg: de laatste dag van het plan."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dimensie"].choices = [("", _("nog niet gekozen")), *Communitydimensie.choices]


class DoelAddForm(ClientIdFormMixin, DoelForm):
    pass


class DoelEditForm(WaaromMixin, SlotFormMixin, DoelForm):
    pass
