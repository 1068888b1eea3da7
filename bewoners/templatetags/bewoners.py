from django import template
from django.utils.translation import gettext

from bewoners.models import Relatie
from bewoners.vocabulary import Talent
from core.suppression import Cell, Shown

register = template.Library()


@register.filter
def talenten(relatie: Relatie) -> str:
    """What a resident is good at, in a row of words."""
    return ", ".join(str(Talent(each).label) for each in relatie.talenten)


@register.filter
def ongeveer(cel: Cell) -> str:
    """A rounded count in words, or that it is hidden."""
    if isinstance(cel, Shown):
        return gettext("ongeveer %(n)s") % {"n": cel.value}
    return gettext("afgeschermd")


@register.filter
def deel(percent: int | None) -> str:
    """A share in words, or that it is hidden."""
    return gettext("afgeschermd") if percent is None else f"{percent} %"
