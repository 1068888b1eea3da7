"""What the tests of handing over say in short."""

from uuid import uuid4

from bewoners import services
from bewoners.models import Overdracht, Relatie
from mensen.models import User


def hand_over(relatie: Relatie, van: User, naar: User, **extra: object) -> Overdracht:
    """Hand a contact over with a form of its own, by who stops."""
    velden = {"client_id": uuid4(), "by": van} | extra
    return services.hand_over(relatie=relatie, van=van, naar=naar, **velden)


def keepers(relatie: Relatie) -> list[str]:
    """Who goes on keeping in touch, by first name."""
    return sorted(period.user.voornaam for period in relatie.perioden.filter(tot=None))
