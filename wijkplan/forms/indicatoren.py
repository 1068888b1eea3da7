from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import VooruitModelForm
from core.locking import ClientIdFormMixin, SlotFormMixin
from teams.models import Lidmaatschap
from wijken.models import Kerncijfer, Wijk
from wijkplan.forms.plannen import WaaromMixin
from wijkplan.models import Indicator
from wijkplan.services import copy_nulmeting


class IndicatorForm(VooruitModelForm):
    """What is measured, from where to where; `overnemen` copies an official figure over the three baseline fields."""

    overnemen = forms.ChoiceField(
        label=_("Neem de beginstand over van een officieel cijfer"),
        required=False,
        help_text=_(
            "Waarde, datum en bron komen dan uit dat cijfer. Een latere import verandert dit plan niet."
        ),
    )

    class Meta:
        model = Indicator
        fields = (
            "naam",
            "eenheid",
            "richting",
            "overnemen",
            "nulmeting",
            "nulmeting_datum",
            "nulmeting_bron",
            "streefwaarde",
            "streefdatum",
            "niveau",
            "meetmethode",
            "berekening",
            "frequentie",
            "verantwoordelijke",
        )
        labels = {
            "naam": _("Wat meten we?"),
            "eenheid": _("In welke eenheid?"),
            "richting": _("Wat is beter?"),
            "nulmeting": _("Beginstand"),
            "nulmeting_datum": _("Gemeten op"),
            "nulmeting_bron": _("Bron"),
            "streefwaarde": _("Waar willen we uitkomen?"),
            "streefdatum": _("Vóór wanneer?"),
            "niveau": _("Wat voor cijfer is dit?"),
            "meetmethode": _("Hoe meten we?"),
            "berekening": _("Telt VoorUit dit zelf?"),
            "frequentie": _("Hoe vaak meten we?"),
            "verantwoordelijke": _("Wie meet?"),
        }
        help_texts = {
            "naam": _("Bijvoorbeeld «durft Nederlands te spreken»."),
            "eenheid": _("Bijvoorbeeld %, portieken of mensen."),
            "nulmeting_bron": _("Bijvoorbeeld «vragenlijst op het taalcafé»."),
            "streefdatum": _("Leeg: de datum van het doel, of de laatste dag van het plan."),
            "berekening": _("Dan vult niemand een getal in. Elke nacht telt VoorUit opnieuw."),
            "frequentie": _("Is het tijd, dan vraagt je startpagina erom."),
        }
        widgets = {"richting": forms.RadioSelect}

    field_order = Meta.fields

    def __init__(self, *args: Any, wijk: Wijk, effectgebied: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["richting"].choices = Indicator._meta.get_field("richting").choices
        self.cijfers = {str(cijfer.uuid): cijfer for cijfer in newest_per_maat(wijk)}
        self.fields["overnemen"].choices = [
            ("", _("nee, hieronder staat de beginstand")),
            *grouped(self.cijfers.values(), first=effectgebied),
        ]
        self.fields["berekening"].choices = [
            ("", _("nee, wij meten het")),
            *Indicator._meta.get_field("berekening").choices,
        ]
        self.fields["verantwoordelijke"].queryset = Lidmaatschap.objects.of_wijk_today(wijk.pk).users()
        self.fields["verantwoordelijke"].empty_label = _("nog niemand")
        self.before = {name: getattr(self.instance, name) for name in BEGINSTAND}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        chosen = self.cijfers.get(data.get("overnemen", ""))
        if self.errors:
            return data
        typed = {name: data.get(name) for name in BEGINSTAND}
        if chosen is None:
            data["kerncijfer"] = self.instance.kerncijfer if typed == self.before else None
        elif typed["nulmeting"] is not None and typed != self.before:
            self.add_error(
                "overnemen", gettext("Er is ook zelf een beginstand ingevuld. Kies een van de twee.")
            )
        else:
            data |= copy_nulmeting(chosen)
            data["eenheid"] = data["eenheid"] or chosen.maat.eenheid
        self._check_baseline(data)
        self._check_target(data)
        return data

    def _check_baseline(self, data: dict[str, Any]) -> None:
        if data["nulmeting"] is None:
            if data["nulmeting_datum"] or data["nulmeting_bron"]:
                self.add_error("nulmeting", gettext("Vul ook de beginstand zelf in, of laat alle drie leeg."))
            return
        if not data["nulmeting_datum"]:
            self.add_error("nulmeting_datum", gettext("Wanneer is dit gemeten?"))
        if not data["nulmeting_bron"]:
            self.add_error("nulmeting_bron", gettext("Waar komt dit cijfer vandaan?"))

    def _check_target(self, data: dict[str, Any]) -> None:
        begin, target = data.get("nulmeting"), data.get("streefwaarde")
        if begin is None or target is None or begin == target:
            return
        if (target > begin) != (data["richting"] == "omhoog"):
            self.add_error(
                "streefwaarde", gettext("Dit is slechter dan de beginstand. Klopt «wat is beter»?")
            )

    def values(self) -> dict[str, Any]:
        """What the service takes: the fields of the model and the figure it was copied from."""
        return {
            name: self.cleaned_data[name] for name in (*self.Meta.fields, "kerncijfer") if name != "overnemen"
        }


BEGINSTAND = ("nulmeting", "nulmeting_datum", "nulmeting_bron")


def newest_per_maat(wijk: Wijk) -> list[Kerncijfer]:
    """Official figures of this wijk that have a value: of each measure those of its newest year."""
    newest: dict[int, int] = {}
    rows = Kerncijfer.objects.of_wijk(wijk).exclude(waarde=None).defer("gebied__grens")
    return [row for row in rows if newest.setdefault(row.maat_id, row.peiljaar) == row.peiljaar]


def grouped(cijfers: Any, *, first: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices per effect area, the one of the priority on top."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for cijfer in sorted(cijfers, key=lambda row: row.maat.effectgebied != first):
        label = cijfer.maat.get_effectgebied_display() or gettext("andere cijfers")
        groups.setdefault(label, []).append((str(cijfer.uuid), _line(cijfer)))
    return list(groups.items())


def _line(cijfer: Kerncijfer) -> str:
    copy = copy_nulmeting(cijfer)
    value = f"{cijfer.waarde.normalize():f}".replace(".", ",")
    return f"{cijfer.maat.naam}: {value} {cijfer.maat.eenheid}".strip() + f" · {copy['nulmeting_bron']}"


class IndicatorAddForm(ClientIdFormMixin, IndicatorForm):
    pass


class IndicatorEditForm(WaaromMixin, SlotFormMixin, IndicatorForm):
    pass
