"""The words of this room: talents, what we say when we ask consent, and the words of which codes are made.

The words of codes are trees, flowers, birds, fish, things of the street and the sea. They are short, easy to say and
hear in Dutch, and none is a usual first name or surname.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Talent(TextChoices):
    """What a resident is good at and likes to do: words to tap, so that nothing about a person is typed."""

    KOKEN = "koken", _("koken")
    TALEN = "talen", _("talen spreken")
    GROEN = "groen", _("tuinieren")
    KLUSSEN = "klussen", _("klussen")
    TECHNIEK = "techniek", _("fietsen en computers maken")
    NAAIEN = "naaien", _("naaien en handwerken")
    KINDEREN = "kinderen", _("met kinderen werken")
    SPORT = "sport", _("sport en dans")
    KUNST = "kunst", _("muziek en kunst")
    ORGANISEREN = "organiseren", _("organiseren")
    LUISTEREN = "luisteren", _("luisteren")
    NETWERK = "netwerk", _("kent veel mensen")


# What was said when somebody agreed that we keep her name. A new text gets a new version; old ones stay to be read.
TOESTEMMING_TEKSTEN = {
    "2026-11": _(
        "Mogen wij uw naam en telefoonnummer bewaren? Alleen de studenten die u kent en hun coördinator kunnen die "
        "lezen. U kunt altijd nee zeggen, ook later. Dan halen we uw naam meteen weg. U kunt gewoon mee blijven doen."
    )
}
TOESTEMMING_NU = "2026-11"

WOORDEN = tuple(
    """
    acacia ahorn anijs anker appel arend baars baken bamboe basalt berberis berk beuk bever bies
    bliksem boei boomgaard bosuil braam brem brug buizerd cactus ceder cipres citroen dadel das
    dennenappel distel dolfijn dophei druif duif duin duizendblad eekhoorn eend egel eider eik ekster
    esdoorn eucalyptus fazant ficus fluit framboos fuut gans gember gerst gier ginkgo golf goudvink
    grasklokje grutto hagedis hamster hars haver havik hazelaar heide helm hermelijn hert honing hop
    hortensia hulst ijsvogel jeneverbes kamille kaneel kapok kardoen karper kastanje kauw kei kers
    kever kievit kiezel klaproos klaver klimop kokmeeuw komkommer koolmees koraal korenbloem kraan
    kraanvogel krekel krokus kruidnagel kwartel kwikstaart lantaarn lariks lavendel leeuwerik libel
    lijsterbes lis lotus lupine maan magnolia mais mammoet mango meerkoet mees meidoorn moerbei molen
    morgenster mos mossel mus nachtegaal narcis noot nootmuskaat oester olijf ooievaar orchidee otter
    paardenbloem pad palm parel pauw pelikaan peterselie pijlkruid pinda pioen plataan pompoen populier
    prei primula pruim purper putter ree reiger rietzanger rijst robijn roerdomp rog rots saffraan
    salamander schelp schildpad scholekster sering sleedoorn sneeuwklok snoek spar specht spreeuw
    steenuil stern stokroos struik talk tarwe tijm toendra torenvalk trommel tulp tureluur uil varen
    veldmuis vijg vlier vlinder vuurtoren walnoot waterlelie wesp wezel wilg winterkoning wolk wulp
    zalm zandloper zeehond zeester zeilboot zilver zonnebloem zwaluw zwam
    """.split()  # noqa: SIM905 - a page of words reads better than a page of quotes
)
KLEUREN = ("blauwe", "bonte", "gouden", "groene", "grijze", "kleine", "rode", "stille", "witte", "zwarte")

# Which text is told to somebody on a photo before she says yes; a new text is a new version (templates/bewoners/_beeldtekst.html).
BEELDTEKST = "2026-1"
