"""The ballot of an organisation: one small field per option, by the method of the round."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import text
from core.forms import VooruitForm
from wijkplan.models import Bezwaar, Prioriteit, Ronde, Rondeoptie, Stembiljet
from wijkplan.services.rondes_stemmen import Bezwaarwaarden

MOSCOW = [
    (3, Prioriteit.Moscow.MUST.label),
    (2, Prioriteit.Moscow.SHOULD.label),
    (1, Prioriteit.Moscow.COULD.label),
    (0, Prioriteit.Moscow.NIET_NU.label),
]
CONSENT = [(1, _("Wij hebben geen bezwaar")), (0, _("Wij hebben een bezwaar"))]


def _whole(value: str) -> int:
    return int(value)


class StemForm(VooruitForm):
    """A ballot. `slot` is empty for a first one, else that of the ballot that is changed."""

    slot = text.BoundedIntegerField(label=_("Versie"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, ronde: Ronde, opties: list[Rondeoptie], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ronde, self.opties = ronde, opties
        build = {
            Ronde.Methode.STIPPEN: self._dots,
            Ronde.Methode.MOSCOW: self._weights,
            Ronde.Methode.RANGORDE: self._places,
            Ronde.Methode.CONSENT: self._consent,
        }[Ronde.Methode(ronde.methode)]
        for optie in opties:
            self.fields[f"o_{optie.uuid.hex}"] = build(optie)

    def _dots(self, optie: Rondeoptie) -> forms.Field:
        return text.BoundedIntegerField(label=optie.titel, max_value=1000, required=False)

    def _weights(self, optie: Rondeoptie) -> forms.Field:
        return forms.TypedChoiceField(
            label=optie.titel,
            choices=MOSCOW,
            coerce=_whole,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
        )

    def _places(self, optie: Rondeoptie) -> forms.Field:
        places = [("", gettext("geen plaats")), *((n, str(n)) for n in range(1, len(self.opties) + 1))]
        return forms.TypedChoiceField(
            label=optie.titel, choices=places, coerce=_whole, empty_value=None, required=False
        )

    def _consent(self, optie: Rondeoptie) -> forms.Field:
        key = optie.uuid.hex
        self.fields[f"argument_{key}"] = text.TextField(
            label=gettext("Waarom?"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
        )
        self.fields[f"voorstel_{key}"] = text.TextField(
            label=gettext("Wat zou wel kunnen?"),
            max_length=500,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields[f"overwegend_{key}"] = forms.BooleanField(
            label=gettext("Zo kunnen wij niet verder: dit houdt het besluit tegen"), required=False
        )
        return forms.TypedChoiceField(
            label=optie.titel,
            choices=CONSENT,
            coerce=_whole,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
        )

    def rows(self) -> list[tuple[Rondeoptie, BoundField, list[BoundField]]]:
        """Each option with its field and, for consent, the fields of an objection; ranked ones first, in order."""
        more = ("argument", "voorstel", "overwegend") if self.ronde.methode == Ronde.Methode.CONSENT else ()
        return [
            (
                optie,
                self[f"o_{optie.uuid.hex}"],
                [self[f"{name}_{optie.uuid.hex}"] for name in more],
            )
            for optie in self._shown()
        ]

    def _shown(self) -> list[Rondeoptie]:
        if self.ronde.methode != Ronde.Methode.RANGORDE:
            return self.opties
        places = {optie: _place(self[f"o_{optie.uuid.hex}"].value()) for optie in self.opties}
        return sorted(self.opties, key=lambda optie: places[optie] or len(self.opties) + 1)

    def stemmen(self) -> dict[UUID, int]:
        """What was given, by option."""
        return {
            optie.uuid: value
            for optie in self.opties
            if (value := self.cleaned_data[f"o_{optie.uuid.hex}"]) is not None
        }

    def bezwaren(self) -> list[Bezwaarwaarden]:
        """The objections among it."""
        return [
            {
                "optie": uuid,
                "argument": self.cleaned_data[f"argument_{uuid.hex}"],
                "voorstel": self.cleaned_data[f"voorstel_{uuid.hex}"],
                "overwegend": self.cleaned_data[f"overwegend_{uuid.hex}"],
            }
            for uuid, value in self.stemmen().items()
            if value == 0 and self.ronde.methode == Ronde.Methode.CONSENT
        ]


def _place(value: object) -> int:
    """A place in the order out of what was sent; 0 for none."""
    told = str(value)
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 4 else 0


@dataclass(frozen=True)
class Stap:
    """One option goes one place up or down on a ballot that was not sent yet; nothing is stored."""

    optie: Rondeoptie
    omhoog: bool
    filled: dict[str, Any]

    @property
    def plaats(self) -> int:
        """Its place now; 0 when it has none any more."""
        return self.filled.get(f"o_{self.optie.uuid.hex}", 0)


def one_step(data: Mapping[str, str], opties: list[Rondeoptie]) -> Stap | None:
    """The ballot after the button that was pressed, or None when no option was asked to move.

    Who has no place gets the last one by going up; the last one loses it by going down.
    """
    omhoog = "omhoog" in data
    asked = data.get("omhoog" if omhoog else "omlaag")
    optie = next((one for one in opties if one.uuid.hex == asked), None)
    if optie is None:
        return None
    places = {one: _place(data.get(f"o_{one.uuid.hex}")) for one in opties}
    order = sorted((one for one in opties if places[one]), key=lambda one: places[one])
    at = order.index(optie) if optie in order else len(order)
    if optie in order:
        order.remove(optie)
    if omhoog:
        order.insert(max(at - 1, 0) if places[optie] else at, optie)
    elif places[optie] and at < len(order):
        order.insert(at + 1, optie)
    filled = {f"o_{one.uuid.hex}": place for place, one in enumerate(order, 1)}
    return Stap(optie, omhoog, filled | {"slot": data.get("slot", "")})


def as_filled(
    biljet: Stembiljet | None, given: Mapping[UUID, int], bezwaren: list[Bezwaar]
) -> dict[str, Any]:
    """What a ballot that was sent before looks like in the form."""
    if biljet is None:
        return {}
    filled: dict[str, Any] = {"slot": biljet.slot} | {f"o_{uuid.hex}": value for uuid, value in given.items()}
    for bezwaar in bezwaren:
        if bezwaar.optie is not None:
            key = bezwaar.optie.uuid.hex
            filled |= {f"argument_{key}": bezwaar.argument, f"voorstel_{key}": bezwaar.voorstel}
            filled[f"overwegend_{key}"] = bezwaar.overwegend
    return filled
