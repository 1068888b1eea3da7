from datetime import time, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Inzet
from core.errors import Refused
from core.moments import moment
from core.text import LineField, SaneDateField, SaneTimeField
from mensen.models import User
from wijken.models import Plek

NACHT = time(6)
MEESTE_PLEKKEN = 200


class PlekField(LineField):
    """A place by its name: one we know, or a new one of this wijk."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=160, required=False, **kwargs)

    def offer(self, wijken: set[int] | frozenset[int]) -> None:
        """Show the places in and around these wijken as suggestions; the first wijk gets what is new."""
        self.wijken = wijken
        self.widget.attrs["list"] = "plekken"
        self.names = [
            *Plek.objects.near(wijken)
            .values_list("naam", flat=True)
            .order_by("naam")
            .distinct()[:MEESTE_PLEKKEN]
        ]

    def place(self, naam: str, wijk: int) -> Plek | None:
        """The known place of this name, of the wijk before others, or a new one that is not stored yet."""
        if not naam:
            return None
        known = Plek.objects.filter(Q(wijk=wijk) | Q(wijk=None), naam__iexact=naam)
        return known.order_by("wijk", "pk").first() or Plek(naam=naam, wijk_id=wijk)


class MomentMixin(forms.Form):
    """A day, a begin and an end, as clocks in Amsterdam show them."""

    gevraagd_als = {"begin": "dag", "begint": "dag", "eind": "tot"}

    dag = SaneDateField(label=_("Dag"))
    van = SaneTimeField(label=_("Van"))
    tot = SaneTimeField(label=_("Tot"))

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

    koken = forms.ModelMultipleChoiceField(
        label=_("Wie koken?"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def offer_people(self, people: "QuerySet[User]", *, koken: bool = True) -> None:
        """Let these people be chosen; who cooks is only asked where there is cooking."""
        self.fields["opent"].queryset = self.fields["helpen"].queryset = people
        self.fields["koken"].queryset = people
        if not koken:
            del self.fields["koken"]

    def inzet(self, before: dict[int, str] | None = None) -> dict[User, str]:
        """Who does what; who cooks keeps cooking."""
        kept = before or {}
        helpers = self.cleaned_data["helpen"]
        taken = {user: str(Inzet.Rol.HELPT) for user in helpers}
        if "koken" not in self.fields:
            taken |= {user: "kookt" for user in helpers if kept.get(user.pk) == "kookt"}
        taken |= {user: str(Inzet.Rol.KOOKT) for user in self.cleaned_data.get("koken", ())}
        if opent := self.cleaned_data.get("opent"):
            taken[opent] = str(Inzet.Rol.OPENT)
        return taken
