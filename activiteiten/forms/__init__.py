from activiteiten.forms.activiteiten import ActiviteitForm, DoelForm, FilterForm, NieuweActiviteitForm
from activiteiten.forms.bijeenkomsten import BijeenkomstForm, NieuweBijeenkomstForm
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
