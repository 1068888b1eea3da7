from bewoners.forms.beeld import BeeldtoestemmingForm, HerkenbaarForm
from bewoners.forms.contacten import ContactenFilterForm, ContactForm, NaamForm
from bewoners.forms.gesprekken import AanpasForm, FilterForm, LogForm, NotitieForm
from bewoners.forms.overdracht import KennismakingForm, OverdrachtForm, StopForm
from bewoners.forms.vrijwilligers import VrijwilligersinzetForm

__all__ = [
    "AanpasForm",
    "BeeldtoestemmingForm",
    "ContactForm",
    "ContactenFilterForm",
    "FilterForm",
    "HerkenbaarForm",
    "KennismakingForm",
    "LogForm",
    "NaamForm",
    "NotitieForm",
    "OverdrachtForm",
    "StopForm",
    "VrijwilligersinzetForm",
]
