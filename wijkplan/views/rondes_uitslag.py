"""The outcome of a closed round as files."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from core.exports import Explanation, Sheet, csv_response, filename, xlsx_response
from core.guards import guard
from wijkplan import services
from wijkplan.figures import draw_uitkomst
from wijkplan.models import Ronde

PLAN = ("wijkplan__wijk",)


@guard("wijkplan.read_ronde", of=Ronde, select=PLAN)
@require_safe
def outcome_csv(request: HttpRequest, ronde: Ronde) -> HttpResponseBase:
    if ronde.uitkomst is None:
        return redirect(ronde)
    header, rows = _table(ronde)
    services.log_ronde_export(ronde=ronde, soort="csv", by=request.user)
    return csv_response(rows, header=header, name=filename("ronde", ronde.titel, ext="csv"))


@guard("wijkplan.read_ronde", of=Ronde, select=PLAN)
@require_safe
def outcome_xlsx(request: HttpRequest, ronde: Ronde) -> HttpResponseBase:
    if ronde.uitkomst is None:
        return redirect(ronde)
    header, rows = _table(ronde)
    services.log_ronde_export(ronde=ronde, soort="xlsx", by=request.user)
    beeld, uitkomst = draw_uitkomst(ronde), ronde.uitkomst or {}
    who = [[row["naam"], row["stemde"], row["onthouding"]] for row in uitkomst["wie"]]
    return xlsx_response(
        [
            Sheet(gettext("Uitkomst"), header, rows),
            Sheet(
                gettext("Wie stemde"),
                (gettext("Organisatie"), gettext("Stemde"), gettext("Onthield zich")),
                who,
            ),
        ],
        explanations=[
            Explanation(
                figuur=str(beeld.chart.title),
                formule=str(beeld.formule),
                periode=f"{date_format(ronde.opent)} – {date_format(ronde.gesloten_op)}",
                bron=str(beeld.chart.source),
                n=str(uitkomst["gestemd"]),
                bewijsniveau=str(ronde.get_trede_display()),
            )
        ],
        name=filename("ronde", ronde.titel, ext="xlsx"),
    )


def _table(ronde: Ronde) -> tuple[tuple[str, ...], list[list[Any]]]:
    """The stored lines."""
    header = (
        gettext("Plaats"),
        gettext("Onderwerp"),
        gettext("Code"),
        gettext("Punten"),
        gettext("Gekozen door"),
        gettext("Gelijke stand"),
        gettext("Weging"),
        gettext("Bewoners"),
        gettext("Kosten in euro"),
        gettext("Past in het budget"),
    )
    rows = [
        [
            regel.line["plaats"],
            regel.line["titel"],
            regel.line["code"],
            regel.line["punten"],
            regel.line["steun"],
            regel.line["gelijk"],
            regel.weging,
            regel.line["bewoners"],
            Decimal(regel.line["kosten"]) if regel.line["kosten"] else None,
            regel.line.get("past"),
        ]
        for regel in draw_uitkomst(ronde).regels
    ]
    return header, rows
