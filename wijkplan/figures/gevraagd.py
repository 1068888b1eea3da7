"""What a plan asks of a person who speaks for an organisation."""

from mensen.models import User
from wijken.models import Wijk
from wijkplan.models import Akkoord


def asked_of(user: User, wijk: Wijk) -> list[Akkoord]:
    """Texts of this wijk that wait for an answer of this person's organisations, the first day first; one query.

    Source: the answers of parties. Who speaks for no organisation is asked nothing, and nothing is read for her.
    """
    if not user.scope.partners:
        return []
    rows = Akkoord.objects.waiting().filter(voorlegging__wijkplan__wijk=wijk)
    mine = rows.visible_to(user).filter(partner__in=user.scope.partners)
    people = ("partner", "doorgegeven_aan", "voorlegging__wijkplan")
    return list(mine.select_related(*people).order_by("voorlegging__antwoord_voor", "pk"))
