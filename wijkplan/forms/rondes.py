"""Forms of the coordinator: a new round, closing it, counting paper tokens, solving an objection, reading ballots."""

import re
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import text
from core.errors import Refused
from core.forms import VooruitForm, VooruitModelForm
from core.locking import ClientIdFormMixin, SlotFormMixin
from core.moments import moment
from partners.models import Partner
from wijken.forms import MEGABYTES, UploadField
from wijken.imports.sources import MAX_BYTES
from wijkplan.models import Prioriteit, Ronde, Rondeoptie, Wijkplan
from wijkplan.services.rondes import Optiewaarden

KOSTEN = re.compile(r"(?P<titel>.+?)\s*[;|\t]\s*€?\s*(?P<kosten>\d[\d.]*(?:,\d{1,2})?)\s*")
MAX_EIGEN = 60


class RondeForm(ClientIdFormMixin, VooruitModelForm):
    """A round: what there is to choose, who chooses, how, until when, and what happens with what comes out."""

    opties = forms.ModelMultipleChoiceField(
        label=_("Waaruit kiezen ze?"),
        help_text=_("De prioriteiten van dit plan."),
        queryset=Prioriteit.objects.none(),
        to_field_name="uuid",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    eigen = text.TextField(
        label=_("Andere onderwerpen"),
        help_text=_("Een per regel. Met een budget: zet de kosten erachter, zoals «Geveltuinen; 4500»."),
        required=False,
        max_length=8000,
    )
    partijen = forms.ModelMultipleChoiceField(
        label=_("Wie stemt er?"),
        help_text=_("Elke organisatie heeft één stembiljet."),
        queryset=Partner.objects.none(),
        to_field_name="uuid",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    opent_dag = text.SaneDateField(label=_("Gaat open op"), help_text=_("Leeg is meteen."), required=False)
    opent_tijd = text.SaneTimeField(label=_("Om"), required=False)
    sluit_dag = text.SaneDateField(label=_("Sluit op"))
    sluit_tijd = text.SaneTimeField(label=_("Om"), required=False, help_text=_("Leeg is 23.59 uur."))

    class Meta:
        model = Ronde
        fields = (
            "titel", "methode", "stippen", "hoogste", "trede", "belofte", "met_bewoners", "budget", "gelijkstand",
        )  # fmt: skip
        labels = {
            "titel": _("Waar gaat het over?"),
            "methode": _("Hoe kiezen we?"),
            "stippen": _("Stippen per organisatie"),
            "hoogste": _("Hoogstens op één onderwerp"),
            "trede": _("Hoeveel hebben deelnemers te zeggen?"),
            "belofte": _("Wat gebeurt er met de uitkomst?"),
            "met_bewoners": _("Bewoners stemmen mee. Hun stemmen tellen we apart."),
            "budget": _("Budget in euro"),
            "gelijkstand": _("Wat geeft de doorslag bij een gelijke stand?"),
        }
        help_texts = {
            "belofte": _(
                "Zo precies dat je het achteraf kunt nakijken. Deelnemers lezen dit voordat ze stemmen."
            ),
            "budget": _("Alleen als er een bedrag te verdelen is."),
        }
        widgets = {"methode": forms.RadioSelect, "gelijkstand": forms.RadioSelect}

    def __init__(self, *args: Any, plan: Wijkplan, partners: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["opties"].queryset = plan.prioriteiten.all()
        self.fields["partijen"].queryset = partners
        self.fields["methode"].choices = Ronde.Methode.choices
        self.fields["gelijkstand"].choices = Ronde.Gelijkstand.choices

    def clean_eigen(self) -> list[Optiewaarden]:
        """Lines as options; a number behind a semicolon is what it costs."""
        lines = [line for line in self.cleaned_data["eigen"].splitlines() if line.strip()]
        if len(lines) > MAX_EIGEN:
            raise forms.ValidationError(_("Dit zijn te veel onderwerpen. Niemand kan ze allemaal wegen."))
        return [self._option(line.strip()) for line in lines]

    def _option(self, line: str) -> Optiewaarden:
        found = KOSTEN.fullmatch(line)
        titel = (found["titel"] if found else line).strip()
        if len(titel) > 200:
            raise forms.ValidationError(_("Een onderwerp is te lang: hooguit 200 tekens."))
        cost = found["kosten"].replace(".", "").replace(",", ".") if found else None
        if cost and len(cost) > 12:
            raise forms.ValidationError(_("Dit bedrag is te groot."))
        return {"titel": titel, "kosten": Decimal(cost) if cost else None}

    def clean(self) -> dict[str, Any]:
        """The two moments, out of day and time."""
        data = super().clean() or self.cleaned_data
        opent, sluit = data.get("opent_dag"), data.get("sluit_dag")
        data["opent"] = self._moment("opent", opent, time(8)) if opent else timezone.now()
        if sluit:
            data["sluit"] = self._moment("sluit", sluit, time(23, 59))
        return data

    def _moment(self, which: str, day: Any, clock: time) -> datetime | None:
        try:
            return moment(day, self.cleaned_data.get(f"{which}_tijd") or clock)
        except Refused as refused:
            self.add_error(f"{which}_tijd", refused.message)
            return None

    def values(self) -> dict[str, Any]:
        """What `make_ronde` needs."""
        data = self.cleaned_data
        opties = [{"titel": row.titel, "prioriteit": row} for row in data["opties"]] + data["eigen"]
        names = ("client_id", "opent", "sluit", *self._meta.fields)
        return {name: data[name] for name in names} | {"opties": opties, "partijen": list(data["partijen"])}

    def body_hash(self) -> str:
        """Without the moment that is «now»."""
        kept = dict(self.cleaned_data)
        if not kept.get("opent_dag"):
            self.cleaned_data["opent"] = None
        try:
            return super().body_hash()
        finally:
            self.cleaned_data.update(kept)


class SluitForm(VooruitForm):
    """Close a round; where the rule leaves a tie to the coordinator, one choice per tie and the reason."""

    reden = text.LineField(label=_("Waarom kies je zo?"), max_length=300, required=False)

    def __init__(self, *args: Any, ties: list[list[Rondeoptie]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ties = ties
        for number, tie in enumerate(ties):
            self.fields[f"gelijk_{number}"] = forms.ChoiceField(
                label=gettext("Deze staan gelijk. Wat gaat voor?"),
                choices=[(str(optie.uuid), optie.titel) for optie in tie],
                widget=forms.RadioSelect,
            )
        if ties:
            self.fields["reden"].required = True
            self.order_fields([*(f"gelijk_{number}" for number in range(len(ties))), "reden"])
        else:
            del self.fields["reden"]

    def keuze(self) -> list[Rondeoptie]:
        """Every option that is equal to another, the chosen one of each tie first."""
        order: list[Rondeoptie] = []
        for number, tie in enumerate(self.ties):
            first = self.cleaned_data[f"gelijk_{number}"]
            order += sorted(tie, key=lambda optie: str(optie.uuid) != first)
        return order


class TelForm(ClientIdFormMixin, VooruitForm):
    """Paper tokens counted on one occasion: a number per option; empty is not counted there, 0 is nobody."""

    waar = text.LineField(
        label=_("Waar en wanneer geteld?"),
        help_text=_("Zoals «buurtmaaltijd 3 mei». Geen namen."),
        max_length=80,
    )

    def __init__(self, *args: Any, opties: list[Rondeoptie], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for optie in opties:
            self.fields[f"o_{optie.uuid.hex}"] = text.BoundedIntegerField(
                label=optie.titel, max_value=100_000, required=False
            )

    def aantallen(self) -> dict[UUID, int]:
        """Options that were counted."""
        return {
            UUID(name[2:]): value
            for name, value in self.cleaned_data.items()
            if name.startswith("o_") and value is not None
        }


class OplosForm(SlotFormMixin, VooruitForm):
    """How an objection was solved."""

    oplossing = text.TextField(label=_("Hoe is het opgelost?"), max_length=500)


class StembestandForm(ClientIdFormMixin, VooruitForm):
    """A file with ballots of residents; the worker opens it, not this form."""

    bestand = UploadField(
        label=_("Bestand met stembiljetten"),
        max_length=200,
        help_text=_("Een Pabulib-bestand (.pb). Hooguit 25 MB. Leeftijd en andere kenmerken lezen we niet."),
    )
    droog = forms.BooleanField(
        label=_("Eerst droog proberen: je ziet wat er zou gebeuren, er wordt niets opgeslagen"),
        required=False,
    )

    def clean_bestand(self) -> UploadedFile:
        """Refuse what is too big before it is kept."""
        bestand = self.cleaned_data["bestand"]
        if bestand.size > MAX_BYTES:
            raise forms.ValidationError(
                _("Dit bestand is te groot. Het mag hooguit %(mb)s MB zijn.") % {"mb": MEGABYTES}
            )
        return bestand


def week_ahead() -> dict[str, Any]:
    """A round mostly takes a week; people change it."""
    return {"sluit_dag": timezone.localdate() + timedelta(days=7)}
