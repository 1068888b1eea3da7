from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Activiteit, Agendasleutel
from core.forms import VooruitForm
from core.locking import SlotFormMixin
from mensen.models import User
from teams.models import Team
from wijken.models import Plek, Wijk


class SleutelForm(VooruitForm):
    """Whose bijeenkomsten somebody wants in her calendar: her own, of a team or of a wijk she may see."""

    wat = forms.ChoiceField(label=_("Wat"))

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scope = by.scope
        self.options: dict[str, dict[str, Any]] = {}
        if scope.own_wijken:
            self.options["persoon"] = {"soort": Agendasleutel.Soort.PERSOON}
        for team in Team.objects.visible_to(by).select_related("wijk").order_by("wijk__naam", "naam"):
            self.options[f"team:{team.uuid}"] = {"soort": Agendasleutel.Soort.TEAM, "team": team}
        wijken = Wijk.objects.visible_to(by).order_by("naam")
        for wijk in wijken if scope.is_projectleider else wijken.filter(pk__in=scope.own_wijken):
            self.options[f"wijk:{wijk.slug}"] = {"soort": Agendasleutel.Soort.WIJK, "wijk": wijk}
        self.fields["wat"].choices = [(key, name_of(**option)) for key, option in self.options.items()]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """What the service takes."""
        return self.options[self.cleaned_data["wat"]]


def name_of(*, team: Team | None = None, wijk: Wijk | None = None, **_soort: object) -> str:
    """How it is called on the page and in the calendar; of no team and no wijk is one's own."""
    if team is not None:
        return str(team)
    if wijk is not None:
        return gettext("Heel %(wijk)s") % {"wijk": wijk}
    return gettext("Mijn bijeenkomsten")


class OpenbaarForm(SlotFormMixin, VooruitForm):
    """Whether everyone may know of an activity, and what kind of place it is at when nobody said so yet."""

    openbaar = forms.BooleanField(label=_("Zet in de openbare agenda"), required=False)
    plek_soort = forms.ChoiceField(label=_("Wat voor plek is het?"), required=False)

    def __init__(self, *args: Any, activiteit: Activiteit, **kwargs: Any) -> None:
        self.instance = activiteit
        super().__init__(*args, **kwargs)
        self.initial["openbaar"] = activiteit.openbaar
        kinds = [(value, label) for value, label in Plek.Soort.choices if value in Plek.PUBLIEK]
        self.fields["plek_soort"].choices = [("", _("kies, of laat leeg")), *kinds]  # type: ignore[attr-defined]
        if activiteit.plek is None or activiteit.plek.soort in Plek.PUBLIEK:
            del self.fields["plek_soort"]
