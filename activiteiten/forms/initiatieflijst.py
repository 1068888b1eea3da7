from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Initiatief
from activiteiten.vocabulary import Trede
from core.forms import VooruitForm
from core.text import LineField
from mensen.models import User
from wijken.models import Wijk


class InitiatiefFilter(VooruitForm):
    """Search and filter of the list."""

    wacht_niet = {"q": "a question is not kept"}

    q = LineField(label=_("Zoek op naam"), max_length=80, required=False)
    fase = forms.ChoiceField(
        label=_("Fase"), choices=[("", _("alle fasen")), *Initiatief.Fase.choices], required=False
    )
    trede = forms.ChoiceField(
        label=_("Trede"),
        choices=[("", _("alle treden")), *((str(t.value), str(t.value)) for t in Trede)],
        required=False,
    )
    toon = forms.ChoiceField(
        label=_("Welke"),
        choices=[
            ("", _("alles")),
            ("stil", _("lang niets gehoord")),
            ("doel", _("bij een doel")),
            ("los", _("los van het plan")),
        ],
        required=False,
    )
    wijk = forms.ChoiceField(label=_("Wijk"), required=False)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = list(Wijk.objects.visible_to(by).order_by("naam").values_list("slug", "naam"))
        self.fields["wijk"].choices = [("", _("alle wijken")), *own]
        if len(own) < 2:
            self.fields["wijk"].widget = forms.HiddenInput()

    @property
    def is_asked(self) -> bool:
        """Whether something was asked that narrows the list."""
        return self.is_bound and self.is_valid() and any(self.cleaned_data.values())

    def narrow(self, rows: "QuerySet[Initiatief]") -> "QuerySet[Initiatief]":
        """Apply what was asked; what can't be understood is left out."""
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        if asked.get("q"):
            rows = rows.search(asked["q"])
        if asked.get("fase"):
            rows = rows.filter(fase=asked["fase"])
        if asked.get("trede"):
            rows = rows.filter(eigenaarschap=int(asked["trede"]))
        if asked.get("toon") in {"doel", "los"}:
            rows = rows.filter(doel__isnull=asked["toon"] == "los")
        return rows.quiet() if asked.get("toon") == "stil" else rows

    def of_wijk(self, rows: "QuerySet[Initiatief]") -> "QuerySet[Initiatief]":
        """Only of the wijk that was asked, also for the figure above the list."""
        slug = self.cleaned_data.get("wijk") if self.is_bound and self.is_valid() else ""
        return rows.filter(wijk__slug=slug) if slug else rows
