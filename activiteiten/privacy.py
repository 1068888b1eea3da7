"""What this room holds about people: who planned, counted and was there. Hours are never ranked."""

from django.utils.translation import gettext_lazy as _

from activiteiten.models import (
    Activiteit,
    Afgelasting,
    Agendasleutel,
    Bijeenkomst,
    Eigenaarschapsmeting,
    Foto,
    FysiekeInterventie,
    Hulpbron,
    Initiatief,
    Inzet,
    Maandvrijgave,
    Overlevingscheck,
    Reeks,
    Telling,
    Weekuur,
)
from activiteiten.querysets import named_since
from core.privacy import MAAND, Doel, Grondslag, by_fields, keep, register

register(
    Activiteit,
    doel=Doel.VERBETEREN,
    grondslag=Grondslag.OVEREENKOMST,
    bewaartermijn=_("de naam tot 24 maanden na uitstroom"),
    ontvangers=(
        _("eigen team"),
        _("coördinator"),
    ),
    find=by_fields(Activiteit, "door"),
)
register(
    Bijeenkomst,
    doel=(Doel.VERBETEREN, Doel.VERANTWOORDEN),
    grondslag=Grondslag.OVEREENKOMST,
    bewaartermijn=_("de naam tot 24 maanden na uitstroom"),
    ontvangers=(
        _("eigen team"),
        _("coördinator"),
    ),
    find=by_fields(Bijeenkomst, "telt", "geteld_door", "volgens"),
)
register(
    Telling,
    doel=Doel.VERANTWOORDEN,
    grondslag=Grondslag.OVEREENKOMST,
    bewaartermijn=_("de naam tot 24 maanden na uitstroom"),
    ontvangers=(
        _("eigen team"),
        _("coördinator"),
    ),
    find=by_fields(Telling, "door", "beslist_door"),
)
register(
    Inzet,
    doel=(Doel.BEGELEIDEN, Doel.VERANTWOORDEN),
    grondslag=Grondslag.OVEREENKOMST,
    bewaartermijn=_(
        "te zien per persoon: dit en het vorige kwartaal; wie er niet was, daarna weg; wie er was, telt daarna "
        "alleen in totalen mee, zonder naam vanaf 24 maanden na uitstroom"
    ),
    ontvangers=(
        _("de student zelf"),
        _("coördinator"),
    ),
    find=by_fields(Inzet, "user", "ruil_aan"),
)
keep("inzet", lambda now: Inzet.objects.not_in_totals().before(named_since(now)))
register(
    Maandvrijgave,
    doel=Doel.VERANTWOORDEN,
    grondslag=Grondslag.BELANG,
    bewaartermijn=_("7 jaar"),
    ontvangers=(
        _("coördinator"),
        _("projectleider"),
    ),
    find=by_fields(Maandvrijgave, "door"),
)
register(
    Reeks,
    doel=Doel.VERBETEREN,
    grondslag=Grondslag.OVEREENKOMST,
    bewaartermijn=_("de naam tot 24 maanden na uitstroom"),
    ontvangers=(
        _("eigen team"),
        _("coördinator"),
    ),
    find=by_fields(Reeks, "door"),
)
register(
    Agendasleutel,
    doel=Doel.RECHTEN,
    grondslag=Grondslag.BELANG,
    bewaartermijn=_("tot je het adres intrekt; zonder rol werkt het niet"),
    ontvangers=(_("wie het maakte"),),
    find=by_fields(Agendasleutel, "user"),
)
register(
    Weekuur,
    doel=Doel.BEGELEIDEN,
    grondslag=Grondslag.OVEREENKOMST,
    bewaartermijn=_("dit en het vorige kwartaal, daarna weg"),
    ontvangers=(_("de student zelf"), _("coördinator")),
    find=by_fields(Weekuur, "door"),
)
register(
    Afgelasting,
    doel=Doel.VERANTWOORDEN,
    grondslag=Grondslag.OVEREENKOMST,
    bewaartermijn=_("30 dagen; daarna alleen nog dát het niet doorging"),
    ontvangers=(_("eigen team"), _("coördinator")),
    find=by_fields(Afgelasting, "door"),
)
keep("afgelastingen", lambda now: Afgelasting.objects.said_before(now - MAAND))
keep("weekuren", lambda now: Weekuur.objects.before(named_since(now)))
register(
    Foto,
    doel=(Doel.VERBETEREN, Doel.VERANTWOORDEN),
    grondslag=Grondslag.TOESTEMMING,
    bewaartermijn=_(
        "24 maanden, of tot iemand die erop staat zijn toestemming intrekt; 30 dagen als niemand zegt wie erop staan"
    ),
    ontvangers=(
        _("wie de foto maakte"),
        _("coördinator"),
        _("eigen team: zodra niemand herkenbaar is of iedereen toestemming gaf"),
    ),
    find=by_fields(Foto, "door"),
)
register(
    FysiekeInterventie,
    doel=(Doel.VERBETEREN, Doel.VERANTWOORDEN),
    grondslag=Grondslag.OVEREENKOMST,
    bewaartermijn=_("de naam tot 24 maanden na uitstroom"),
    ontvangers=(
        _("eigen team"),
        _("coördinator"),
    ),
    find=by_fields(FysiekeInterventie, "door"),
)
register(
    Initiatief,
    doel=(Doel.VERBETEREN, Doel.VERANTWOORDEN),
    grondslag=Grondslag.OVEREENKOMST,
    bewaartermijn=_("de naam tot 24 maanden na uitstroom"),
    ontvangers=(
        _("eigen team"),
        _("coördinator"),
    ),
    find=by_fields(Initiatief, "door"),
)
register(
    Eigenaarschapsmeting,
    doel=(Doel.VERBETEREN, Doel.VERANTWOORDEN),
    grondslag=Grondslag.OVEREENKOMST,
    bewaartermijn=_("de naam tot 24 maanden na uitstroom"),
    ontvangers=(
        _("eigen team"),
        _("coördinator"),
    ),
    find=by_fields(Eigenaarschapsmeting, "door"),
)
register(
    Overlevingscheck,
    doel=(Doel.VERBETEREN, Doel.VERANTWOORDEN),
    grondslag=Grondslag.OVEREENKOMST,
    bewaartermijn=_("de naam tot 24 maanden na uitstroom"),
    ontvangers=(
        _("eigen team"),
        _("coördinator"),
    ),
    find=by_fields(Overlevingscheck, "door"),
)
register(
    Hulpbron,
    doel=Doel.VERBETEREN,
    grondslag=Grondslag.OVEREENKOMST,
    bewaartermijn=_("de naam tot 24 maanden na uitstroom"),
    ontvangers=(
        _("eigen team"),
        _("coördinator"),
    ),
    find=by_fields(Hulpbron, "door"),
)
