from partners.forms.afspraken import ChangeForm, NoteForm, PartnerForm

__all__ = ["ChangeForm", "NoteForm", "PartnerForm"]
