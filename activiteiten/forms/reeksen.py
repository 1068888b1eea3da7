"""How often something comes back, in plain words; the rule of RFC 5545 is made here."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activiteiten.forms.tellen import people_of
from activiteiten.forms.velden import MomentMixin, PlekField, WieMixin
from activiteiten.models import Activiteit, Bijeenkomst, Reeks, Sluiting
from core.forms import VooruitForm
from core.locking import ClientIdFormMixin, SlotFormMixin, hash_body
from core.recurrence import DAYS
from core.text import DATE_FORMATS, LineField, SaneDateField
from core.text import TextField as LinesField
from core.wacht import OPENBAAR

HERHAAL = [
    ("week", _("elke week")),
    ("twee_weken", _("om de week")),
    ("maand", _("elke maand, zoals de 2e dinsdag")),
    ("laatste", _("elke maand, zoals de laatste dinsdag")),
    ("regel", _("eigen regel")),
]
MEESTE_DAGEN = 60


def rule_for(herhaal: str, dag: date) -> str:
    """The rule that belongs to a choice, for a first day."""
    weekday = DAYS[dag.weekday()]
    place = (dag.day - 1) // 7 + 1
    return {
        "week": f"FREQ=WEEKLY;BYDAY={weekday}",
        "twee_weken": f"FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}",
        "maand": f"FREQ=MONTHLY;BYDAY={place if place < 5 else -1}{weekday}",
        "laatste": f"FREQ=MONTHLY;BYDAY=-1{weekday}",
    }[herhaal]


class HerhaalMixin(forms.Form):
    """Whether and how something comes back; needs the day and hours of MomentMixin beside it."""

    wacht_niet = {
        "regel": "a rule of the calendar, read by a parser",
        "dicht": "a list of days, read by a parser",
        "extra": "a list of days, read by a parser",
    }

    herhaal = forms.ChoiceField(
        label=_("Hoe vaak?"), choices=HERHAAL, required=False, widget=forms.RadioSelect
    )
    regel = LineField(
        label=_("Eigen regel"),
        max_length=200,
        required=False,
        help_text=_("Zoals agenda's het schrijven (RFC 5545), bijvoorbeeld FREQ=MONTHLY;BYDAY=1TU,3TU."),
    )
    reeks_tot = SaneDateField(label=_("Tot en met"), required=False)
    sla_over = forms.MultipleChoiceField(
        label=_("Niet in of op"),
        choices=Sluiting.Soort.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    dicht = LinesField(
        label=_("Eigen gesloten periodes"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Eén per regel: 13-07-2026 t/m 27-07-2026, of elk jaar: 08 (augustus), 07:08 (juli en augustus), 12-24:12-31."
        ),
    )
    extra = LineField(
        label=_("Toch wel op"),
        max_length=400,
        required=False,
        help_text=_("Dagen met een komma ertussen, ook als het dan gesloten is: 14-07-2026, 11-08-2026."),
    )

    def clean_extra(self) -> list[date]:
        """Days, separated by commas."""
        field = SaneDateField(input_formats=DATE_FORMATS)
        days = [field.clean(text) for text in re.split(r"[,;\s]+", self.cleaned_data["extra"]) if text]
        if len(days) > MEESTE_DAGEN:
            raise forms.ValidationError(_("Dit zijn te veel dagen."))
        return sorted(set(days))

    def clean(self) -> dict[str, Any]:
        """An own rule must be there when it was chosen."""
        data = super().clean() or self.cleaned_data
        if data.get("herhaal") == "regel" and not data.get("regel") and "regel" not in self.errors:
            self.add_error("regel", _("Vul hier de regel in, of kies hierboven."))
        return data

    def reeks_velden(self) -> dict[str, Any] | None:
        """What the services take; None when it does not come back."""
        data = self.cleaned_data
        if not data.get("herhaal"):
            return None
        own = data["herhaal"] == "regel"
        return {
            "begint": data["dag"],
            "van": data["van"],
            "eindigt": data["tot"],
            "regel": data["regel"] if own else rule_for(data["herhaal"], data["dag"]),
            "tot": data["reeks_tot"],
            "plek": data.get("plek"),
            "sla_over": data["sla_over"],
            "dicht": [line for line in re.split(r"[\n,;]+", data["dicht"]) if line.strip()],
            "extra": data["extra"],
        }

    @property
    def kenmerk(self) -> str:
        """What the days depend on: when this changes the list must be read again."""
        velden = self.reeks_velden() or {}
        return hash_body({name: value for name, value in velden.items() if name != "plek"})

    def was_read(self) -> bool:
        """Whether the list of exactly these days was on the screen before this."""
        return self.data.get("gezien") == self.kenmerk and "bekijk" not in self.data


class NieuweReeksForm(MomentMixin, WieMixin, HerhaalMixin, ClientIdFormMixin, VooruitForm):
    """Let an activity come back."""

    wacht = {"plek": OPENBAAR}

    plek = PlekField(label=_("Waar"))
    field_order = ["dag", "van", "tot", "herhaal"]

    def __init__(self, *args: Any, activiteit: Activiteit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wijk = activiteit.wijk_id
        self.fields["herhaal"].required = True
        self.fields["herhaal"].initial = "week"
        self.fields["plek"].offer({self.wijk})
        if "opent" in self.fields:
            self.offer_people(people_of(self.wijk), koken=activiteit.nodig_kookt > 0)
        if activiteit.plek_id:
            self.initial.setdefault("plek", activiteit.plek.naam)

    def clean(self) -> dict[str, Any]:
        """Turn the name of the place into a place."""
        data = super().clean()
        if "plek" in data:
            data["plek"] = self.fields["plek"].place(data["plek"], self.wijk)
        return data


class ReeksForm(SlotFormMixin, NieuweReeksForm):
    """Change a series from a day on."""

    client_id = None
    opent = None
    helpen = None
    koken = None

    def __init__(self, *args: Any, reeks: Reeks, vanaf: date, **kwargs: Any) -> None:
        self.instance = reeks
        fits = [name for name, _label in HERHAAL[:-1] if rule_for(name, vanaf) == reeks.regel]
        now = {
            "dag": vanaf,
            "van": reeks.van,
            "tot": reeks.eindigt,
            "herhaal": fits[0] if fits else "regel",
            "regel": "" if fits else reeks.regel,
            "reeks_tot": reeks.tot,
            "plek": reeks.plek.naam if reeks.plek else "",
            "sla_over": reeks.sla_over,
            "dicht": "\n".join(reeks.dicht),
            "extra": ", ".join(f"{day:%d-%m-%Y}" for day in reeks.extra),
        }
        super().__init__(*args, activiteit=reeks.activiteit, initial=now, **kwargs)
        self.fields["dag"].label = _("Vanaf welke dag?")


class WelkeMixin(forms.Form):
    """How far a change reaches in a series; gone when the bijeenkomst stands alone or was already."""

    welke = forms.ChoiceField(
        label=_("Voor welke keren?"),
        choices=[
            ("deze", _("alleen deze")),
            ("volgende", _("deze en alle volgende")),
            ("alle", _("alle die nog komen")),
        ],
        initial="deze",
        required=False,
        widget=forms.RadioSelect,
    )

    def offer_series(self, bijeenkomst: Bijeenkomst) -> None:
        """Ask it only where there is something to choose, and say how many each choice reaches."""
        rows = Bijeenkomst.objects.still_to_come(bijeenkomst.reeks_id)
        if bijeenkomst.status == Bijeenkomst.Status.AFGELAST:
            rows = Bijeenkomst.objects.ended_with(bijeenkomst.reeks_id)
        days = list(rows.values_list("regeldag", flat=True)) if bijeenkomst.may_reach_further else []
        if not days:
            self.fields.pop("welke")
            return
        from_here = sum(1 for day in days if day >= bijeenkomst.regeldag)
        reach = {"volgende": from_here, "alle": len(days)}
        self.fields["welke"].choices = [
            (key, f"{label} ({reach[key]})" if key in reach else label)
            for key, label in self.fields["welke"].choices
        ]


class AfgelastForm(ClientIdFormMixin, WelkeMixin, VooruitForm):
    """What does not take place; a form without an id may say it too, saying it again is the same."""

    def __init__(self, *args: Any, bijeenkomst: Bijeenkomst, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client_id"].required = False
        self.offer_series(bijeenkomst)


class SluitingForm(VooruitForm):
    """A closed period of a wijk."""

    naam = LineField(label=_("Hoe heet het?"), max_length=80)
    soort = forms.ChoiceField(label=_("Soort"), choices=Sluiting.Soort.choices, initial="eigen")
    van = SaneDateField(label=_("Van"))
    tot = SaneDateField(label=_("Tot en met"))
