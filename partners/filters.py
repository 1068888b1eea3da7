from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.text import LineField, clean_line
from partners.models import Afspraak, Betrokkenheid, Partner
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
