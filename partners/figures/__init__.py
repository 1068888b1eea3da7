from partners.figures.bijdragen import (
    Soorttotaal,
    Stand,
    changes_of,
    export_header,
    export_row,
    per_soort,
    stand_of,
    with_unit,
)
from partners.figures.uitgenodigd import Uitgenodigd, invited_people
from partners.figures.wijk import Partnerregel, open_afspraken, partner_lines

__all__ = [
    "Partnerregel",
    "Soorttotaal",
    "Stand",
    "Uitgenodigd",
    "changes_of",
    "export_header",
    "export_row",
    "invited_people",
    "open_afspraken",
    "partner_lines",
    "per_soort",
    "stand_of",
    "with_unit",
]
