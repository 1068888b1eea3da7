"""The words of which codes are made: trees, flowers, birds, fish, things of the street and the sea. Never names.

They are short, easy to say and hear in Dutch, and none is a usual first name or surname.
"""

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
