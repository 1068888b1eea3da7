from activiteiten.forms.plannen import (
    ActiviteitForm,
    BijeenkomstForm,
    DoelForm,
    FilterForm,
    NieuweActiviteitForm,
    NieuweBijeenkomstForm,
)
from activiteiten.forms.tellen import AanpasForm, LosForm, NaForm, TelForm

__all__ = [
    "AanpasForm",
    "ActiviteitForm",
    "BijeenkomstForm",
    "DoelForm",
    "FilterForm",
    "LosForm",
    "NaForm",
    "NieuweActiviteitForm",
    "NieuweBijeenkomstForm",
    "TelForm",
]
