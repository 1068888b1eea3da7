"""A paper card for a resident: the word she has with us, whom to ask, and what is written down and what never.

Dutch in front, another language on the back. Arabic stands on the page the code leads to: the fonts of our PDFs have
no Arabic letters. The words stand here because Turkish is a language of this card and that page only.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from core.qr import code_for_paper
from mensen.models import User

TEKST = {
    "nl": {
        "titel": "Kaartje voor bewoners",
        "woord": "Uw woord bij ons",
        "zonder": "Een woord in plaats van uw naam",
        "wel": "Dit schrijven we op: een woord, wanneer we praatten en waarover. Uw naam alleen als u dat wilt.",
        "nooit": "Nooit: uw adres, uw papieren of wat u verdient.",
        "verhuurder": "Uw verhuurder ziet dit nooit.",
        "vragen": "Vragen, of liever niet?",
        "coordinator": "coördinator",
        "lees": "Lees meer",
        "code": "QR-code van de pagina over wat we opschrijven",
    },
    "en": {
        "woord": "Your word with us",
        "zonder": "A word instead of your name",
        "wel": "We write down a word, when we talked and what about. Your name only if you want that.",
        "nooit": "Never: your address, your papers or what you earn.",
        "verhuurder": "Your landlord never sees this.",
        "vragen": "Questions, or rather not?",
        "coordinator": "coordinator",
        "lees": "Read more",
        "code": "QR code of the page about what we write down",
    },
    "tr": {
        "woord": "Bizdeki kelimeniz",
        "zonder": "Adınızın yerine bir kelime",
        "wel": "Bir kelime, ne zaman ve ne hakkında konuştuğumuzu yazarız. Adınızı yalnızca siz isterseniz.",
        "nooit": "Asla yazmayız: adresiniz, belgeleriniz veya geliriniz.",
        "verhuurder": "Ev sahibiniz bunu asla görmez.",
        "vragen": "Sorunuz mu var, istemiyor musunuz?",
        "coordinator": "koordinatör",
        "lees": "Devamını okuyun",
        "code": "Ne yazdığımızı anlatan sayfanın QR kodu",
    },
}
ACHTERKANT = ("en", "tr")
OP_VEL = 8
MET_WOORD = 2


def card_of(
    *, taal: str, studenten: Iterable[User], coordinators: Iterable[User], pagina: str, woord: str = ""
) -> dict[str, Any]:
    """What stands on a sheet of cards: Dutch in front, `taal` (else English) on the back.

    With a word there are two, one to keep and one to lose; without one a sheet full. `pagina` is the address of the
    page about what we write down, to which a language can be added.
    """
    achter = taal if taal in ACHTERKANT else ACHTERKANT[0]
    return {
        "organisatie": settings.ORGANISATIE,
        "woord": woord.upper(),
        "aantal": MET_WOORD if woord else OP_VEL,
        "studenten": [user.voornaam for user in studenten],
        "coordinators": [[user.voornaam, user.telefoon] for user in coordinators],
        "kanten": [
            {**TEKST[kant], "taal": kant, "pagina": adres, "qr": code_for_paper(adres)}
            for kant, adres in (("nl", pagina), (achter, f"{pagina}{achter}/"))
        ],
    }
