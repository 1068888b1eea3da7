"""Text as people type it: one alphabet, no invisible tricks, every field with a limit and a plain message.

Removed without a word: byte order marks, soft hyphens and direction marks (they carry nothing), and outer
blanks. Refused with a message: NUL and other control characters, half surrogates, and characters that turn
the reading direction around (U+202A-202E, U+2066-2069), because they can make a line read as another line.
A refused field is shown again without those characters, so saving again is enough. Emoji stay.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

SILENT = re.compile("[\u00ad\u061c\u200e\u200f\ufeff]")
REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb]"
)
LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"}
BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
BLANKS = re.compile(r"[^\S\n]+")

SMALLEST, LARGEST = -(2**31), 2**31 - 1  # what a database integer holds
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)

MESSAGES: dict[str, Any] = {
    "required": _("Vul dit in."),
    "invalid_choice": _("Deze keuze bestaat niet (meer). Kies een andere."),
    "invalid_list": _("Kies een of meer mogelijkheden."),
    "invalid_pk_value": _("Deze keuze bestaat niet (meer). Kies een andere."),
    "max_length": _("Dit is te lang: hooguit %(limit_value)s tekens, nu %(show_value)s."),
    "min_length": _("Dit is te kort: minstens %(limit_value)s tekens, nu %(show_value)s."),
    "null_characters_not_allowed": _(
        "Er stonden onzichtbare tekens in. Kijk na wat er staat en bewaar opnieuw."
    ),
    "invisible": _(
        "Er stonden onzichtbare tekens in. Die zijn weggehaald: kijk na wat er staat en bewaar opnieuw."
    ),
}
NUMBER_MESSAGES: dict[str, Any] = {
    "required": _("Vul een getal in."),
    "invalid": _("Dit is geen getal. Gebruik alleen cijfers."),
    "min_value": _("Dit getal is te klein: minstens %(limit_value)s."),
    "max_value": _("Dit getal is te groot: hooguit %(limit_value)s."),
    "max_digits": _("Dit getal heeft te veel cijfers."),
    "max_decimal_places": _("Dit getal heeft te veel cijfers achter de komma: hooguit %(max)s."),
    "max_whole_digits": _("Dit getal is te groot: hooguit %(max)s cijfers voor de komma."),
    "ambiguous": _("Dit kan twee dingen zijn. Schrijf zonder punten, met een komma: 1250 of 1,25."),
}
DATE_MESSAGES: dict[str, Any] = {
    "required": _("Vul een datum in."),
    "invalid": _("Dit is geen datum. Schrijf bijvoorbeeld 31-12-2026."),
    "too_early": _("Deze datum ligt te ver terug. Kies een datum vanaf %(grens)s."),
    "too_late": _("Deze datum ligt te ver weg. Kies een datum tot en met %(grens)s."),
}
TIME_MESSAGES: dict[str, Any] = {
    "required": _("Vul een tijd in."),
    "invalid": _("Dit is geen tijd. Schrijf bijvoorbeeld 19.30."),
}
DATE_FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%y", "%d/%m/%y"]
TIME_FORMATS = ["%H:%M", "%H:%M:%S", "%H.%M"]


def clean_text(value: str) -> str:
    """Return the text in one form (NFC), with plain line ends, without what cannot be seen; never fails."""
    value = LINE_ENDS.sub("\n", str(value))
    value = REFUSED.sub("", SILENT.sub("", value))
    value = unicodedata.normalize("NFC", value)
    return "\n".join(BLANKS.sub(" ", line).rstrip() for line in value.split("\n")).strip()


def clean_line(value: str) -> str:
    """Return the text as one line, as `clean_text` with every run of blanks and line ends as one space."""
    return " ".join(clean_text(value).split())


def is_blank(value: str) -> bool:
    """Whether nobody would see anything of this text: only spaces, joiners and letters without a shape."""
    return all(mark in BLANK_LETTERS or unicodedata.category(mark) in UNSEEN for mark in value)


def refuse_invisible(value: str) -> None:
    """Raise ValidationError («invisible») when the text holds control or direction-turning characters."""
    if REFUSED.search(str(value)):
        raise ValidationError(MESSAGES["invisible"], code="invisible")


class LineField(forms.CharField):
    """One line of text, at most 200 characters unless said otherwise."""

    default_error_messages = MESSAGES
    tidy = staticmethod(clean_line)

    def __init__(self, *, max_length: int | None = 200, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str | None:
        """Return the tidy text; the first of its refusals is what the reader cannot see."""
        if value in self.empty_values:
            return self.empty_value
        refuse_invisible(value)
        tidy = self.tidy(value)
        return self.empty_value if is_blank(tidy) else tidy

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Show a refused text again without its invisible characters."""
        shown = forms.Field.bound_data(self, data, initial)
        return REFUSED.sub("", shown) if isinstance(shown, str) else shown


