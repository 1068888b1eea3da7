from datetime import time, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from activiteiten.forms.tellen import people_of
from activiteiten.models import Activiteit, Bijeenkomst, Inzet
from core.errors import Refused
from core.forms import VooruitForm, VooruitModelForm
from core.locking import ClientIdFormMixin, SlotFormMixin
from core.moments import moment
from core.text import BoundedIntegerField, LineField, SaneDateField, SaneTimeField
from mensen.models import User
from teams.models import Team
from wijken.models import Plek
from wijkplan.models import Doel

NACHT = time(6)
MEESTE_PLEKKEN = 200


class PlekField(LineField):
    """A place by its name: one we know, or a new one of this wijk."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=160, required=False, **kwargs)

    def offer(self, wijken: set[int] | frozenset[int]) -> None:
        """Show the places of these wijken as suggestions; the first wijk gets what is new."""
        self.wijken = wijken
        self.widget.attrs["list"] = "plekken"
        self.names = [
            *Plek.objects.filter(wijk__in=wijken)
            .values_list("naam", flat=True)
            .order_by("naam")[:MEESTE_PLEKKEN]
        ]

    def place(self, naam: str, wijk: int) -> Plek | None:
        """The known place of this name, of the wijk before others, or a new one that is not stored yet."""
        if not naam:
            return None
        known = Plek.objects.filter(Q(wijk=wijk) | Q(wijk=None), naam__iexact=naam)
        return known.order_by("wijk", "pk").first() or Plek(naam=naam, wijk_id=wijk)


class MomentMixin(forms.Form):
    """A day, a begin and an end, as clocks in Amsterdam show them."""

    dag = SaneDateField(label=_("Dag"))
    van = SaneTimeField(label=_("Van"))
    tot = SaneTimeField(
        label=_("Tot"),
        help_text=_("Bij het ingaan van de wintertijd komt 02.00–03.00 twee keer: wij nemen de eerste keer."),
    )

    def clean(self) -> dict[str, Any]:
        """Add `begin` and `eind`; an end in the small hours is the next morning."""
        data = super().clean() or self.cleaned_data
        if not {"dag", "van", "tot"} <= data.keys():
            return data
        after_midnight = data["tot"] < data["van"] and data["tot"] <= NACHT
        try:
            data["begin"] = moment(data["dag"], data["van"], field="van")
            data["eind"] = moment(data["dag"] + timedelta(days=after_midnight), data["tot"], field="tot")
        except Refused as refused:
            refused.add_to(self)
        return data


class WieMixin(forms.Form):
    """Who opens and who helps."""

    opent = forms.ModelChoiceField(
        label=_("Wie opent?"), queryset=User.objects.none(), required=False, empty_label=_("nog niemand")
    )
    helpen = forms.ModelMultipleChoiceField(
        label=_("Wie helpen?"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def offer_people(self, people: "QuerySet[User]") -> None:
        """Let these people be chosen."""
        self.fields["opent"].queryset = self.fields["helpen"].queryset = people

    def inzet(self, before: dict[int, str] | None = None) -> dict[User, str]:
        """Who does what; who cooks keeps cooking."""
        kept = before or {}
        helpers = self.cleaned_data["helpen"]
        taken = {user: str(Inzet.Rol.HELPT) for user in helpers}
        taken |= {user: "kookt" for user in helpers if kept.get(user.pk) == "kookt"}
        if opent := self.cleaned_data.get("opent"):
            taken[opent] = str(Inzet.Rol.OPENT)
        return taken


class ActiviteitForm(SlotFormMixin, VooruitModelForm):
    """What an activity is; everything after the place may stay as it is."""

    plek = PlekField(label=_("Waar"))
    gestopt_op = SaneDateField(label=_("Gestopt op"), required=False)

    class Meta:
        model = Activiteit
        fields = [
            "titel",
            "plek",
            "doel",
            "soort",
            "doelgroep",
            "kosten",
            "taal",
            "aanmelden",
            "startgroep",
            "gestopt_op",
        ]

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wijken = {self.instance.wijk_id} if self.instance.wijk_id else by.scope.coordinator_wijken
        self.fields["plek"].offer(wijken)
        if self.instance.plek_id:
            self.initial["plek"] = self.instance.plek.naam
        self.fields["startgroep"].help_text = _("Laat leeg als je het niet weet.")
        offer_doelen(self.fields["doel"], wijken)
        if self.instance.los:
            del self.fields["doel"]

    def velden(self) -> dict[str, Any]:
        """What the services take."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.Meta.fields}

    def clean(self) -> dict[str, Any]:
        """Turn the name of the place into a place."""
        data = super().clean() or self.cleaned_data
        if "plek" in data:
            data["plek"] = self.fields["plek"].place(data["plek"], self._wijk(data))
        return data

    def _wijk(self, _data: dict[str, Any]) -> int:
        return self.instance.wijk_id

    def _post_clean(self) -> None:
        """The service writes; a form leaves its row alone."""


