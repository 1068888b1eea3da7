"""Small words for templates: numbers, days, initials, icons. A builtin: no template loads it."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from uuid import uuid4

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.forms import BoundField, CheckboxInput
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()
_SMALL_WORDS = {
    "de",
    "den",
    "der",
    "het",
    "el",
    "la",
    "ten",
    "ter",
    "van",
    "von",
    "'t",
    "mw.",
    "dhr.",
    "in",
    "op",
}


@register.filter
def getypt(value: object) -> str:
    """What somebody typed, in Dutch: on a page in another language it says so to who hears it read aloud."""
    text = "" if value is None else str(value) if not isinstance(value, SafeString) else value
    if not text or get_language() == "nl":
        return conditional_escape(text)
    return format_html('<span lang="nl">{}</span>', text)


@register.filter
def getal(value: object, decimals: int | None = None) -> str:
    """Write a number as the reader's language does (1.118 / 1,118); text stays text and nothing stays empty."""
    if value is None or value == "":
        return ""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if decimals is None:
        number = number.normalize() if number % 1 else number.quantize(Decimal(1))
    else:
        number = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return number_format(number, decimal_pos=decimals, use_l10n=True, force_grouping=True)


@register.filter
def telling(value: int | None) -> str:
    """Say a count in its three values: a number, nobody, not counted."""
    if value is None:
        return _("niet geteld")
    return _("niemand kwam") if value == 0 else getal(value)


def _day(value: date | datetime) -> date:
    return (
        timezone.localtime(value).date()
        if isinstance(value, datetime) and timezone.is_aware(value)
        else value
    )


@register.filter
def kort(value: date | datetime | None) -> str:
    """Write a day as «di 24 nov», with the year only when it is another year."""
    if value is None:
        return ""
    day = _day(value)
    return date_format(day, "KORT_FORMAT" if day.year == timezone.localdate().year else "KORT_JAAR_FORMAT")


@register.filter
def dag(value: date | datetime | None) -> str:
    """Write a day as people say it: «gisteren», «vandaag», «morgen», else «di 24 nov»."""
    if value is None:
        return ""
    days = (_day(value) - timezone.localdate()).days
    return {-1: _("gisteren"), 0: _("vandaag"), 1: _("morgen")}.get(days) or kort(value)


@register.filter
def dagtijd(value: datetime | None) -> str:
    """Write a moment near today as people say it: «gisteren 19.00», «di 24 nov 19.00»."""
    if value is None:
        return ""
    return f"{dag(value)} {klok(value)}"


@register.filter
def klok(value: datetime | None) -> str:
    """Write the time of a moment in Amsterdam, as the reader's language does."""
    if value is None:
        return ""
    return date_format(timezone.localtime(value) if timezone.is_aware(value) else value, "TIME_FORMAT")


@register.filter
def initialen(name: object) -> str:
    """Give the two letters of a face: first name and last name, without «de» and «van»."""
    words = [word for word in str(name).split() if word.lower() not in _SMALL_WORDS]
    return "".join(word[0].upper() for word in (words[:1] + words[-1:] if len(words) > 1 else words))


@register.filter
def voornaam(name: object) -> str:
    """Give the first word of a name, as people greet each other."""
    return str(name).split(" ", 1)[0]


@register.simple_tag
def nieuw_id() -> str:
    """Make the id with which a form says who it is, so that sending it twice stores once."""
    return str(uuid4())


@register.filter
def tel(number: object) -> str:
    """Turn a phone number as people write it into the target of a tel: link; free numbers only work as they are."""
    digits = re.sub(r"[^\d+]", "", str(number))
    return digits if re.match("00|0[89]00|[^0]", digits) else f"+31{digits[1:]}"


@register.filter
def dubbelepunt(label: object) -> str:
    """End a label with a colon, unless it ends as a question or sentence already."""
    text = str(label)
    return text if text.endswith(("?", ".", ":")) else f"{text}:"


@register.filter
def is_checkbox(field: object) -> bool:
    """Tell whether a bound field is one yes-or-no box, which has its label behind it."""
    return isinstance(field, BoundField) and isinstance(field.field.widget, CheckboxInput)


@register.simple_tag
def icon(name: str = "") -> SafeString | str:
    """Draw an icon of the sprite beside a word; nothing when the sprite was not built."""
    if not name:
        return ""
    try:
        sprite = staticfiles_storage.url("dist/icons.svg")
    except ValueError:
        return ""
    return format_html(
        '<svg class="vu-icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        sprite,
        name,
    )
