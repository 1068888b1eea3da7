import secrets

from bewoners.models import Relatie
from bewoners.vocabulary import KLEUREN, WOORDEN
from wijken.models import Wijk


def new_code(wijk: Wijk) -> str:
    """Draw a random code such as GEU-kastanje-37 whose word no other relation of this wijk has.

    Nothing of it comes from what anyone typed: three letters of the wijk, a word and a number out of a hat. Locks
    the wijk until the end of the transaction, so that two people never draw the same word.
    """
    Wijk.objects.select_for_update(no_key=True).only("pk").get(pk=wijk.pk)
    used = {code.split("-")[1] for code in Relatie.objects.filter(wijk=wijk).values_list("code", flat=True)}
    free = [word for word in WOORDEN if word not in used]
    if not free:
        free = [kleur + word for kleur in KLEUREN for word in WOORDEN if kleur + word not in used]
    letters = wijk.slug.replace("-", "")[:3].upper()
    return f"{letters}-{secrets.choice(free)}-{secrets.randbelow(90) + 10}"
