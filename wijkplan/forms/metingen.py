"""What people fill in about a measurement, and about the periods that are closed."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import VooruitForm, VooruitModelForm
from core.locking import ClientIdFormMixin, SlotFormMixin
from core.text import BoundedIntegerField, LineField, SaneDateField
from mensen.models import User
from teams.models import Lidmaatschap
from wijken.vocabulary import Bewijsniveau
from wijkplan.models import Meting, Wijkplan

DAGEN = (1, 3, 7, 14)


class MetingForm(VooruitModelForm):
    class Meta:
        model = Meting
        fields = (
            "waarde",
            "peildatum",
            "n",
            "bron",
            "bewijsniveau",
            "periode_van",
            "periode_tot",
            "toelichting",
        )
        labels = {
            "waarde": _("Wat is de stand?"),
            "peildatum": _("Gemeten op"),
            "n": _("Hoeveel mensen of tellingen?"),
            "bron": _("Bron"),
            "bewijsniveau": _("Hoe weten we dit?"),
            "periode_van": _("Over de periode van"),
            "periode_tot": _("Tot en met"),
            "toelichting": _("Toelichting"),
        }
        help_texts = {
            "bron": _("Bijvoorbeeld «vragenlijst op het taalcafé»."),
            "periode_tot": _("Met een periode telt de laatste dag als dag van de meting."),
            "toelichting": _("Geen namen. Bijvoorbeeld wat er niet geteld is."),
        }
        widgets = {"bewijsniveau": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bewijsniveau"].choices = Bewijsniveau.choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        van, tot = data.get("periode_van"), data.get("periode_tot")
        if "periode_van" in data and "periode_tot" in data and (van is None) != (tot is None):
            self.add_error("periode_tot", gettext("Vul beide dagen van de periode in, of geen van beide."))
        for name in ("peildatum", "periode_tot"):
            if data.get(name) and data[name] > timezone.localdate():
                self.add_error(name, gettext("Deze dag is nog niet geweest."))
        return data


class MetingAddForm(ClientIdFormMixin, MetingForm):
    pass


class MetingEditForm(SlotFormMixin, MetingForm):
    pass


class TerugForm(VooruitForm):
    """Why a measurement goes back; the slot is that of what was seen."""

    slot = BoundedIntegerField(widget=forms.HiddenInput)
    reden = LineField(
        label=_("Wat moet er anders?"), max_length=300, help_text=_("De schrijver krijgt dit als bericht.")
    )


class SluitForm(forms.Form):
    """Up to which day measurements stand still."""

    tot = SaneDateField(label=_("Sluit tot en met"))


class OntgrendelForm(ClientIdFormMixin, VooruitForm):
    """Who may mend closed periods, how long and why."""

    voor = forms.ModelChoiceField(queryset=User.objects.none(), label=_("Voor wie?"), to_field_name="uuid")
    dagen = forms.TypedChoiceField(label=_("Hoe lang?"), coerce=int, initial=3)
    reden = LineField(label=_("Waarom?"), max_length=300, help_text=_("Dit staat op deze pagina."))

    def __init__(self, *args: Any, plan: Wijkplan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["voor"].queryset = Lidmaatschap.objects.of_wijk_today(plan.wijk_id).users()
        self.fields["voor"].empty_label = None
        self.fields["dagen"].choices = [
            (n, gettext("vandaag") if n == 1 else gettext("%d dagen") % n) for n in DAGEN
        ]

    def values(self) -> dict[str, Any]:
        """What the service takes: the access ends with the last day."""
        data = dict(self.cleaned_data)
        last = timezone.localdate() + timedelta(days=data.pop("dagen") - 1)
        end = datetime.combine(last, time(23, 59, 59), tzinfo=timezone.get_current_timezone())
        return data | {"verloopt_op": end}
