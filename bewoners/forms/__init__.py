from bewoners.forms.contacten import ContactenFilterForm, ContactForm, NaamForm
from bewoners.forms.gesprekken import AanpasForm, FilterForm, LogForm, NotitieForm

__all__ = [
    "AanpasForm",
    "ContactForm",
    "ContactenFilterForm",
    "FilterForm",
    "LogForm",
    "NaamForm",
    "NotitieForm",
]
