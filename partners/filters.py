from datetime import date
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.text import LineField, clean_line
from partners.models import Afspraak, Betrokkenheid, Bijdrage, Partner
from wijken.models import Wijk


class LineFilter(filters.CharFilter):
    """Search words, cleaned as everything people type."""

    field_class = LineField


class AfspraakFilter(filters.FilterSet):
    """Open or done, with which organisation, who waits for whom, and words in the line."""

    q = LineFilter(method="search", label=_("Zoek in afspraken"))
    partner = filters.ModelChoiceFilter(
        queryset=Partner.objects.none(), to_field_name="uuid", label=_("Met wie"), empty_label=_("Iedereen")
    )
    aan_zet = filters.ChoiceFilter(
        choices=Afspraak.AanZet.choices, label=_("Wie is aan zet"), empty_label=_("Beide")
    )
    klaar = filters.BooleanFilter(
        method="by_done", label=_("Toon wat klaar is"), widget=forms.CheckboxInput, initial=False
    )

    class Meta:
        model = Afspraak
        fields: list[str] = []

    def __init__(self, *args: Any, wijk: Wijk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        involved = Betrokkenheid.objects.in_wijk(wijk).values("partner")
        self.filters["partner"].queryset = Partner.objects.filter(pk__in=involved)

    def search(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """Every word occurs in the line, in who does it, or in the organisation's name."""
        for word in clean_line(value).split()[:8]:
            rows = rows.filter(
                Q(tekst__icontains=word) | Q(wie__icontains=word) | Q(partner__naam__icontains=word)
            )
        return rows

    def by_done(self, rows: QuerySet, _name: str, value: bool | None) -> QuerySet:
        """Done ones when asked for, open ones otherwise."""
        return rows.exclude(afgerond_op=None) if value else rows.open()


class BijdrageFilter(filters.FilterSet):
    """Who promised, what kind, how it stands, and words in it."""

    STANDEN = [("open", _("nog niet alles binnen")), ("laat", _("over tijd")), ("weg", _("ingetrokken"))]

    q = LineFilter(method="search", label=_("Zoek in toezeggingen"))
    partner = filters.ModelChoiceFilter(
        queryset=Partner.objects.none(), to_field_name="uuid", label=_("Wie"), empty_label=_("Iedereen")
    )
    soort = filters.ChoiceFilter(choices=Bijdrage.Soort.choices, label=_("Wat"), empty_label=_("Alles"))
    stand = filters.ChoiceFilter(
        choices=STANDEN, method="by_stand", label=_("Hoe staat het"), empty_label=_("Wat nu geldt")
    )

    class Meta:
        model = Bijdrage
        fields: list[str] = []

    def __init__(
        self, data: Any, rows: "QuerySet[Bijdrage]", *, wijk: Wijk | None, today: date, **kwargs: Any
    ) -> None:
        super().__init__(data, rows, **kwargs)
        self.today = today
        promising = Bijdrage.objects.all() if wijk is None else Bijdrage.objects.in_wijk(wijk)
        self.filters["partner"].queryset = Partner.objects.filter(pk__in=promising.values("partner"))

    def filter_queryset(self, queryset: Any) -> Any:
        """What stands, unless asked otherwise."""
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("stand") else rows.standing()

    def search(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """Every word occurs in the promise, its conditions, or the organisation's name."""
        for word in clean_line(value).split()[:8]:
            rows = rows.filter(
                Q(omschrijving__icontains=word)
                | Q(voorwaarden__icontains=word)
                | Q(partner__naam__icontains=word)
            )
        return rows

    def by_stand(self, rows: Any, _name: str, value: str) -> Any:
        """Not all came in, late, or withdrawn."""
        if value == "weg":
            return rows.exclude(ingetrokken_op=None)
        rows = rows.standing().with_sums().filter(ontvangen__lt=F("toegezegd"))
        return rows.filter(verwacht_op__lt=self.today) if value == "laat" else rows
