from wijkplan.forms.indicatoren import IndicatorAddForm, IndicatorEditForm, MetingAddForm, MetingEditForm
from wijkplan.forms.plakken import MAX_VOORSTELLEN, BevestigForm, PlakForm, VoorstelFormSet
from wijkplan.forms.plannen import (
    DoelAddForm,
    DoelEditForm,
    GewoonForm,
    PrioriteitAddForm,
    PrioriteitEditForm,
    VerplaatsForm,
    VerwijderForm,
    WegingForm,
    WijkplanAddForm,
    WijkplanEditForm,
)

__all__ = [
    "MAX_VOORSTELLEN",
    "BevestigForm",
    "DoelAddForm",
    "DoelEditForm",
    "GewoonForm",
    "IndicatorAddForm",
    "IndicatorEditForm",
    "MetingAddForm",
    "MetingEditForm",
    "PlakForm",
    "PrioriteitAddForm",
    "PrioriteitEditForm",
    "VerplaatsForm",
    "VerwijderForm",
    "VoorstelFormSet",
    "WegingForm",
    "WijkplanAddForm",
    "WijkplanEditForm",
]
