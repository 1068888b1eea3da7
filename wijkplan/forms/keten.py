from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import VooruitModelForm
from core.locking import ClientIdFormMixin, SlotFormMixin
from core.wacht import VERHAAL
from partners.models import Partner
from wijken.models import Wijk
from wijken.vocabulary import Communitydimensie, Effectgebied
from wijkplan.models import BeoogdEffect, Prioriteit, Project, Schakel

DIMENSIES = [("", _("nog niet gekozen")), *Communitydimensie.choices]


class ProjectForm(VooruitModelForm):
    class Meta:
        model = Project
        fields = ("titel", "omschrijving", "van", "tot", "experiment", "hypothese", "stopcriterium")
        labels = {
            "titel": _("Hoe heet het project?"),
            "omschrijving": _("Wat gaan jullie doen?"),
            "van": _("Eerste dag"),
            "tot": _("Laatste dag"),
            "experiment": _("Dit is een experiment: we weten nog niet of het werkt"),
            "hypothese": _("Wat verwachten jullie?"),
            "stopcriterium": _("Wanneer stoppen jullie?"),
        }
        help_texts = {
            "hypothese": _(
                "Nodig bij een experiment. Bijvoorbeeld «als vaders koken, komen er na 6 keer 10 vaders»."
            ),
            "stopcriterium": _("Nodig bij een experiment. Bijvoorbeeld «na 6 keer minder dan 5 vaders»."),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("van") and data.get("tot") and data["tot"] < data["van"]:
            self.add_error("tot", gettext("De laatste dag ligt vóór de eerste."))
        if data.get("experiment"):
            said = {
                "hypothese": gettext("Wat verwachten jullie van dit experiment?"),
                "stopcriterium": gettext("Wanneer stoppen jullie met dit experiment?"),
            }
            for name, question in said.items():
                if name not in self.errors and not data.get(name):
                    self.add_error(name, question)
        return data


class ProjectAddForm(ClientIdFormMixin, ProjectForm):
    pass


class ProjectEditForm(SlotFormMixin, ProjectForm):
    pass


class EffectForm(VooruitModelForm):
    class Meta:
        model = BeoogdEffect
        fields = ("tekst", "effectgebied", "dimensie", "profiteert")
        labels = {
            "tekst": _("Wat is er over een paar jaar anders?"),
            "effectgebied": _("Bij welk effectgebied hoort dit?"),
            "dimensie": _("Aan welk deel van samenleven draagt dit bij?"),
            "profiteert": _("Welke organisaties hebben er baat bij?"),
        }
        help_texts = {"tekst": _("Bijvoorbeeld «ouders regelen zelf wat er met school te regelen is».")}
        widgets = {"profiteert": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, wijk: Wijk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effectgebied"].choices = Effectgebied.choices
        self.fields["dimensie"].choices = DIMENSIES
        partners = Partner.objects.filter(betrokkenheden__wijk=wijk).distinct().order_by("naam")
        self.fields["profiteert"].queryset = partners
        if not partners:
            del self.fields["profiteert"]


class EffectAddForm(ClientIdFormMixin, EffectForm):
    pass


class EffectEditForm(SlotFormMixin, EffectForm):
    pass


class SchakelForm(VooruitModelForm):
    class Meta:
        model = Schakel
        fields = ("effect", "aanname", "sterkte")
        labels = {
            "effect": _("Wat helpt waarbij?"),
            "aanname": _("Dit werkt, omdat …"),
            "sterkte": _("Hoe zeker zijn jullie daarvan?"),
        }
        help_texts = {
            "aanname": _("Schrijf het zo dat je over een jaar kunt kijken of het klopte. Geen namen.")
        }
        widgets = {"effect": forms.RadioSelect, "sterkte": forms.RadioSelect}

    def __init__(self, *args: Any, prioriteit: Prioriteit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["effect"]
        field.queryset = BeoogdEffect.objects.filter(prioriteit=prioriteit)
        field.empty_label = _("wat we doen helpt dit doel")
        field.label_from_instance = lambda effect: gettext("dit doel leidt tot: %s") % effect.tekst
        self.fields["sterkte"].choices = Schakel.Sterkte.choices


class SchakelAddForm(ClientIdFormMixin, SchakelForm):
    pass


class SchakelEditForm(SlotFormMixin, SchakelForm):
    pass


class ToetsForm(SlotFormMixin, VooruitModelForm):
    """What came out when an assumption was tested, and how sure that makes us."""

    wacht = {"uitkomst": VERHAAL}

    class Meta:
        model = Schakel
        fields = ("uitkomst", "getoetst_op", "sterkte")
        labels = {
            "uitkomst": _("Wat kwam eruit?"),
            "getoetst_op": _("Op welke dag was dat?"),
            "sterkte": _("Hoe zeker zijn jullie er nu van?"),
        }
        help_texts = {
            "uitkomst": _(
                "Klopte het, en hoe weten jullie dat? Bijvoorbeeld «klopt: 7 van de 9 ouders belden zelf»."
            )
        }
        widgets = {"uitkomst": forms.Textarea(attrs={"rows": 2}), "sterkte": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sterkte"].choices = Schakel.Sterkte.choices
        for name in ("uitkomst", "getoetst_op"):
            self.fields[name].required = True
