import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activiteiten.models import HOOGSTE_TELLING, Bijeenkomst
from core.forms import VooruitForm
from core.locking import ClientIdFormMixin
from core.text import BoundedIntegerField, LineField
from core.wacht import VERHAAL
from mensen.models import User
from teams.models import Lidmaatschap, Team

MEESTE_SECONDEN = 3600
SEEN = re.compile(r"\d{1,4}", re.ASCII)
JA_NEE = [("ja", _("ja")), ("nee", _("nee")), ("onbekend", _("weet ik niet"))]
DUREN = [("30", _("half uur")), ("60", _("1 uur")), ("120", _("2 uur")), ("180", _("3 uur"))]


class SecondenMixin(forms.Form):
    """How long it took, measured in the browser; nonsense is forgotten, never an error."""

    seconden = forms.Field(required=False, widget=forms.HiddenInput)

    def clean_seconden(self) -> int | None:
        """Return whole seconds, or None when there is no believable number."""
        said = str(self.cleaned_data.get("seconden") or "")
        if not (said.isascii() and said.isdigit()) or len(said) > 5:
            return None
        return int(said) if int(said) <= MEESTE_SECONDEN else None


class AantalMixin(forms.Form):
    """A count in its three values: a typed number, a button for the other two, or «Klopt» with the number seen."""

    NIEMAND, NIET_GETELD = "niemand", "niet_geteld"

    def clean(self) -> dict[str, Any]:
        """Let a pressed button win from what was typed, also from typing nothing."""
        data = super().clean() or self.cleaned_data
        button = self.data.get("antwoord", "")
        if button in {self.NIEMAND, self.NIET_GETELD} or SEEN.fullmatch(button):
            self.errors.pop("aantal", None)
            known = {self.NIEMAND: 0, self.NIET_GETELD: None}
            data["aantal"] = known[button] if button in known else int(button)
        return data


def aantal_field(label: Any) -> BoundedIntegerField:
    """An empty field for a number of people; the numeric keyboard opens."""
    return BoundedIntegerField(
        label=label,
        max_value=HOOGSTE_TELLING,
        error_messages={"required": _("Vul een getal in, of kies wat er aan de hand was.")},
    )


class TelForm(SecondenMixin, AantalMixin, ClientIdFormMixin, VooruitForm):
    """How many people came; a coordinator may say by whose word."""

    aantal = aantal_field(_("Hoeveel mensen waren er?"))
    volgens = forms.ModelChoiceField(
        label=_("Volgens wie?"), queryset=User.objects.none(), required=False, empty_label=_("zelf geteld")
    )

    def __init__(self, *args: Any, bijeenkomst: Bijeenkomst, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wijk = bijeenkomst.activiteit.wijk_id
        if wijk in by.scope.coordinator_wijken:
            self.fields["volgens"].queryset = people_of(wijk).exclude(pk=by.pk)
        else:
            del self.fields["volgens"]


class AanpasForm(AantalMixin, VooruitForm):
    """Another number for one's own count."""

    aantal = aantal_field(_("Hoeveel mensen waren er?"))


class NaForm(VooruitForm):
    """What may come after the count; everything may stay empty, and empty means unknown."""

    nieuw_aanwezig = BoundedIntegerField(label=_("Nieuw hier?"), required=False, max_value=HOOGSTE_TELLING)
    helpers_uit_wijk = BoundedIntegerField(
        label=_("Wie hielp uit de wijk?"), required=False, max_value=HOOGSTE_TELLING
    )
    verbindend = forms.TypedChoiceField(
        label=_("Kwamen mensen met elkaar in gesprek die elkaar nog niet kenden?"),
        choices=JA_NEE,
        coerce={"ja": True, "nee": False}.get,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    aanwezig = forms.ModelMultipleChoiceField(
        label=_("Wie van ons waren er?"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, bijeenkomst: Bijeenkomst, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today, planned = people_of(bijeenkomst.activiteit.wijk_id), bijeenkomst.inzetten.values("user")
        people = User.objects.filter(Q(pk__in=today.order_by().values("pk")) | Q(pk__in=planned))
        self.fields["aanwezig"].queryset = people.order_by("naam", "pk")
        self.fields["aanwezig"].label_from_instance = lambda person: person.voornaam
        self.initial |= {
            "nieuw_aanwezig": bijeenkomst.nieuw_aanwezig,
            "helpers_uit_wijk": bijeenkomst.helpers_uit_wijk,
            "verbindend": {True: "ja", False: "nee", None: None}[bijeenkomst.verbindend],
        }


class LosForm(SecondenMixin, AantalMixin, ClientIdFormMixin, VooruitForm):
    """Something that was not in the calendar: how many, when and how long."""

    wacht = {"titel": VERHAAL}

    aantal = aantal_field(_("Hoeveel mensen waren er?"))
    dagen_geleden = forms.ChoiceField(
        label=_("Wanneer?"),
        choices=[("0", _("vandaag")), ("1", _("gisteren")), ("2", _("eergisteren"))],
        initial="0",
        widget=forms.RadioSelect,
    )
    duur = forms.ChoiceField(label=_("Hoe lang?"), choices=DUREN, widget=forms.RadioSelect)
    titel = LineField(
        label=_("Wat was het?"),
        required=False,
        max_length=60,
        help_text=_("Bijvoorbeeld: samen opruimen. Geen namen."),
    )
    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none(), empty_label=None)

    def __init__(
        self,
        *args: Any,
        by: User,
        als: Bijeenkomst | None = None,
        vandaag: date | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.vandaag = vandaag or timezone.localdate()
        if als is not None:  # what it was and how long, never how many
            minuten = str(int(als.duur.total_seconds() // 60))
            self.initial |= {"titel": als.titel, "team": als.activiteit.team_id, "duur": minuten}
        self.fields["team"].queryset = Team.objects.visible_to(by).filter(pk__in=by.scope.teams)
        if len(by.scope.teams) == 1:
            self.fields["team"].widget = forms.HiddenInput()
            self.fields["team"].initial = next(iter(by.scope.teams))

    def clean(self) -> dict[str, Any]:
        """Turn the taps into a day and a duration."""
        data = super().clean()
        if "dagen_geleden" in data:
            data["dag"] = self.vandaag - timedelta(days=int(data["dagen_geleden"]))
        if "duur" in data:
            data["duur"] = timedelta(minutes=int(data["duur"]))
        return data


def people_of(*wijken: int) -> "QuerySet[User]":
    """Who works in one of these wijken today, by name."""
    return Lidmaatschap.objects.on(timezone.localdate()).filter(team__wijk__in=wijken).users()
