from typing import Unpack
from uuid import UUID

from django.db import transaction

from bewoners.models import Contactmoment
from bewoners.services.contacten import refuse_old
from mensen.models import User
from signalen.models import Bron, Signaal
from signalen.services import Gemerkt, note_heard


@transaction.atomic
def note_from_talk(
    *,
    moment: Contactmoment,
    client_id: UUID,
    by: User,
    al_gehoord: Signaal | None = None,
    **velden: Unpack[Gemerkt],
) -> Signaal:
    """Make a signaal of what was heard in one's own talk; only the talk knows which, so nobody sees who said it.

    Within 14 days. A talk counts once for the same signaal. Refuses another person's and an older talk.
    """
    refuse_old(moment, by)
    Contactmoment.objects.select_for_update().get(pk=moment.pk)  # two forms of one talk wait for each other
    if al_gehoord is not None and moment.signalen.filter(pk=al_gehoord.pk).exists():
        return al_gehoord
    signaal = note_heard(
        wijk=moment.wijk, bron=Bron.GESPREK, client_id=client_id, by=by, al_gehoord=al_gehoord, **velden
    )
    moment.signalen.add(signaal)
    return signaal
