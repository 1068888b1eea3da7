"""Who is in the story: people, organisations and places. All invented; no resident is named.

No telephone answers to a number that begins with 06-0000.
"""

from dataclasses import dataclass

DOMEIN = "demo.vooruit.test"
WACHTWOORD = "demo-vooruit-2026"


@dataclass(frozen=True)
class Student:
    """A teamlid: since how many months, until how many days from now (None: open), and hours a week."""

    sleutel: str
    naam: str
    maanden: int
    tot_dagen: int | None = None
    uren: int = 10
    taal: str = "nl"
    login: str = ""
    telefoon: str = ""


@dataclass(frozen=True)
class Wijkrol:
    """A wijk of the story with its team. `fasen` are (phase, days ago it began)."""

    sleutel: str
    naam: str
    dagen: int
    context: str
    opgave: str
    fasen: tuple[tuple[str, int], ...]
    coordinator: Student
    studenten: tuple[Student, ...]
    ring: tuple[tuple[float, float], ...]
    plekken: tuple[tuple[str, str, float, float], ...]


GEUZENVELD = Wijkrol(
    sleutel="geuzenveld",
    naam="Geuzenveld",
    dagen=2590,
    context=(
        "Naoorlogse portiekflats met veel gezinnen die nog niet lang in Nederland wonen. "
        "Eendenhof (64 woningen) wordt gesloopt; bewoners weten nog niet waar ze heen gaan."
    ),
    opgave="Buren kennen elkaar en praten mee, tot en na de sloop.",
    fasen=(("kwartiermaken", 2590), ("actief", 2410)),
    coordinator=Student("yasmina", "Yasmina Haddou", 30, login="coordinator", telefoon="06-00000101"),
    studenten=(
        Student("noor", "Noor Visser", 14, login="student"),
        Student("emre", "Emre Aydın", 26),
        Student("lotte", "Lotte Bakker", 14),
        Student("thijs", "Thijs Vermeer", 26, tot_dagen=18),
        Student("aisha", "Aisha El Idrissi", 26),
        Student("jip", "Jip de Wit", 14),
        Student("priya", "Priya Nair", 5, taal="en"),
        Student("sem", "Sem Post", 26),
        Student("fleur", "Fleur Jansen", 26, tot_dagen=-420),
        Student("bilal", "Bilal Amrani", 26, tot_dagen=-100),
    ),
    ring=(
        (4.7935, 52.3764),
        (4.8012, 52.3751),
        (4.8118, 52.3757),
        (4.8163, 52.3786),
        (4.8157, 52.3838),
        (4.8081, 52.3861),
        (4.7989, 52.3853),
        (4.7931, 52.3817),
    ),
    plekken=(
        ("De Theepot", "buurtkamer", 52.3812, 4.8034),
        ("Basisschool De Springplank", "school", 52.3795, 4.8087),
        ("Eendenplein", "plein", 52.3803, 4.8051),
    ),
)
OSDORP = Wijkrol(
    sleutel="osdorp",
    naam="Osdorp-Oost",
    dagen=63,
    context="VoorUit is hier net begonnen. Het team leert de straten en de bewonersgroepen kennen.",
    opgave="",
    fasen=(("kwartiermaken", 63),),
    coordinator=Student("daan", "Daan Hoekstra", 2, login="coordinator2", telefoon="06-00000102"),
    studenten=(
        Student("lucia", "Lucía Ferrer", 2, uren=5, taal="en", login="student2"),
        Student("tim", "Tim Smit", 2, uren=5),
        Student("hana", "Hana Yıldız", 2, uren=5),
        Student("joris", "Joris Haan", 2, uren=5),
    ),
    ring=(
        (4.7921, 52.3589),
        (4.8012, 52.3571),
        (4.8109, 52.3583),
        (4.8134, 52.3629),
        (4.8078, 52.3667),
        (4.7968, 52.3661),
        (4.7917, 52.3632),
    ),
    plekken=(("Buurthuis Het Trapveld", "huis_van_de_wijk", 52.3621, 4.8031),),
)
VOLEWIJCK = Wijkrol(
    sleutel="volewijck",
    naam="Volewijck",
    dagen=2960,
    context="Na acht jaar dragen bewoners steeds meer zelf. VoorUit bouwt af.",
    opgave="Wat goed loopt blijft bestaan, met buren aan het stuur.",
    fasen=(("actief", 2960), ("afbouw", 150)),
    coordinator=Student("sanne", "Sanne Bruin", 28, telefoon="06-00000103"),
    studenten=(
        Student("ravi", "Ravi Sharma", 26),
        Student("elin", "Elin Koster", 26),
        Student("mo", "Mo Benali", 14),
        Student("femke", "Femke Prins", 14),
        Student("wout", "Wout Dekker", 14),
        Student("zeynep", "Zeynep Arslan", 26, tot_dagen=-130),
    ),
    ring=(
        (4.9021, 52.3861),
        (4.9102, 52.3846),
        (4.9187, 52.3868),
        (4.9204, 52.3921),
        (4.9131, 52.3957),
        (4.9043, 52.3941),
    ),
    plekken=(
        ("Buurtkamer De Werf", "buurtkamer", 52.3901, 4.9112),
        ("Wijkcentrum De Kade", "huis_van_de_wijk", 52.3889, 4.9068),
    ),
)
BANNE = Wijkrol(
    sleutel="banne",
    naam="Banne Buiksloot",
    dagen=2555,
    context="Drukbezochte activiteiten, zeven jaar lang. Het zijn wel steeds vaker dezelfde mensen.",
    opgave="Nieuwe buren vinden, of het stokje doorgeven.",
    fasen=(("actief", 2555),),
    coordinator=Student("kwame", "Kwame Osei", 28, telefoon="06-00000104"),
    studenten=(
        Student("anouk", "Anouk Meijer", 26),
        Student("daniel", "Daniel Mensah", 26),
        Student("isa", "Isa van Dam", 14),
        Student("karim", "Karim Haddad", 14),
        Student("lisa", "Lisa Brouwer", 14),
        Student("tobias", "Tobias Kok", 4),
        Student("meral", "Meral Demir", 26, tot_dagen=-110),
    ),
    ring=(
        (4.9021, 52.4026),
        (4.9118, 52.4011),
        (4.9221, 52.4029),
        (4.9247, 52.4083),
        (4.9166, 52.4131),
        (4.9057, 52.4121),
        (4.9013, 52.4077),
    ),
    plekken=(
        ("Buurtkamer De Banne", "buurtkamer", 52.4069, 4.9127),
        ("Bibliotheek Banneplein", "bibliotheek", 52.4052, 4.9098),
    ),
)
WIJKEN = (GEUZENVELD, OSDORP, VOLEWIJCK, BANNE)

