r"""The one table of the free-text guard: patterns, words and names, read here and by `static/js/wacht.js`.

`manage.py wacht` writes it as `static/js/wacht-tabel.js`; a test refuses a difference. Every pattern means the same in
Python and in JavaScript and sees only what `vouw` leaves: small ASCII letters, digits and marks. So it uses no
`\w`, no `\d`, no flags.
"""

from typing import Any

from core.wacht import namen

LONGST = 8000  # as long as the longest field; longer text is not searched but refused: cut it up

LIJKT_OP = dict(zip("аеорсухіјѕкмтвнԁɡαοιενρυκτχ", "aeopcyxijskmtbhdgaoievpuktx", strict=True)) | {
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ə": "e",
    "ß": "ss",
    "ı": "i",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
}
TEKENS = dict(zip("‘’ʼ´`“”‐‑‒–—−⁄·•", "'" * 5 + '""' + "-" * 6 + "/..", strict=True))
NULLEN = [0x660, 0x6F0, 0x966]  # where other alphabets begin to count

GETALLEN = dict(
    zip(
        ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"],
        range(10),
        strict=True,
    )
)
TIENTALLEN = dict(
    zip(
        ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"],
        range(20, 100, 10),
        strict=True,
    )
)
TELWOORDEN = (
    GETALLEN
    | TIENTALLEN
    | dict(
        zip(
            [
                "tien",
                "elf",
                "twaalf",
                "dertien",
                "veertien",
                "vijftien",
                "zestien",
                "zeventien",
                "achttien",
                "negentien",
            ],
            range(10, 20),
            strict=True,
        )
    )
    | {f"{one}en{ten}": n + m for one, n in GETALLEN.items() if n for ten, m in TIENTALLEN.items()}
    | dict(
        zip(
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
            range(10),
            strict=True,
        )
    )
)