class NieuweActiviteitForm(MomentMixin, WieMixin, ClientIdFormMixin, ActiviteitForm):
    """Title, when, where, who; the rest behind «meer»."""

    MEER = ("doel", "soort", "doelgroep", "kosten", "taal", "aanmelden", "startgroep")
    slot = None
    gestopt_op = None
    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none(), empty_label=None)
    weken = BoundedIntegerField(
        label=_("Hoeveel weken achter elkaar?"), min_value=1, max_value=52, initial=1, required=False
    )

    class Meta(ActiviteitForm.Meta):
        fields = ["titel", "plek", "doel", "soort", "doelgroep", "kosten", "taal", "aanmelden", "startgroep"]

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        wijken = by.scope.coordinator_wijken
        self.fields["team"].queryset = Team.objects.visible_to(by).filter(wijk__in=wijken)
        self.fields["soort"].required = False
        self.offer_people(people_of(*wijken))

    def clean_soort(self) -> str:
        """Untouched means the first kind."""
        return self.cleaned_data["soort"] or Activiteit.Soort.ONTMOETING

    def _wijk(self, data: dict[str, Any]) -> int:
        return data["team"].wijk_id if "team" in data else 0


class NieuweBijeenkomstForm(MomentMixin, WieMixin, ClientIdFormMixin, VooruitForm):
    """One or more bijeenkomsten of an activity."""

    titel = LineField(label=_("Eigen titel"), max_length=120, required=False)
    plek = PlekField(label=_("Waar"))
    weken = BoundedIntegerField(
        label=_("Hoeveel weken achter elkaar?"), min_value=1, max_value=52, initial=1, required=False
    )
    field_order = ["dag", "van", "tot", "weken", "plek", "opent", "helpen", "titel"]

    def __init__(self, *args: Any, activiteit: Activiteit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wijk = activiteit.wijk_id
        self.fields["plek"].offer({self.wijk})
        self.offer_people(people_of(self.wijk))
        if activiteit.plek_id:
            self.initial.setdefault("plek", activiteit.plek.naam)

    def clean(self) -> dict[str, Any]:
        """Turn the name of the place into a place."""
        data = super().clean()
        if "plek" in data:
            data["plek"] = self.fields["plek"].place(data["plek"], self.wijk)
        return data


class BijeenkomstForm(SlotFormMixin, NieuweBijeenkomstForm):
    """When, where and who of one bijeenkomst."""

    client_id = None
    weken = None

    def __init__(self, *args: Any, bijeenkomst: Bijeenkomst, **kwargs: Any) -> None:
        self.instance = bijeenkomst
        self.before = {inzet.user_id: inzet.rol for inzet in bijeenkomst.inzetten.all()}
        now = {name: getattr(bijeenkomst, name) for name in ("dag", "van", "tot", "titel", "opent", "helpen")}
        now["plek"] = bijeenkomst.plek.naam if bijeenkomst.plek else ""
        super().__init__(*args, activiteit=bijeenkomst.activiteit, initial=now, **kwargs)


class DoelForm(SlotFormMixin, VooruitForm):
    """To which goal an orphan belongs."""

    doel = forms.ModelChoiceField(
        label=_("Hoort bij doel"),
        queryset=Doel.objects.none(),
        required=False,
        empty_label=_("los van het plan"),
    )

    def __init__(self, *args: Any, activiteit: Activiteit, **kwargs: Any) -> None:
        self.instance = activiteit
        super().__init__(*args, **kwargs)
        self.initial["doel"] = activiteit.doel_id
        offer_doelen(self.fields["doel"], {activiteit.wijk_id})


class FilterForm(VooruitForm):
    """Search and filter of the list of activities."""

    q = LineField(label=_("Zoek op naam"), max_length=80, required=False)
    soort = forms.ChoiceField(
        label=_("Soort"), choices=[("", _("alle soorten")), *Activiteit.Soort.choices], required=False
    )
    plan = forms.ChoiceField(
        label=_("Plan"),
        choices=[("", _("met en zonder doel")), ("doel", _("bij een doel")), ("los", _("los van het plan"))],
        required=False,
    )

    def narrow(self, rows: "QuerySet[Activiteit]") -> "QuerySet[Activiteit]":
        """Apply what was asked; what can't be understood is left out."""
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        if asked.get("q"):
            rows = rows.search(asked["q"])
        if asked.get("soort"):
            rows = rows.filter(soort=asked["soort"])
        if asked.get("plan"):
            rows = rows.filter(doel__isnull=asked["plan"] == "los")
        return rows


def offer_doelen(field: forms.ModelChoiceField, wijken: set[int] | frozenset[int]) -> None:
    """Offer the goals of plans that are not closed, priority first."""
    field.queryset = (
        Doel.objects.filter(prioriteit__wijkplan__wijk__in=wijken)
        .exclude(prioriteit__wijkplan__status__in=["geevalueerd", "gearchiveerd"])
        .select_related("prioriteit__wijkplan")
        .order_by("prioriteit__rang", "rang", "pk")
    )
    field.empty_label = _("los van het plan")
    field.label_from_instance = lambda doel: f"{doel.prioriteit.titel}: {doel.titel}"
