from activiteiten.forms.activiteiten import ActiviteitForm, DoelForm, FilterForm, NieuweActiviteitForm
from activiteiten.forms.agenda import OpenbaarForm, SleutelForm, name_of
from activiteiten.forms.bijeenkomsten import BijeenkomstForm, NieuweBijeenkomstForm
from activiteiten.forms.fotos import FotosForm, InterventieFotosForm
from activiteiten.forms.hulpbronnen import HulpbronFilter, NieuweHulpbronForm, WijzigHulpbronForm
from activiteiten.forms.initiatieflijst import InitiatiefFilter
from activiteiten.forms.initiatieven import (
    EigenaarschapForm,
    InitiatiefForm,
    NieuwInitiatiefForm,
    OverdrachtForm,
    OverlevingForm,
    StopForm,
    ZelfstandigForm,
)
from activiteiten.forms.interventies import NieuweInterventieForm, WijzigInterventieForm
from activiteiten.forms.reeksen import AfgelastForm, NieuweReeksForm, ReeksForm, SluitingForm
from activiteiten.forms.tellen import AanpasForm, LosForm, NaForm, TelForm

__all__ = [
    "AanpasForm",
    "ActiviteitForm",
    "AfgelastForm",
    "BijeenkomstForm",
    "DoelForm",
    "EigenaarschapForm",
    "FilterForm",
    "FotosForm",
    "HulpbronFilter",
    "InitiatiefFilter",
    "InitiatiefForm",
    "InterventieFotosForm",
    "LosForm",
    "NaForm",
    "NieuwInitiatiefForm",
    "NieuweActiviteitForm",
    "NieuweBijeenkomstForm",
    "NieuweHulpbronForm",
    "NieuweInterventieForm",
    "NieuweReeksForm",
    "OpenbaarForm",
    "OverdrachtForm",
    "OverlevingForm",
    "ReeksForm",
    "SleutelForm",
    "SluitingForm",
    "StopForm",
    "TelForm",
    "WijzigHulpbronForm",
    "WijzigInterventieForm",
    "ZelfstandigForm",
    "name_of",
]
