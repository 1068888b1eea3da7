from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext

from core import text
from core.forms import VooruitForm
from partners.models import Bijdrage
from wijkplan.figures import Kolom


class DekkingForm(VooruitForm):
    """For one goal, a part per promise; each remembers what it was, so nobody overwrites unseen."""

    def __init__(
        self, *args: Any, kolommen: Sequence[Kolom], delen: dict[int, Decimal], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.bijdragen: list[Bijdrage] = []
        for kolom in kolommen:
            bijdrage, now = kolom.stand.bijdrage, delen.get(kolom.stand.bijdrage.pk)
            if bijdrage.ingetrokken_op is not None and now is None:
                continue
            self.bijdragen.append(bijdrage)
            said = {"partner": bijdrage.partner, "wat": bijdrage.omschrijving}
            self.fields[str(bijdrage.uuid)] = text.BoundedDecimalField(
                label=gettext("%(partner)s: %(wat)s") % said,
                help_text=gettext("toegezegd: %(toegezegd)s, nog niet verdeeld: %(over)s")
                % {"toegezegd": kolom.stand.toegezegd_tekst, "over": kolom.over_tekst},
                required=False,
                min_value=0,
                max_digits=14,
                decimal_places=2,
                initial=now,
            )
            self.fields[f"was_{bijdrage.uuid}"] = text.BoundedDecimalField(
                required=False, max_digits=14, decimal_places=2, widget=forms.HiddenInput, initial=now
            )

    def delen(self) -> dict[Bijdrage, tuple[Decimal | None, Decimal | None]]:
        """Per promise the part that was typed, and what it was."""
        data = self.cleaned_data
        return {row: (data[str(row.uuid)], data[f"was_{row.uuid}"]) for row in self.bijdragen}

    def now_is(self, delen: dict[int, Decimal]) -> None:
        """Remember what it is now, so that saving once more is a choice made knowingly."""
        self.data = self.data.copy()  # type: ignore[attr-defined] # a QueryDict
        for row in self.bijdragen:
            self.data[f"was_{row.uuid}"] = str(delen.get(row.pk, ""))
