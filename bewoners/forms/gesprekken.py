from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activiteiten.forms.tellen import SecondenMixin
from bewoners.models import Contactmoment, Relatie
from bewoners.rules import BEWERKBAAR
from bewoners.services import NIEUW
from core.forms import CHOOSE, VooruitForm
from core.locking import ClientIdFormMixin
from core.text import MESSAGES, LineField, SaneDateField, TextField
from core.wacht import VERHAAL
from mensen.models import User
from wijken.models import Wijk
from wijken.vocabulary import GevoeligThema, Thema

OP_HET_EERSTE_OOG = 5
VASTE_WIE = [("buur", _("Een buur")), (NIEUW, _("Nieuw contact"))]


class GesprekForm(VooruitForm):
    """Who, how, how long and what about; taps only, no field to type a name in."""

    wie = LineField(label=_("Wie?"), max_length=40, widget=forms.RadioSelect)
    wie_meer = LineField(label=_("Een ander contact"), max_length=40, widget=forms.Select, required=False)
    hoe = forms.ChoiceField(label=_("Hoe?"), choices=Contactmoment.Hoe.choices, widget=forms.RadioSelect)
    duur = forms.ChoiceField(
        label=_("Hoe lang?"), choices=Contactmoment.Duur.choices, widget=forms.RadioSelect
    )
    themas = forms.MultipleChoiceField(
        label=_("Waar ging het over?"),
        choices=Thema.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    kwam_zelf = forms.BooleanField(label=_("De buur kwam zelf naar mij"), required=False)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["wie"].error_messages["required"] = CHOOSE
        self.fields["wie"].widget.attrs.pop("maxlength", None)  # a radio button has no length
        self.fields["wie"].widget.choices = CallableChoiceIterator(self._first)
        self.fields["wie_meer"].widget.choices = CallableChoiceIterator(self._more)

    @property
    def contacts(self) -> list[tuple[str, str]]:
        """Own contacts, whom she spoke last first; asked once, and only when the page is shown."""
        if not hasattr(self, "_contacts"):
            rows = Relatie.objects.maintained_by(self.by).active().with_last_contact()
            rows = rows.order_by(F("laatste").desc(nulls_last=True), "code")
            self._contacts = [(row.code, row.roepnaam) for row in rows]
        return self._contacts

    @property
    def has_more(self) -> bool:
        """Whether there are more contacts than fit at first sight."""
        return len(self.contacts) > OP_HET_EERSTE_OOG

    def _first(self) -> list[tuple[str, Any]]:
        return [*self.contacts[:OP_HET_EERSTE_OOG], *VASTE_WIE]

    def _more(self) -> list[tuple[str, Any]]:
        return [("", gettext("kies")), *self.contacts[OP_HET_EERSTE_OOG:]]

    def clean(self) -> dict[str, Any]:
        """Turn the tapped code into one of her own relations."""
        data = super().clean() or self.cleaned_data
        data["relatie"] = None
        if more := data.pop("wie_meer", ""):
            self.errors.pop("wie", None)
        wie = more or data.get("wie", "")
        if wie and wie not in dict(VASTE_WIE):
            data["relatie"] = self._called(wie)
            if data["relatie"] is None:
                self.add_error("wie", MESSAGES["invalid_choice"])
            wie = Contactmoment.Wie.RELATIE
        data["wie"] = str(wie)
        return data

    def _called(self, word: str) -> Relatie | None:
        """The one contact she meant: kept on the day of the talk, else one she kept that has closed since."""
        rows = Relatie.objects.called(word)
        since = self.cleaned_data.get("datum")
        found = rows.maintained_by(self.by, since)[:2] or rows.closed().filter(perioden__user=self.by)[:2]
        return found[0] if len(found) == 1 else None

    def gesprek(self) -> dict[str, Any]:
        """What the services take; who came by herself began the talk."""
        data = self.cleaned_data
        began = {"initiatief": "bewoner"} if data["kwam_zelf"] else {}
        return {name: data[name] for name in ("wie", "relatie", "hoe", "duur", "themas")} | began


class NotitieForm(VooruitForm):
    """A few words about a conversation, without names: what to remember next time."""

    wacht = {"notitie": VERHAAL}

    notitie = TextField(
        label=_("Notitie (geen namen)"),
        max_length=280,
        required=False,
        help_text=_("Hooguit 280 tekens. Schrijf alleen op wat deze buur over je schouder mag meelezen."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LogForm(SecondenMixin, ClientIdFormMixin, NotitieForm, GesprekForm):
    """A new conversation; today, unless another day of the last two weeks is said. A note comes mostly afterwards."""

    wijk = forms.ModelChoiceField(
        label=_("Wijk"), queryset=Wijk.objects.none(), required=False, empty_label=None
    )
    datum = SaneDateField(label=_("Welke dag?"), required=False)

    def __init__(self, *args: Any, vandaag: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.vandaag = vandaag or today
        field = self.fields["datum"]
        field.earliest, field.latest = today - BEWERKBAAR, today
        field.widget.attrs |= {"min": field.earliest.isoformat(), "max": today.isoformat()}
        self.fields["themas"].choices = [*Thema.choices, *GevoeligThema.choices]
        own = self.by.scope.own_wijken
        self.fields["wijk"].queryset = Wijk.objects.visible_to(self.by).filter(pk__in=own)
        if len(own) == 1:
            del self.fields["wijk"]

    def clean_datum(self) -> date:
        """Nothing said is today."""
        return self.cleaned_data["datum"] or self.vandaag

    def clean(self) -> dict[str, Any]:
        """Add the wijk: that of the relation, else the chosen or only one."""
        data = super().clean()
        if data["relatie"] is not None:
            data["wijk"] = data["relatie"].wijk
        elif "wijk" not in self.fields:
            data["wijk"] = Wijk.objects.visible_to(self.by).get(pk__in=self.by.scope.own_wijken)
        elif data.get("wijk") is None and "wijk" not in self.errors:
            raise ValidationError({"wijk": MESSAGES["required"]})
        return data


class AanpasForm(GesprekForm):
    """One's own conversation again; what was counted of a sensitive theme can't be found back."""

    def __init__(self, *args: Any, moment: Contactmoment, **kwargs: Any) -> None:
        now = {"hoe": moment.hoe, "duur": moment.duur, "themas": moment.themas}
        now["wie"] = moment.relatie.code if moment.relatie else moment.wie
        now["kwam_zelf"] = moment.initiatief == Contactmoment.Initiatief.BEWONER
        super().__init__(*args, initial=now, **kwargs)
        self.moment = moment
        codes = [code for code, _naam in self.contacts]
        if now["wie"] in codes[OP_HET_EERSTE_OOG:]:
            self.initial["wie_meer"] = self.initial.pop("wie")

    def gesprek(self) -> dict[str, Any]:
        """Who did not come by herself after all, did not begin the talk."""
        was = {"initiatief": ""} if self.moment.initiatief == Contactmoment.Initiatief.BEWONER else {}
        return was | super().gesprek()


class FilterForm(VooruitForm):
    """Filter of the list of conversations."""

    hoe = forms.ChoiceField(
        label=_("Hoe?"), choices=[("", _("alles")), *Contactmoment.Hoe.choices], required=False
    )
    thema = forms.ChoiceField(
        label=_("Waarover?"), choices=[("", _("alles")), *Thema.choices], required=False
    )
    sinds = SaneDateField(label=_("Sinds"), required=False)

    def narrow(self, rows: Any) -> Any:
        """Apply what was asked; what can't be understood is left out."""
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        if asked.get("hoe"):
            rows = rows.filter(hoe=asked["hoe"])
        if asked.get("thema"):
            rows = rows.filter(themas__contains=[asked["thema"]])
        if asked.get("sinds"):
            rows = rows.filter(datum__gte=asked["sinds"])
        return rows
