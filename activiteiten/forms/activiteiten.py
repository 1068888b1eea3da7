from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activiteiten.forms.plan import offer_beside, without_own
from activiteiten.forms.reeksen import HERHAAL, HerhaalMixin
from activiteiten.forms.tellen import people_of
from activiteiten.forms.velden import MomentMixin, PlekField, WieMixin
from activiteiten.models import MEESTE_NODIG, Activiteit
from activiteiten.vocabulary import TE_ZEGGEN
from core.forms import NOTHING_YET, VooruitForm, VooruitModelForm
from core.locking import ClientIdFormMixin, SlotFormMixin
from core.text import BoundedIntegerField, LineField, SaneDateField
from core.wacht import NAMEN, OPENBAAR
from mensen.models import User
from teams.models import Team
from wijken.models import Wijk
from wijkplan.models import Doel

NODIG = ("nodig_opent", "nodig_kookt", "nodig_helpt")


class ActiviteitForm(SlotFormMixin, VooruitModelForm):
    """What an activity is; everything after the place may stay as it is."""

    wacht = {"plek": OPENBAAR, "titel": NAMEN, "doelgroep": NAMEN, "belofte": NAMEN}

    plek = PlekField(label=_("Waar"))
    # Always asked here; of what a file brought, at its first change.
    trede = forms.ChoiceField(
        label=_("Hoeveel hebben bewoners te zeggen?"), choices=[("", NOTHING_YET), *TE_ZEGGEN.items()]
    )
    nodig_opent = BoundedIntegerField(label=_("Hoeveel openen er?"), max_value=MEESTE_NODIG)
    nodig_kookt = BoundedIntegerField(label=_("Hoeveel koken er?"), max_value=MEESTE_NODIG)
    nodig_helpt = BoundedIntegerField(label=_("Hoeveel helpen er?"), max_value=MEESTE_NODIG)
    gestopt_op = SaneDateField(label=_("Gestopt op"), required=False)
    doel_key: str | None = None

    class Meta:
        model = Activiteit
        fields = [
            "titel",
            "plek",
            "doel",
            "mede_doelen",
            "project",
            "trede",
            "belofte",
            "soort",
            "doelgroep",
            "kosten",
            "taal",
            "aanmelden",
            "startgroep",
            *NODIG,
            "gestopt_op",
        ]
        widgets = {"mede_doelen": forms.CheckboxSelectMultiple}
        labels = {"belofte": _("Wat gebeurt er met wat bewoners zeggen?")}

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wijken = {self.instance.wijk_id} if self.instance.wijk_id else by.scope.coordinator_wijken
        self.fields["plek"].offer(wijken)
        if self.instance.plek_id:
            self.initial["plek"] = self.instance.plek.naam
        self.fields["startgroep"].help_text = _(
            "Een nieuwe reeks begint met 0. Hiermee rekenen we uit hoeveel mensen een reeks bereikt. "
            "Laat leeg als je het niet weet."
        )
        for name in NODIG:  # left empty is as it was
            self.fields[name].required = False
        if chosen := offer_doelen(self.fields["doel"], wijken, now=self.instance):
            self.initial["doel"] = chosen
        self.fields["doel"].to_field_name = self.doel_key
        offer_beside(self)
        for name in ("doel", "mede_doelen", "project", "trede", "belofte") if self.instance.los else ():
            self.fields.pop(name, None)

    def velden(self) -> dict[str, Any]:
        """What the services take."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.Meta.fields}

    def clean(self) -> dict[str, Any]:
        """Turn the name of the place into a place."""
        data = super().clean() or self.cleaned_data
        if "plek" in data:
            data["plek"] = self.fields["plek"].place(data["plek"], self._wijk(data))
        for name in NODIG:
            if name in data and data[name] is None:
                data[name] = getattr(self.instance, name)
        if data.get("gestopt_op") and self.has_error(
            "trede", "required"
        ):  # what stops needs no rung any more
            del self.errors["trede"]
            data["trede"] = ""
        return without_own(data)

    def _wijk(self, _data: dict[str, Any]) -> int:
        return self.instance.wijk_id

    def _post_clean(self) -> None:
        """The service writes; a form leaves its row alone."""


class NieuweActiviteitForm(HerhaalMixin, MomentMixin, WieMixin, ClientIdFormMixin, ActiviteitForm):
    """Title, when, where, who; the rest behind «meer»."""

    doel_key = "uuid"  # as the board names it in its link
    slot = None
    gestopt_op = None
    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none(), empty_label=None)
    weken = BoundedIntegerField(
        label=_("Hoeveel weken achter elkaar?"), min_value=1, max_value=52, initial=1, required=False
    )

    class Meta(ActiviteitForm.Meta):
        fields = [name for name in ActiviteitForm.Meta.fields if name != "gestopt_op"]

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        wijken = by.scope.coordinator_wijken
        self.fields["team"].queryset = Team.objects.visible_to(by).filter(wijk__in=wijken)
        self.fields["soort"].required = False
        self.fields["titel"].label = _("Wat gaan jullie doen?")
        self.fields["herhaal"].choices = [("", _("één keer, of een paar weken")), *HERHAAL]
        self.offer_people(people_of(*wijken), koken=False)

    def clean_soort(self) -> str:
        """Untouched means the first kind."""
        return self.cleaned_data["soort"] or Activiteit.Soort.ONTMOETING

    def chosen_wijk(self) -> Wijk | None:
        """The wijk of the chosen team, once the form was filled in well."""
        return self.cleaned_data["team"].wijk if self.is_valid() else None

    def _wijk(self, data: dict[str, Any]) -> int:
        return data["team"].wijk_id if "team" in data else 0


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
        self.initial["doel"] = offer_doelen(self.fields["doel"], {activiteit.wijk_id}, now=activiteit)


class FilterForm(VooruitForm):
    """Search and filter of the list of activities."""

    wacht_niet = {"q": "a question is not kept"}

    q = LineField(label=_("Zoek op naam"), max_length=80, required=False)
    soort = forms.ChoiceField(
        label=_("Soort"), choices=[("", _("alle soorten")), *Activiteit.Soort.choices], required=False
    )
    plan = forms.ChoiceField(
        label=_("Plan"),
        choices=[("", _("alles")), ("doel", _("bij een doel")), ("los", _("los van het plan"))],
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


def offer_doelen(
    field: forms.ModelChoiceField,
    wijken: set[int] | frozenset[int],
    *,
    now: Activiteit | None = None,
) -> int | None:
    """Offer the goals of the plan that counts, priority first; return the key of the one the activity has now.

    A goal is the same in every version of a plan, so the choice falls on its row in the present one. A goal that
    is no longer in the plan stays a choice for the activity that has it.
    """
    rows = Doel.objects.to_work_for(wijken, timezone.localdate())
    chosen = None
    if now is not None and now.doel is not None:
        chosen = rows.filter(lijn=now.doel.lijn).values_list("pk", flat=True).first() or now.doel_id
    field.queryset = (
        Doel.objects.filter(Q(pk__in=rows.order_by().values("pk")) | Q(pk=chosen))
        .select_related("prioriteit__wijkplan")
        .order_by("prioriteit__rang", "rang", "pk")
    )
    field.label, field.empty_label = _("Hoort bij doel"), _("los van het plan")
    field.label_from_instance = lambda doel: f"{doel.prioriteit.titel}: {doel.titel}"
    return chosen
