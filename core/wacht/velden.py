"""The guard on forms: every text a person types is looked at before it is kept.

A form says more only where it matters: `wacht = {"werkte": VERHAAL}` asks about names and people's lives too,
`wacht_niet = {"telefoon": "why"}` leaves a field alone. Without a word a text field has level PLAN: only what
leads to a person blocks. A key may end in a star («argument_*»).
"""

from collections.abc import Mapping
from fnmatch import fnmatchcase

from django import forms

from core.wacht import tel, woorden
from core.wacht.zoek import PLAN, Vondst, zoek

AKKOORD, KAART_GEZIEN = "wacht_akkoord", "wacht_kaart"
MEESTE = 5  # findings said at once; the rest comes when these are gone


def said_by(form: type, name: str) -> dict[str, str]:
    """What the form and the forms it is made from say in `wacht` or `wacht_niet`, the form itself last."""
    said: dict[str, str] = {}
    for cls in reversed(form.__mro__):
        said |= vars(cls).get(name, {})
    return said


def is_text(field: forms.Field) -> bool:
    """Whether people type freely in it: not a choice, a hidden value, a password or a field with its own shape."""
    shape = isinstance(field, (forms.EmailField, forms.URLField, forms.RegexField, forms.UUIDField))
    return (
        isinstance(field, forms.CharField)
        and not shape
        and type(field.widget).__name__ in {"TextInput", "Textarea"}
    )


def level(form: type, name: str) -> str | None:
    """How much is looked for in the field of this name; None when the form leaves it alone."""
    if name in said_by(form, "wacht_niet"):
        return None
    return next((stand for key, stand in said_by(form, "wacht").items() if fnmatchcase(name, key)), PLAN)


class WachtMixin(forms.BaseForm):
    """A form whose texts pass the guard after their own checks, and before anything is made of them."""

    wacht: Mapping[str, str] = {}
    wacht_niet: Mapping[str, str] = {}

    def __getitem__(self, name: str) -> forms.BoundField:
        """Tell the keyboard how much is looked for in this field, also when it was added while running."""
        field = self.fields.get(name)
        stand = level(type(self), name) if field and is_text(field) else None
        if field and stand:
            field.widget.attrs["data-wacht"] = stand
        return super().__getitem__(name)

    def full_clean(self) -> None:
        """Count what was confirmed once nothing stands in the way any more."""
        self.wacht_bevestigd: list[Vondst] = []
        super().full_clean()
        if self.is_bound and not self.errors:
            for vondst in self.wacht_bevestigd:
                tel.noteer(vondst.soort, tel.BEVESTIGD)
            if self.data.get(KAART_GEZIEN):
                tel.noteer("zorg", tel.KAART)

    def _clean_form(self) -> None:
        for name, field in self.fields.items():
            stand = level(type(self), name) if is_text(field) and name in self.cleaned_data else None
            if stand:
                value = self.cleaned_data[name]
                self._guard(name, field, value if isinstance(value, str) else self._typed(name), stand)
        super()._clean_form()  # type: ignore[misc]

    def _typed(self, name: str) -> str:
        """What was typed, of a text that its own check made something else of."""
        return str(self[name].data or "")

    def _guard(self, name: str, field: forms.Field, value: str, stand: str) -> None:
        """Put a sentence beside the field for what must go, and for what is asked and was not confirmed."""
        old = str(self.get_initial_for_field(field, name) or "") == value
        vondsten = list({one.teken: one for one in zoek(value, stand)}.values())
        asked = [] if old else [one for one in vondsten if not one.blokkeert]
        akkoord = self._akkoord()
        said_yes = [one for one in asked if one.teken in akkoord]
        self.wacht_bevestigd += said_yes
        open_vragen = [one for one in asked if one.teken not in akkoord][:MEESTE]
        field.wacht_vragen = [  # type: ignore[attr-defined]
            {
                "teken": one.teken,
                "woord": one.tekst,
                "mag": woorden.HET_MAG[one.soort],
                "ja": one in said_yes,
            }
            for one in [*said_yes, *open_vragen]
        ]
        field.wacht_zorg = any(one.soort == "zorg" for one in open_vragen)  # type: ignore[attr-defined]
        if field.wacht_zorg:  # type: ignore[attr-defined]
            tel.noteer("zorg", tel.KAART)
        said = dict.fromkeys(woorden.zin(one) for one in vondsten if one.blokkeert)
        for sentence in [*said, *map(woorden.zin, open_vragen)]:
            self.add_error(name, forms.ValidationError(sentence, code="wacht"))

    def _akkoord(self) -> set[str]:
        getlist = getattr(self.data, "getlist", None)
        return set(getlist(AKKOORD) if getlist else self.data.get(AKKOORD, []))
