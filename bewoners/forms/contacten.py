from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activiteiten.forms.tellen import people_of
from bewoners.models import Relatie, Relatieperiode, Toestemming
from bewoners.querysets import MAAND
from bewoners.vocabulary import Talent
from core.forms import VooruitForm
from core.text import LineField, PhoneField
from mensen.models import User

STIL = 3  # months


class ContactForm(VooruitForm):
    """What a contact is: taps only, no field to type a name in."""

    soort = forms.ChoiceField(
        label=_("Wat voor contact is het?"), choices=Relatie.Soort.choices, widget=forms.RadioSelect
    )
    talenten = forms.MultipleChoiceField(
        label=_("Waar is deze buur goed in?"),
        choices=Talent.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    met = forms.ModelMultipleChoiceField(
        label=_("Wie houdt ook contact?"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    niet_benaderen = forms.ChoiceField(
        label=_("Mogen we langsgaan?"),
        choices=[("", _("ja")), *Relatie.NietBenaderen.choices],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, relatie: Relatie, **kwargs: Any) -> None:
        now = {name: getattr(relatie, name) for name in ("soort", "talenten", "niet_benaderen")}
        super().__init__(*args, initial=now, **kwargs)
        there = relatie.perioden.on(timezone.localdate()).values("user")
        self.fields["met"].queryset = people_of(relatie.wijk_id).exclude(pk__in=there)


class NaamForm(VooruitForm):
    """The name of a resident who said yes; sealed as soon as it is stored."""

    wacht_niet = {
        "naam": "a name that the resident lets us keep, sealed and apart from everything else",
        "contact": "her number, on the same terms",
    }

    naam = LineField(
        label=_("Hoe heet deze buur?"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    # a number and nothing else: the resident was asked for no more, so no address may hide here
    contact = PhoneField(
        label=_("Telefoonnummer"),
        max_length=40,
        required=False,
        widget=forms.TelInput(attrs={"autocomplete": "off"}),
    )
    wijze = forms.ChoiceField(
        label=_("Hoe zei deze buur ja?"), choices=Toestemming.Wijze.choices, widget=forms.RadioSelect
    )
    gevraagd = forms.BooleanField(
        label=_("Ik heb de vraag hierboven gesteld en het antwoord was ja. Deze buur is 16 of ouder.")
    )


class ContactenFilterForm(VooruitForm):
    """Filter of the list of contacts."""

    woord = LineField(label=_("Woord"), max_length=40, required=False)
    soort = forms.ChoiceField(
        label=_("Soort"), choices=[("", _("alles")), *Relatie.Soort.choices], required=False
    )
    talent = forms.ChoiceField(label=_("Talent"), choices=[("", _("alles")), *Talent.choices], required=False)
    toon = forms.ChoiceField(
        label=_("Toon"),
        choices=[
            ("", _("alles wat loopt")),
            ("stil", _("drie maanden stil")),
            ("uitleg", _("nog uitleggen")),
            ("over", _("wordt overgedragen")),
            ("alleen", _("bij wie weg is of binnenkort gaat")),
            ("dicht", _("afgesloten")),
        ],
        required=False,
    )

    def narrow(self, rows: Any) -> Any:
        """Apply what was asked; what can't be understood is left out."""
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        toon = asked.get("toon")
        rows = rows.filter(status="afgesloten") if toon == "dicht" else rows.active()
        if asked.get("woord"):
            rows = rows.filter(code__icontains=asked["woord"])
        if asked.get("soort"):
            rows = rows.filter(soort=asked["soort"])
        if asked.get("talent"):
            rows = rows.filter(talenten__contains=[asked["talent"]])
        return self._shown(rows, toon)

    def _shown(self, rows: Any, toon: str | None) -> Any:
        today = timezone.localdate()
        if toon == "stil":
            return rows.quiet_since(today - STIL * MAAND)
        if toon == "uitleg":
            return rows.filter(uitleg_op=None)
        if toon == "over":
            return rows.with_overdracht().filter(wordt_overgedragen=True)
        if toon == "alleen":
            return rows.filter(pk__in=Relatieperiode.objects.of_who_leaves(today).values("relatie"))
        return rows
