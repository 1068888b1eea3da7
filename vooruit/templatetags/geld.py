"""Who pays what, beside a band of the board."""

from collections.abc import Mapping, Sequence

from django import template

from wijkplan.figures import Band, Deel

register = template.Library()


@register.filter
def van_band(geld: Mapping[int, Sequence[Deel]], band: Band) -> Sequence[Deel]:
    """The parts of promises that pay for a priority."""
    return geld.get(band.prioriteit.pk, [])