class PhoneField(LineField):
    """A number to call, kept as people write it; refuses what nobody can dial."""

    widget = forms.TelInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let a phone show its keys for numbers."""
        return super().widget_attrs(widget) | {"inputmode": "tel"}

    def clean(self, value: Any) -> str:
        """Return the number as it was written."""
        number: str = super().clean(value)
        digits = [sign for sign in number if sign.isdigit()]
        if number and (len(digits) < 8 or set(number) - set("+0123456789 -()")):
            raise ValidationError(_("Dit is geen telefoonnummer. Schrijf bijvoorbeeld 06-12345678."))
        return number


class TextField(LineField):
    """Text of several lines, at most 2,000 characters unless said otherwise."""

    widget = forms.Textarea
    tidy = staticmethod(clean_text)

    def __init__(self, *, max_length: int | None = 2000, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(max_length=max_length, **kwargs)


class EmailField(forms.EmailField):
    """An e-mail address; the same cleaning as a line."""

    default_error_messages = {
        **MESSAGES,
        "invalid": _("Dit is geen e-mailadres. Schrijf bijvoorbeeld naam@voorbeeld.nl."),
    }

    def to_python(self, value: Any) -> str | None:
        """Return the tidy address."""
        if value not in self.empty_values:
            refuse_invisible(value)
            value = clean_line(value)
        return super().to_python(value)

    bound_data = LineField.bound_data


class BoundedIntegerField(forms.IntegerField):
    """A whole number that fits the database; from 0 unless said otherwise, so 2^63 is a message and no error."""

    default_error_messages = NUMBER_MESSAGES
    widget = forms.TextInput

    def __init__(self, *, min_value: int = 0, max_value: int = LARGEST, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(min_value=max(min_value, SMALLEST), max_value=min(max_value, LARGEST), **kwargs)

    def to_python(self, value: Any) -> int | None:
        """Return the number; an endless row of digits is too large rather than no number."""
        text = str(value).strip() if value is not None else ""
        if re.fullmatch(r"\d{20,}", text, re.ASCII):
            raise ValidationError(
                self.error_messages["max_value"], code="max_value", params={"limit_value": self.max_value}
            )
        return super().to_python(value)

    bound_data = LineField.bound_data


class BoundedDecimalField(forms.DecimalField):
    """A number with decimals, written with a comma or a point; `1.250` is asked back instead of guessed."""

    default_error_messages = NUMBER_MESSAGES
    widget = forms.TextInput

    def __init__(self, *, max_digits: int = 12, decimal_places: int = 2, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(max_digits=max_digits, decimal_places=decimal_places, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override] # as Django's own DecimalField
        """Return the Decimal; blanks, a euro sign and a percent sign around it are forgiven."""
        if isinstance(value, str):
            text = re.sub(r"[\s€%\u00a0\u202f]", "", value)
            if re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", text, re.ASCII):
                raise ValidationError(self.error_messages["ambiguous"], code="ambiguous")
            if len(text) > 100:
                raise ValidationError(self.error_messages["max_digits"], code="max_digits")
            if "," in text:
                text = text.replace(".", "").replace(",", ".", 1)
            value = text
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number as people type it: without idle zeros, with a comma in every language."""
        if isinstance(value, Decimal):
            return f"{value.normalize():f}".replace(".", ",")
        return super().prepare_value(value)

    bound_data = LineField.bound_data


class SaneDateField(forms.DateField):
    """A day between `earliest` and `latest` (2000-01-01 and 2099-12-31 unless said otherwise), both included."""

    default_error_messages = DATE_MESSAGES

    def __init__(self, *, earliest: date = EARLIEST, latest: date = LATEST, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        kwargs.setdefault("input_formats", DATE_FORMATS)
        self.earliest, self.latest = earliest, latest
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Tell the browser the same limits."""
        attrs = super().widget_attrs(widget)
        if getattr(widget, "input_type", "") == "date":
            attrs |= {"min": self.earliest.isoformat(), "max": self.latest.isoformat()}
        return attrs

    def validate(self, value: date | None) -> None:
        """Refuse what lies outside the limits, naming the limit."""
        super().validate(value)
        if value is None:
            return
        for wrong, code, limit in (
            (value < self.earliest, "too_early", self.earliest),
            (value > self.latest, "too_late", self.latest),
        ):
            if wrong:
                raise ValidationError(
                    self.error_messages[code], code=code, params={"grens": date_format(limit, "j F Y")}
                )

    bound_data = LineField.bound_data


class SaneTimeField(forms.TimeField):
    """A time of the day; `19.30`, `19:30` and `19:30:00` are all understood."""

    default_error_messages = TIME_MESSAGES

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
        kwargs.setdefault("input_formats", TIME_FORMATS)
        super().__init__(**kwargs)

    bound_data = LineField.bound_data
