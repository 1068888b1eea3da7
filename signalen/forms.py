from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.forms import VooruitForm
from core.locking import ClientIdFormMixin, SlotFormMixin
from core.text import MESSAGES, LineField, TextField
from core.wacht import VERHAAL
from signalen.models import Bron, Signaal
from wijken.models import Wijk
from wijken.vocabulary import Thema

LAATST = 5


class GemerktForm(VooruitForm):
    """What it is and what it is about, in taps; words are optional and pass the guard."""

    wacht = {"tekst": VERHAAL}

    soort = forms.ChoiceField(label=_("Wat is het?"), choices=Signaal.Soort.choices, widget=forms.RadioSelect)
    thema = forms.ChoiceField(label=_("Waar gaat het over?"), choices=Thema.choices, widget=forms.RadioSelect)
    tekst = TextField(
        label=_("In een paar woorden (geen namen)"),
        max_length=280,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def velden(self) -> dict[str, Any]:
        """What the services take."""
        return {name: self.cleaned_data[name] for name in ("soort", "thema", "tekst")}


class SignaalForm(ClientIdFormMixin, GemerktForm):
    """Something new, or one of the last open ones heard once more; it opens on a chance."""

    al_gehoord = forms.ModelChoiceField(
        label=_("Of hoorde je dit ook?"),
        queryset=Signaal.objects.none(),
        to_field_name="uuid",
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, wijk: Wijk, **kwargs: Any) -> None:
        kwargs["initial"] = {"soort": Signaal.Soort.KANS, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        field = self.fields["al_gehoord"]
        field.queryset = Signaal.objects.filter(wijk=wijk).open()
        last = field.queryset.exclude(tekst="").order_by("-op", "-pk")[:LAATST]
        self.laatste = [(str(row.uuid), row.tekst) for row in last]
        field.widget.choices = [("", _now("Nee, iets nieuws")), *self.laatste]
        self.fields["thema"].required = False

    def clean(self) -> dict[str, Any]:
        """Something new has a theme."""
        data = super().clean() or self.cleaned_data
        if data.get("al_gehoord") is None and not data.get("thema") and "thema" not in self.errors:
            raise ValidationError({"thema": MESSAGES["required"]})
        return data


class ZelfGemerktForm(SignaalForm):
    """A signaal that came from no log: it says itself how one came to know."""

    bron = forms.ChoiceField(
        label=_("Hoe weet je dit?"),
        choices=[(b.value, b.label) for b in (Bron.OBSERVATIE, Bron.GESPREK, Bron.WIJKORGAAN)],
        widget=forms.RadioSelect,
        initial=Bron.OBSERVATIE,
    )


class WijzigSignaalForm(SlotFormMixin, GemerktForm):
    """One's own signaal again."""

    def __init__(self, *args: Any, instance: Signaal, **kwargs: Any) -> None:
        self.instance = instance
        now = {"soort": instance.soort, "thema": instance.thema, "tekst": instance.tekst}
        super().__init__(*args, initial=now, **kwargs)


class AntwoordForm(SlotFormMixin, VooruitForm):
    """What the coordinator does with a signaal."""

    wacht = {"antwoord": VERHAAL}

    naar = forms.ChoiceField(
        label=_("Wat doe je ermee?"),
        choices=[
            (Signaal.Status.BEKEKEN, _("Gezien, ik kom erop terug")),
            (Signaal.Status.OPGEPAKT, _("Wij pakken dit op")),
            (Signaal.Status.DOORGEZET, _("Doorgezet naar een ander")),
            (Signaal.Status.VERVALLEN, _("We doen hier niets mee")),
        ],
        widget=forms.RadioSelect,
    )
    antwoord = TextField(
        label=_("Wat kan de student aan de buurt vertellen?"),
        max_length=280,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, instance: Signaal, **kwargs: Any) -> None:
        self.instance = instance
        super().__init__(*args, **kwargs)


class SignalenFilter(VooruitForm):
    """Search and filter of the signalen of a wijk."""

    wacht_niet = {"q": "a question is not kept"}

    q = LineField(label=_("Zoek"), max_length=80, required=False)
    soort = forms.ChoiceField(
        label=_("Soort"), choices=[("", _("alle soorten")), *Signaal.Soort.choices], required=False
    )
    thema = forms.ChoiceField(
        label=_("Waarover?"), choices=[("", _("alles")), *Thema.choices], required=False
    )
    status = forms.ChoiceField(
        label=_("Stand"),
        choices=[
            ("", _("alle open signalen")),
            *Signaal.Status.choices,
            ("alles", _("ook wat vervallen is")),
        ],
        required=False,
    )

    @property
    def vraag(self) -> dict[str, str]:
        """What was asked; nothing when it cannot be understood."""
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return {name: value for name, value in asked.items() if value}

    def narrow(self, rows: Any) -> Any:
        """Apply what was asked; open ones only, unless a state was asked for."""
        vraag = self.vraag
        rows = rows.search(vraag.get("q", ""))
        for name in ("soort", "thema"):
            if value := vraag.get(name):
                rows = rows.filter(**{name: value})
        status = vraag.get("status", "")
        if status == "alles":
            return rows
        return rows.filter(status=status) if status else rows.open()
