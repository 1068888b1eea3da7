from partners.forms.afspraken import ChangeForm, NoteForm, PartnerForm
from partners.forms.bijdragen import BookForm, PromiseChangeForm, PromiseForm, WithdrawForm
from partners.forms.ruimte import (
    BeheerForm,
    ContactForm,
    MoveForm,
    OntwikkelingAddForm,
    OntwikkelingChangeForm,
    RoomEndForm,
    WoonplekAddForm,
    WoonplekChangeForm,
    WoonplekEndForm,
)
from partners.forms.uitnodigen import InviteForm, UntilForm

__all__ = [
    "BeheerForm",
    "BookForm",
    "ChangeForm",
    "ContactForm",
    "InviteForm",
    "MoveForm",
    "NoteForm",
    "OntwikkelingAddForm",
    "OntwikkelingChangeForm",
    "PartnerForm",
    "PromiseChangeForm",
    "PromiseForm",
    "RoomEndForm",
    "UntilForm",
    "WithdrawForm",
    "WoonplekAddForm",
    "WoonplekChangeForm",
    "WoonplekEndForm",
]
