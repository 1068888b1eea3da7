from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import VooruitForm, VooruitModelForm
from core.locking import ClientIdFormMixin, SlotFormMixin
from core.text import BoundedIntegerField, LineField, SaneDateField
from core.wacht import VERHAAL
from mensen.models import User
from wijkplan.models import Cyclusstap, Evaluatie, Prioriteit, Project, Verbeteractie

MEER_REGELS = 3


class WithPartners(VooruitModelForm):
    """Only partners that take part in the wijk can be said to have taken part."""

    def __init__(self, *args: Any, partners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partners"].queryset = partners  # type: ignore[attr-defined]
        self.initial.setdefault("datum", timezone.localdate())


class StapForm(WithPartners):
    wacht = {"uitkomst": VERHAAL}

    class Meta:
        model = Cyclusstap
        fields = ("datum", "uitkomst", "partners")
        labels = {"datum": _("Wanneer?"), "uitkomst": _("Wat kwam eruit?"), "partners": _("Wie deden mee?")}
        help_texts = {"uitkomst": _("In één of twee zinnen. Geen namen van bewoners.")}
        widgets = {
            "uitkomst": forms.Textarea(attrs={"rows": 2}),
            "partners": forms.CheckboxSelectMultiple,
        }


class StapAddForm(ClientIdFormMixin, StapForm):
    pass


class StapEditForm(SlotFormMixin, StapForm):
    pass


class EvaluatieForm(WithPartners):
    wacht = {"werkte*": VERHAAL, "geleerd": VERHAAL}

    class Meta:
        model = Evaluatie
        fields = ("datum", "werkte", "werkte_niet", "geleerd", "besluit", "partners")
        labels = {
            "datum": _("Wanneer?"),
            "werkte": _("Wat werkte?"),
            "werkte_niet": _("Wat werkte niet?"),
            "geleerd": _("Wat leerden we?"),
            "besluit": _("Wat besluiten we?"),
            "partners": _("Wie deden mee?"),
        }
        help_texts = {"geleerd": _("Zo dat een ander team er iets aan heeft. Geen namen van bewoners.")}
        widgets = {
            "besluit": forms.RadioSelect,
            "partners": forms.CheckboxSelectMultiple,
            "werkte": forms.Textarea(attrs={"rows": 3}),
            "werkte_niet": forms.Textarea(attrs={"rows": 3}),
            "geleerd": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["besluit"].choices = Evaluatie.Besluit.choices  # type: ignore[attr-defined]


class EvaluatieAddForm(ClientIdFormMixin, EvaluatieForm):
    """What is evaluated is chosen too: the whole plan, a priority, or a project of it."""

    field_order = ("over", "datum")
    over = forms.ChoiceField(label=_("Waarover gaat het?"))

    def __init__(
        self, *args: Any, prioriteiten: list[Prioriteit], projecten: list[Project], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.things: dict[str, Prioriteit | Project | None] = {"plan": None}
        self.things |= {str(row.uuid): row for row in [*prioriteiten, *projecten]}
        groups = [
            (_("Prioriteiten"), [(str(row.uuid), row.titel) for row in prioriteiten]),
            (_("Projecten en experimenten"), [(str(row.uuid), row.titel) for row in projecten]),
        ]
        choices = [("plan", _("Het plan als geheel")), *(group for group in groups if group[1])]
        self.fields["over"].choices = choices  # type: ignore[attr-defined]

    def clean_over(self) -> dict[str, Any]:
        """Which of the two it is about, as the service wants it."""
        thing = self.things[self.cleaned_data["over"]]
        return {
            "prioriteit": thing if isinstance(thing, Prioriteit) else None,
            "project": thing if isinstance(thing, Project) else None,
        }


class EvaluatieEditForm(SlotFormMixin, EvaluatieForm):
    pass


class ActieForm(VooruitForm):
    """One thing to do differently; a line that is left empty is no line."""

    tekst = LineField(label=_("Wat gaan we anders doen?"), max_length=200)
    eigenaar = forms.ModelChoiceField(label=_("Wie?"), queryset=User.objects.none(), empty_label=_("Kies"))
    deadline = SaneDateField(label=_("Vóór welke dag?"))

    def __init__(self, *args: Any, eigenaren: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["eigenaar"].queryset = eigenaren  # type: ignore[attr-defined]
        self.fields["eigenaar"].label_from_instance = lambda user: user.naam  # type: ignore[attr-defined]

    def clean_deadline(self) -> Any:
        """A day that is past is no deadline."""
        deadline = self.cleaned_data["deadline"]
        if deadline < timezone.localdate():
            raise forms.ValidationError(gettext("Deze dag is voorbij."))
        return deadline


class ActieAddForm(ClientIdFormMixin, ActieForm):
    pass


class ActieBaseFormSet(forms.BaseFormSet):
    """The lines of one evaluation, as many as one asked for; an invisible count keeps them through a refusal."""

    def acties(self) -> list[dict[str, Any]]:
        """What was filled in, line by line."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("tekst")]


ActieFormSet = forms.formset_factory(
    ActieForm, formset=ActieBaseFormSet, extra=MEER_REGELS, max_num=20, absolute_max=21, validate_max=True
)


class AfrondForm(SlotFormMixin, VooruitModelForm):
    wacht = {"afsluiting": VERHAAL}

    class Meta:
        model = Verbeteractie
        fields = ("status", "afsluiting")
        labels = {"status": _("Wat is het geworden?"), "afsluiting": _("Wat is ervan geworden, in één zin?")}
        widgets = {"status": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["status"] = ""
        self.fields["afsluiting"].required = True
        self.fields["status"].choices = [  # type: ignore[attr-defined]
            ("klaar", _("gedaan")),
            ("vervallen", _("gaat niet door")),
        ]


class ActieFilterForm(VooruitForm):
    """Which improvements one wants to see."""

    stand = forms.ChoiceField(
        label=_("Acties"),
        required=False,
        choices=[("", _("alle")), ("open", _("open")), ("te_laat", _("te laat")), ("klaar", _("afgesloten"))],
    )
    besluit = forms.ChoiceField(
        label=_("Besluit"), required=False, choices=[("", _("alle")), *Evaluatie.Besluit.choices]
    )


class ZoekForm(VooruitForm):
    wacht_niet = {"q": "a question is not kept"}
    q = LineField(label=_("Zoek in wat we leerden"), max_length=80, required=False)


SCORES = [(score, str(score)) for score in range(1, 6)]


class PulsForm(VooruitForm):
    """Three questions to a partner; the first is asked of each priority."""

    def __init__(self, *args: Any, prioriteiten: list[Prioriteit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = {f"urgentie_{row.uuid.hex}": row for row in prioriteiten}
        self.fields["slot"] = BoundedIntegerField(required=False, widget=forms.HiddenInput)
        for name, row in self.asked.items():
            self.fields[name] = _score(row.titel)
        self.fields["betrokkenheid"] = _score(_("Hoe betrokken voelt u zich bij deze wijk?"))
        self.fields["impact"] = _score(_("Hoeveel verwacht u van dit plan?"))

    def urgenties(self) -> dict[Prioriteit, int]:
        """How urgent each priority is, as answered."""
        return {row: self.cleaned_data[name] for name, row in self.asked.items()}

    def urgent_fields(self) -> list[forms.BoundField]:
        """The fields of the first question."""
        return [self[name] for name in self.asked]


def _score(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        coerce=int,
        choices=SCORES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een getal van 1 tot en met 5.")},
    )
