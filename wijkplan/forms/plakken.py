from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import VooruitForm
from core.locking import ClientIdFormMixin
from core.text import REFUSED, SILENT, LineField, TextField, refuse_invisible
from core.wacht import NAMEN
from wijken.vocabulary import Effectgebied
from wijkplan.models import Doel
from wijkplan.vocabulary import Voorstel

MAX_VOORSTELLEN = 25
MAX_DOELEN = 20


class PlakField(TextField):
    """Pasted text: tabs and indents are what it is about, so they stay."""

    def to_python(self, value: Any) -> str:
        if value in self.empty_values or not str(value).strip():
            return ""
        refuse_invisible(value)
        return SILENT.sub("", str(value))

    def bound_data(self, data: Any, initial: Any) -> Any:
        shown = super().bound_data(data, initial)
        return REFUSED.sub("", shown) if isinstance(shown, str) else shown


class PlakForm(VooruitForm):
    wacht_niet = {"tekst": "nothing is kept before the form of each priority was looked at"}
    tekst = PlakField(
        label=_("Plak hier je lijst"),
        max_length=20000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "Elke regel wordt een prioriteit. Een regel met een streepje, een inspringing of een tweede kolom "
            "wordt een doel. Tekst tussen aanhalingstekens wordt de aanleiding."
        ),
    )


class VoorstelForm(VooruitForm):
    """One pasted priority as it will be added; everything can still be changed."""

    wacht = {"aanleiding": NAMEN}

    erbij = forms.BooleanField(label=_("Neem deze prioriteit over"), required=False, initial=True)
    titel = LineField(label=_("Prioriteit"), max_length=160)
    effectgebied = forms.ChoiceField(label=_("Effectgebied"))
    aanleiding = TextField(
        label=_("Waarom?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    doelen = TextField(
        label=_("Doelen, een per regel"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effectgebied"].choices = [("", _("Kies")), *Effectgebied.choices]
        if self.is_bound and not self.data.get(self.add_prefix("erbij")):
            self.fields["titel"].required = self.fields["effectgebied"].required = False

    def clean_doelen(self) -> list[str]:
        longest = Doel._meta.get_field("titel").max_length
        lines = [line.strip() for line in self.cleaned_data["doelen"].split("\n") if line.strip()]
        if len(lines) > MAX_DOELEN:
            raise forms.ValidationError(
                gettext("Dit zijn %(aantal)s doelen. Hooguit %(max)s tegelijk."),
                params={"aantal": len(lines), "max": MAX_DOELEN},
            )
        if too_long := next((line for line in lines if len(line) > longest), None):
            raise forms.ValidationError(
                gettext("«%(begin)s…» is te lang: hooguit %(max)s tekens."),
                params={"begin": too_long[:30], "max": longest},
            )
        return lines

    def voorstel(self) -> Voorstel | None:
        """What to add, or None when this one stays out."""
        data = self.cleaned_data
        if not data["erbij"]:
            return None
        return Voorstel(data["titel"], data["aanleiding"], data["doelen"], data["effectgebied"])


class BevestigForm(ClientIdFormMixin, VooruitForm):
    """What goes with the proposals: the text they came from, so that one can go back to it."""

    tekst = PlakField(max_length=20000, strip=False, widget=forms.HiddenInput)


VoorstelFormSet = forms.formset_factory(
    VoorstelForm, extra=0, max_num=MAX_VOORSTELLEN, validate_max=True, absolute_max=MAX_VOORSTELLEN + 1
)