MAAND = (
    "(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|maart|mrt|march|apr(?:il)?|mei|may|juni|june|jun|juli|july|jul|"
    "aug(?:ustus|ust)?|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DAG = "(?:0?[1-9]|[12][0-9]|3[01])"
JAAR = "(?:(?:19|20)[0-9]{2})"
VOOR, NA = "(?<![a-z0-9])", "(?![a-z0-9])"
EIND = "(?:straat|laan|weg|plein|hof|kade|gracht|singel|dreef|pad|plantsoen|dijk|steeg|street|road)"
POSTCODE = "[1-9][0-9]{3} ?(?:[a-z]{2})"
TLD = "(?:nl|com|net|org|be|de|eu|me|pl|tr|info|uk|fr)"
POST = "(?:gmail|hotmail|outlook|live|yahoo|icloud|ziggo|kpnmail|kpn|xs4all|protonmail)"
PUNT = r"(?:\.|\s?[\[({]\s?(?:dot|punt)\s?[\])}]\s?|\s(?:dot|punt)\s)"

PATRONEN = {
    "spatie": VOOR + "[a-z0-9](?:[ ._-][a-z0-9](?![a-z0-9])){4,}",
    "nulletter": VOOR + "o(?=[ -]?6[ ./-]?[0-9])",
    "email": (
        r"(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,63}\s?@\s?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\s?\.\s?[a-z]{2,}|"
        r"(?<![a-z0-9._%+-])(?:[a-z0-9]{1,30}\s(?:dot|punt)\s){0,2}[a-z0-9][a-z0-9._%+-]{0,63}(?:\s?[\[({]\s?at\s?[\])}]\s?|\sat\s|\sapenstaartje\s|\s?@\s?)"
        r"[a-z0-9-]{1,63}(?:" + PUNT + "[a-z0-9-]{1,63}){0,3}" + PUNT + TLD + NA + "|"
        r"(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,63}\s?@\s?" + POST + NA
    ),
    "iban": VOOR + "(?=([a-z]{2}[ .-]?[0-9]{2}(?:[ .:-]?[a-z0-9]){10,30}))",
    "reeks": r"[+(]{0,2}[0-9](?:[^a-z0-9\n]{0,3}[0-9]){7,}",
    "tijden": "[0-2]?[0-9][.:][0-5][0-9] ?(?:-|tot|to|/|en|and|,) ?[0-2]?[0-9][.:][0-5][0-9]",
    "bsnwoord": "(?:bsn|burgerservice|sofi|citizen service|service number|social security)[a-z]*[^0-9\n]{0,25}$",
    "postcode": (
        VOOR + f"(?:{POSTCODE}(?![a-z])[ ,.:;#/-]{{0,4}}"
        "(?:(?:nr|nummer|number|huisnummer|huisnr|no|flat)[ .:]{0,2})?[0-9]{1,4}(?![0-9])|"
        f"{POSTCODE}(?![a-z])[ ,]{{1,3}}[a-z]+{EIND} ?[0-9]{{1,4}}(?![0-9])|"
        f"(?:[a-z]+{EIND}|nr|nummer|number|huisnummer|door|deur|no|apartment|apt|flat|huis|portiek)[. ]{{0,2}}[0-9]{{1,4}} ?[a-z]?"
        f"(?:-[0-9a-z]{{1,3}})?[ ,]{{1,3}}(?:in |op )?(?:postcode )?{POSTCODE}{NA}|"
        f"[0-9]{{1,4}} ?[a-z]?, ?{POSTCODE}{NA})"
    ),
    "datum": (
        f"(?<![0-9])(?:{DAG} ?[-/.] ?(?:0?[1-9]|1[0-2]) ?[-/.] ?(?:{JAAR}|[0-9]{{2}})|"
        f"{JAAR}[-/.](?:0?[1-9]|1[0-2])[-/.]{DAG})(?![0-9])|"
        f"(?<![0-9]){DAG}(?:e|de|ste|th|st|nd|rd)? (?:van |of )?{MAAND}(?:[ ,.]{{1,2}}{JAAR}|{NA})(?![0-9])|"
        f"{VOOR}{MAAND} {DAG}(?:th|st|nd|rd)?[ ,]{{1,2}}{JAAR}(?![0-9])"
    ),
    "aaneen": "(?<![0-9])(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:19|20)[0-9]{2}(?![0-9])",
    "geboren": VOOR + "(?:geb(?:oren|oorte[a-z]*|[ .:])|born" + NA + "|birth|dob" + NA + ")",
    "nietgeboren": (
        VOOR + "(?:sinds|since|gebouw|opgericht|bestaat|geopend|opening|vanaf|founded|built|building|opened|"
        "contract|wet|besluit|opgeleverd|oplevering|brand|oorlog|raad)"
    ),
    "jaartal": "(?:19[0-9]{2}|200[0-9]|201[0-2])",
    "adres": VOOR + f"[a-z]{{3,}}{EIND} [0-9]{{1,4}}(?![0-9.:]|\\s?(?:uur|euro|mensen))",
    "woord": "[a-z]+",
}

SOORTEN = {  # asked about where residents' stories are told; a star: any ending
    "zorg": """
        huiselijk_geweld geweld mishandel* slaat_haar slaat_hem slaat_haar_* slaat_zijn_* slaat_de_kinderen slaat_mij slaat_me geslagen
        zelfmoord* suicid* zelfdoding wil_dood dood_wil misbruik* verkracht* bedreigd* bedreigt stalk* verwaarlo* uitgebuit
        uitbuiting eerwraak loverboy* onveilig_thuis thuis_onveilig kindermishandeling overdosis snijdt_zichzelf
        domestic_violence violence violent abuse abused abuses abusive beats_her beats_him beats_his_* beats_the_* hits_her
        hits_him hits_his_* raped kill_himself kill_herself self-harm wants_to_die threatened threatens neglected
        neglects trafficked forced_marriage uithuwelijk*
    """,
    "bijzonder": """
        depressie* depressi* kanker borstkanker tumor chemo chemotherapie psychose* psychotisch schizo* autis* adhd add_diagnose
        zwanger* miskraam abortus hiv aids diabetes suikerziekte dement dementie alzheimer* parkinson epilepsie verslaafd*
        verslaving* alcoholist* aan_de_drank drugsverslaafd* homo homoseksu* lesbisch* biseksu* transgender* gay lesbian bisexual
        moslim* islamiet* christen* joods joodse jood hindoe* boeddhist* atheist* gelovig muslim* christian jewish hindu*
        buddhist* psychiater* psycholoog psychiatr* ggz medicijnen medicatie burn-out burnout trauma ptss ptsd reuma hartaanval
        hartpatient* hartinfarct beroerte herseninfarct ziekenhuis geopereerd invalide gehandicapt* rolstoel lvb verstandelijk* licht_verstandelijk* diagnose ziek zieke zonder_papieren ongedocumenteerd* illegaal
        asielzoeker* verblijfsstatus uitgeprocedeerd stemt_op vakbond cancer depressed depression pregnant miscarriage dementia
        addict addicted addiction alcoholic autistic epilepsy psychiatrist therapist medication undocumented asylum
        diagnosed disabled wheelchair hospital mentally_ill illness incontinent* anorexia bipolair
        antidepress* long_covid blowt drinkt_te_veel gebruikt_drugs uses_drugs in_rehab afgekickt heeft_een_beperking
        is_katholiek is_protestant is_gereformeerd hoofddoek* hijab headscarf jehova* is_catholic geen_papieren no_papers statushouder*
        stemt_pvv stemt_denk stemt_fvd stemt_links stemt_rechts votes_for lid_van_de_fnv afkomst etnisch* ethnic*
        is_marokkaans is_turks is_surinaams is_antilliaans is_syrisch is_eritrees is_somalisch is_afghaans is_pools
        is_moroccan is_turkish is_surinamese is_syrian is_eritrean is_somali is_afghan is_polish
    """,
    "strafrecht": """
        gevangenis strafblad detentie gedetineerd* ex-gedetineerde* veroordeeld* gearresteerd aangehouden opgepakt enkelband
        reclassering taakstraf celstraf werkstraf vastgezeten vast_gezeten crimineel criminele criminelen dealt dealer* dealde
        drugsdealer* inbreker* dief dieven steelt gestolen_heeft verdachte verdacht_van strafzaak prison jail arrested convicted criminal probation
        drug_dealer deals_drugs burglar thief ankle_tag criminal_record parole jeugddetentie tbs halt_straf steals
    """,
    "schuld": """
        schulden in_de_schuld schuldsanering schuldhulp* schuldeiser* wsnp deurwaarder* onder_bewind bewindvoer* beschermingsbewind huurachterstand*
        betalingsachterstand* huurschuld* beslag_op loonbeslag incasso* failliet faillissement voedselbank aanmaning* rood_staan staat_rood afbetaling*
        uitkering bijstand kredietbank debt debts in_debt bailiff* bankrupt* food_bank arrears rent_arrears owes_money
        on_benefits on_welfare loan_shark* budgetbeheer uithuiszetting ontruimd evicted
        uit_huis_gezet huur_niet_betalen owes_rent
    """,
}

TITELS = [
    "mevrouw",
    "mevr",
    "mw",
    "mvr",
    "mevrouwtje",
    "meneer",
    "mijnheer",
    "dhr",
    "heer",
    "mr",
    "mrs",
    "ms",
    "miss",
    "familie",
    "fam",
]
AANSPREEK = [
    "buurman",
    "buurvrouw",
    "oma",
    "opa",
    "oom",
    "tante",
    "juf",
    "meester",
    "imam",
    "dokter",
    "dr",
    "broer",
    "zus",
    "neef",
    "nicht",
    "moeder",
    "vader",
    "zoon",
    "dochter",
    "man",
    "vrouw",
    "vriendin",
    "vriend",
    "uncle",
    "aunt",
    "grandma",
    "grandpa",
    "neighbour",
    "neighbor",
    "brother",
    "sister",
    "son",
    "daughter",
]
TUSSEN = [
    "van",
    "de",
    "der",
    "den",
    "het",
    "ter",
    "ten",
    "te",
    "el",
    "al",
    "ben",
    "bin",
    "haar",
    "zijn",
    "achternaam",
    "voornaam",
    "oom",
    "tante",
    "name",
]
HETEN = [
    "heet", "heten", "heette", "genaamd", "naam is", "noemt zich", "noemt hem", "noemt haar", "noemt ze", "noemt zichzelf",
    "noemen hem", "noemen haar", "is called", "name is", "was called", "is named", "calls himself", "calls herself",
]  # fmt: skip
NIET_HEET = [
    "een",
    "te",
    "zo",
    "erg",
    "heel",
    "was",
    "is",
    "hoe",
    "soep",
    "thee",
    "zomer",
    "water",
    "lekker",
    "weer",
    "groep",
    "club",
    "koor",
    "team",
    "project",
    "plein",
    "park",
    "straat",
    "buurt",
    "tuin",
    "zaal",
    "kamer",
    "buurtkamer",
    "school",
    "winkel",
    "flat",
    "gebouw",
    "feest",
    "activiteit",
    "hond",
    "kat",
    "poes",
]
GEEN_NAAM = [
    "aan",
    "achter",
    "af",
    "al",
    "alle",
    "als",
    "altijd",
    "an",
    "and",
    "andere",
    "are",
    "as",
    "at",
    "beide",
    "beneden",
    "bij",
    "binnen",
    "boven",
    "bovenste",
    "but",
    "buiten",
    "by",
    "came",
    "can",
    "cannot",
    "comes",
    "could",
    "daar",
    "daarna",
    "dag",
    "dan",
    "dat",
    "de",
    "derde",
    "deze",
    "did",
    "die",
    "dit",
    "door",
    "doen",
    "doet",
    "drie",
    "droeg",
    "een",
    "eerst",
    "eerste",
    "eet",
    "elke",
    "en",
    "end",
    "er",
    "even",
    "flat",
    "for",
    "from",
    "gaat",
    "gaf",
    "gaan",
    "ging",
    "graag",
    "haar",
    "had",
    "hadden",
    "has",
    "have",
    "he",
    "heb",
    "heeft",
    "hem",
    "her",
    "here",
    "hier",
    "hij",
    "his",
    "hoe",
    "hoek",
    "hoog",
    "hun",
    "ieder",
    "iedereen",
    "iemand",
    "ik",
    "in",
    "is",
    "it",
    "its",
    "jong",
    "jullie",
    "kan",
    "keek",
    "kent",
    "kijkt",
    "klaagt",
    "komt",
    "kon",
    "kookt",
    "krijgt",
    "kwam",
    "kwamen",
    "laat",
    "lang",
    "later",
    "leest",
    "leeft",
    "liep",
    "ligt",
    "loopt",
    "maar",
    "maakt",
    "man",
    "markt",
    "me",
    "mee",
    "meer",
    "met",
    "mij",
    "mijn",
    "mist",
    "moet",
    "mocht",
    "mag",
    "naar",
    "naast",
    "nam",
    "neemt",
    "niet",
    "niemand",
    "nieuwe",
    "nog",
    "nooit",
    "not",
    "nu",
    "nummer",
    "of",
    "off",
    "oft",
    "om",
    "omdat",
    "on",
    "ons",
    "ontving",
    "onder",
    "ook",
    "op",
    "or",
    "oude",
    "oudere",
    "our",
    "out",
    "over",
    "overkant",
    "portiek",
    "samen",
    "say",
    "says",
    "schreef",
    "she",
    "sinds",
    "soms",
    "sprak",
    "spreekt",
    "staat",
    "stond",
    "straat",
    "tegen",
    "tegenover",
    "that",
    "the",
    "their",
    "then",
    "there",
    "they",
    "tot",
    "toen",
    "tweede",
    "twee",
    "uit",
    "upstairs",
    "vaak",
    "van",
    "vanaf",
    "vandaag",
    "vaste",
    "veel",
    "verder",
    "verhuist",
    "verhuisde",
    "vertelt",
    "vertelde",
    "verdieping",
    "vierde",
    "vindt",
    "vond",
    "voor",
    "voordat",
    "vooral",
    "ben",
    "can",
    "may",
    "will",
    "vraagt",
    "vroeg",
    "waar",
    "wants",
    "was",
    "wat",
    "we",
    "weer",
    "weet",
    "welke",
    "werd",
    "werkt",
    "wie",
    "wil",
    "wilde",
    "will",
    "winkel",
    "with",
    "woont",
    "woonde",
    "wordt",
    "zag",
    "zal",
    "ze",
    "zegt",
    "zei",
    "zelf",
    "zijn",
    "zit",
    "zo",
    "zoals",
    "zocht",
    "zoekt",
    "zong",
    "zingt",
    "zonder",
    "zorgt",
    "zou",
    "zullen",
    "zus",
    "geen",
    "genoeg",
    "op",
    "eigenlijk",
    "anders",
    "gewoon",
    "hetzelfde",
    "nieuwe",
    "oud",
    "oud-voorzitter",
    "voorzitter",
]
NIET_ERNA = [
    "straat",
    "straatweg",
    "plein",
    "weg",
    "laan",
    "park",
    "school",
    "kade",
    "huis",
    "heijn",
    "hein",
    "king",
    "frank",
]
UITZONDERING = [
    "jan in de zak",
    "jan en alleman",
    "jip en janneke",
    "sint en piet",
    "zwarte piet",
    "joost mag",
    "jan met de pet",
    "albert heijn",
    "anne frank",
    "martin luther",
]
DEEL = (
    "^(?:abd(?:el|oel|oul|ul|al|our|er)[a-z]{2,}|[a-z]{3,}(?:oglu|oglou|wicz|czyk|wski|wska|ovic|evic)|"
    "[a-z]{3,}(?:nski|nska|cki|cka)|(?:mohamm?[ae]d|muhamm?[ae]d)[a-z]*)$"
)
POSTSTOP = [
    "en",
    "op",
    "in",
    "is",
    "of",
    "om",
    "de",
    "te",
    "we",
    "ze",
    "er",
    "al",
    "na",
    "tm",
    "uu",
    "zo",
    "nu",
    "ik",
    "je",
    "me",
    "to",
    "on",
    "at",
    "by",
    "or",
    "us",
    "so",
    "if",
    "it",
    "an",
    "as",
    "be",
    "do",
    "no",
    "up",
    "am",
    "pm",
    "ja",
    "ma",
    "di",
    "wo",
    "do",
    "vr",
    "za",
    "km",
    "kg",
    "cm",
    "ml",
    "mb",
    "gb",
    "eu",
    "ca",
    "tv",
    "m",
]
IBAN_LENGTE = {
    "nl": 18, "be": 16, "de": 22, "fr": 27, "gb": 22, "pl": 28, "tr": 26, "es": 24, "it": 27, "pt": 25, "ie": 22, "at": 20,
    "ch": 21, "lu": 20, "ro": 24, "bg": 22, "gr": 27, "hu": 28, "cz": 24, "sk": 24, "se": 24, "dk": 18, "no": 15, "fi": 18,
    "hr": 21, "lt": 20, "lv": 21, "ee": 20, "si": 19, "ua": 29, "tn": 24, "pk": 24, "mt": 31, "cy": 28, "li": 21, "rs": 22,
    "ba": 20, "mk": 19, "al": 28, "ma": 28,
}  # fmt: skip
LANDEN = [
    "31",
    "32",
    "33",
    "34",
    "39",
    "40",
    "44",
    "48",
    "49",
    "90",
    "212",
    "213",
    "216",
    "297",
    "359",
    "380",
    "597",
    "599",
    "963",
    "964",
    "252",
    "251",
]
BSN_VORM = ["9", "333", "423", "432", "3222", "2223", "45", "54", "111111111"]
BLOKKEN = ("bsn", "iban", "email", "telefoon", "postcode", "geboortedatum")


def tabel() -> dict[str, Any]:
    """Return the whole table as plain data, with nothing said twice."""
    twijfel = set(namen.TWIJFEL)
    vrouwen = set(namen.VROUWEN) - twijfel
    mannen = set(namen.MANNEN) - twijfel - vrouwen
    achter = set(namen.ACHTERNAMEN) - twijfel - vrouwen - mannen
    return {
        "longst": LONGST,
        "lijkt": LIJKT_OP | TEKENS,
        "nullen": NULLEN,
        "telwoorden": TELWOORDEN,
        "patronen": PATRONEN,
        "soorten": {soort: _vlak(woorden) for soort, woorden in SOORTEN.items()},
        "vrouwen": _vlak(" ".join(sorted(vrouwen))),
        "mannen": _vlak(" ".join(sorted(mannen))),
        "achter": _vlak(" ".join(sorted(achter))),
        "twijfel": _vlak(" ".join(sorted(twijfel))),
        "titels": " ".join(TITELS),
        "aanspreek": " ".join(AANSPREEK),
        "tussen": " ".join(TUSSEN),
        "heten": HETEN,
        "hetenslot": _vlak(" ".join(phrase.split()[-1] for phrase in HETEN)),
        "nietheet": " ".join(NIET_HEET),
        "geennaam": " ".join(sorted(set(GEEN_NAAM))),
        "nieterna": " ".join(NIET_ERNA),
        "uitzondering": UITZONDERING,
        "deel": DEEL,
        "eind": EIND,
        "poststop": " ".join(POSTSTOP),
        "iban": IBAN_LENGTE,
        "landen": " ".join(LANDEN),
        "bsnvorm": " ".join(BSN_VORM),
        "blokken": " ".join(BLOKKEN),
    }


def _vlak(woorden: str) -> str:
    return " ".join(dict.fromkeys(woorden.split()))
