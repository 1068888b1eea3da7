from activiteiten.forms.activiteiten import ActiviteitForm, DoelForm, FilterForm, NieuweActiviteitForm
from activiteiten.forms.agenda import OpenbaarForm, SleutelForm, name_of
from activiteiten.forms.bijeenkomsten import BijeenkomstForm, NieuweBijeenkomstForm
from activiteiten.forms.fotos import FotosForm, InterventieFotosForm
from activiteiten.forms.interventies import NieuweInterventieForm, WijzigInterventieForm
from activiteiten.forms.reeksen import AfgelastForm, NieuweReeksForm, ReeksForm, SluitingForm
from activiteiten.forms.tellen import AanpasForm, LosForm, NaForm, TelForm

__all__ = [
    "AanpasForm",
    "ActiviteitForm",
    "AfgelastForm",
    "BijeenkomstForm",
    "DoelForm",
    "FilterForm",
    "FotosForm",
    "InterventieFotosForm",
    "LosForm",
    "NaForm",
    "NieuweActiviteitForm",
    "NieuweBijeenkomstForm",
    "NieuweInterventieForm",
    "NieuweReeksForm",
    "OpenbaarForm",
    "ReeksForm",
    "SleutelForm",
    "SluitingForm",
    "TelForm",
    "WijzigInterventieForm",
    "name_of",
]