# Each with the address, the name and the role.
STAF = (
    ("projectleider", "Marleen de Groot", "projectleider"),
    ("trainer", "Ilias Bouzian", "trainer"),
    ("privacy", "Petra Lamers", "privacyfunctionaris"),
    ("beheerder", "Wim Kuijper", "beheerder"),
)


@dataclass(frozen=True)
class Partij:
    """An organisation, where it takes part and in which role, and its people (name, function, phone, login).

    Who is named in `met_code` has an account without a password, and comes in by a code in a mail.
    """

    sleutel: str
    naam: str
    soort: str
    wereld: str
    rollen: tuple[tuple[str, str], ...]
    mensen: tuple[tuple[str, str, str, str], ...]
    met_code: tuple[str, ...] = ()


PARTIJEN = (
    Partij(
        "sluiswachter",
        "Woonstichting De Sluiswachter",
        "corporatie",
        "systeemwereld",
        (("geuzenveld", "opdrachtgever"), ("osdorp", "opdrachtgever")),
        (
            ("Ruud Terpstra", "wijkbeheerder", "06-00000112", "partner"),
            ("Mirjam Oosting", "gebiedsmanager", "06-00000113", ""),
        ),
        ("Mirjam Oosting",),
    ),
    Partij(
        "stadsdeel",
        "Stadsdeel Nieuw-West",
        "stadsdeel",
        "systeemwereld",
        (("geuzenveld", "financier"), ("osdorp", "financier")),
        (("Farida El Amrani", "gebiedsmakelaar", "06-00000121", ""),),
        ("Farida El Amrani",),
    ),
    Partij(
        "hekstra",
        "Hekstra Renovatie BV",
        "bedrijf",
        "systeemwereld",
        (("geuzenveld", "uitvoerder"),),
        (("Joost Hekstra", "directeur", "06-00000131", "partner2"),),
    ),
    Partij(
        "heemfonds",
        "Van Heemfonds",
        "fonds",
        "systeemwereld",
        (("volewijck", "financier"), ("banne", "financier")),
        (("Ineke Vroom", "programmamaker", "06-00000141", "partner3"),),
    ),
    Partij(
        "eendenhof",
        "Bewonerscommissie Eendenhof",
        "bewonersorganisatie",
        "leefwereld",
        (("geuzenveld", "netwerk"),),
        (
            ("mw. Biervliet", "voorzitter", "06-00000151", ""),
            ("dhr. Kaya", "secretaris", "", ""),
        ),
        ("mw. Biervliet",),
    ),
    Partij(
        "trapveld",
        "Huurdersgroep Het Trapveld",
        "bewonersorganisatie",
        "leefwereld",
        (("osdorp", "netwerk"),),
        (("mw. Tahiri", "voorzitter", "06-00000161", ""),),
        ("mw. Tahiri",),
    ),
    Partij(
        "springplank",
        "Basisschool De Springplank",
        "onderwijs",
        "systeemwereld",
        (("geuzenveld", "netwerk"),),
        (("Marijke Dijkstra", "schoolleider", "06-00000171", ""),),
        ("Marijke Dijkstra",),
    ),
    Partij(
        "westerwind",
        "Welzijn Westerwind",
        "welzijn",
        "systeemwereld",
        (("osdorp", "uitvoerder"),),
        (("Hakim Bouras", "sociaal werker", "06-00000181", ""),),
        ("Hakim Bouras",),
    ),
    Partij(
        "huisartsen",
        "Huisartsen aan de Plas",
        "zorg",
        "systeemwereld",
        (("osdorp", "adviseur"),),
        (("Els Veenstra", "praktijkmanager", "06-00000191", ""),),
        ("Els Veenstra",),
    ),
)
