from mensen.services.audit import log_regel
from mensen.services.uitnodigen import accept_uitnodiging, invite_user, sweep_uitnodigingen

__all__ = ["accept_uitnodiging", "invite_user", "log_regel", "sweep_uitnodigingen"]
