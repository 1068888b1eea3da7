from partners.forms.afspraken import ChangeForm, NoteForm, PartnerForm
from partners.forms.bijdragen import BookForm, PromiseChangeForm, PromiseForm, WithdrawForm
from partners.forms.ruimte import (
    ContactForm,
    MoveForm,
    OntwikkelingAddForm,
    OntwikkelingChangeForm,
    RoomEndForm,
    WoonplekAddForm,
    WoonplekChangeForm,
    WoonplekEndForm,
)

__all__ = [
    "BookForm",
    "ChangeForm",
    "ContactForm",
    "MoveForm",
    "NoteForm",
    "OntwikkelingAddForm",
    "OntwikkelingChangeForm",
    "PartnerForm",
    "PromiseChangeForm",
    "PromiseForm",
    "RoomEndForm",
    "WithdrawForm",
    "WoonplekAddForm",
    "WoonplekChangeForm",
    "WoonplekEndForm",
]
