"""The measures we know how to read: which column of which publication is which Maat."""

from wijken.rows import MaatRow

BETROKKENHEID, OPLEIDING, ARMOEDE, VEILIGHEID = "betrokkenheid", "opleiding", "armoede", "veiligheid"


_SES, _KWB, _LBM, _BBGA = (
    "CBS, SES-WOA",
    "CBS, Kerncijfers wijken en buurten",
    "Leefbaarometer 2.0",
    "Gemeente Amsterdam, BBGA",
)
_SCORE = "rond 0; 0 is het landelijk gemiddelde"


def _maat(code: str, naam: str, eenheid: str, bron: str, **more: str) -> MaatRow:
    return MaatRow(code, naam, eenheid, bron, **more)


SES_WOA = {
    "Particuliere huishoudens (Aantal)": _maat(
        "cbs-ses-huishoudens", "Particuliere huishoudens", "aantal", _SES
    ),
    "Opleidingsniveau/Laag/Waarde (%)": _maat(
        "cbs-ses-opleiding-laag",
        "Laag opgeleiden",
        "%",
        _SES,
        richting="omlaag",
        effectgebied=OPLEIDING,
        schaal="0 tot 100",
    ),
    "Opleidingsniveau/Middelbaar/Waarde (%)": _maat(
        "cbs-ses-opleiding-midden",
        "Middelbaar opgeleiden",
        "%",
        _SES,
        effectgebied=OPLEIDING,
        schaal="0 tot 100",
    ),
    "Opleidingsniveau/Hoog/Waarde (%)": _maat(
        "cbs-ses-opleiding-hoog",
        "Hoog opgeleiden",
        "%",
        _SES,
        richting="omhoog",
        effectgebied=OPLEIDING,
        schaal="0 tot 100",
    ),
    "SES-WOA/Totaalscore/Gemiddelde score (Getal)": _maat(
        "cbs-ses-woa",
        "SES-WOA-score (welvaart, opleiding, arbeid)",
        "score",
        _SES,
        richting="omhoog",
        effectgebied=ARMOEDE,
        schaal=_SCORE,
    ),
    "Spreiding/Spreiding totaal/Waarde (Getal)": _maat(
        "cbs-ses-spreiding", "Spreiding van de SES-WOA-scores", "score", _SES
    ),
}
KWB = {
    "AantalInwoners": _maat("cbs-inwoners", "Inwoners", "aantal", _KWB),
    "Mannen": _maat("cbs-mannen", "Mannen", "aantal", _KWB),
    "Vrouwen": _maat("cbs-vrouwen", "Vrouwen", "aantal", _KWB),
    "k_0Tot15Jaar": _maat("cbs-0-15-jaar", "Inwoners van 0 tot 15 jaar", "aantal", _KWB),
    "k_65JaarOfOuder": _maat("cbs-65-plus", "Inwoners van 65 jaar of ouder", "aantal", _KWB),
    "HuishoudensTotaal": _maat("cbs-huishoudens", "Huishoudens", "aantal", _KWB),
    "Bevolkingsdichtheid": _maat("cbs-dichtheid", "Bevolkingsdichtheid", "inwoners per km²", _KWB),
    "Woningvoorraad": _maat("cbs-woningen", "Woningen", "aantal", _KWB),
    "HuishoudensMetEenLaagInkomen": _maat(
        "cbs-laag-inkomen",
        "Huishoudens met een laag inkomen",
        "%",
        _KWB,
        richting="omlaag",
        effectgebied=ARMOEDE,
        schaal="0 tot 100",
    ),
    "OppervlakteTotaal": _maat("cbs-oppervlakte", "Oppervlakte", "hectare", _KWB),
    "OppervlakteLand": _maat("cbs-oppervlakte-land", "Oppervlakte land", "hectare", _KWB),
    "OppervlakteWater": _maat("cbs-oppervlakte-water", "Oppervlakte water", "hectare", _KWB),
}
CBS_WIJK = {
    "AANT_INW": KWB["AantalInwoners"],
    "AANT_MAN": KWB["Mannen"],
    "AANT_VROUW": KWB["Vrouwen"],
    "BEV_DICHTH": KWB["Bevolkingsdichtheid"],
    "AANTAL_HH": KWB["HuishoudensTotaal"],
    "OPP_TOT": KWB["OppervlakteTotaal"],
    "OPP_LAND": KWB["OppervlakteLand"],
    "OPP_WATER": KWB["OppervlakteWater"],
    "OAD": _maat("cbs-oad", "Omgevingsadressendichtheid", "adressen per km²", _KWB),
    "STED": _maat(
        "cbs-stedelijkheid", "Stedelijkheid", "klasse", _KWB, schaal="1 zeer sterk tot 5 niet stedelijk"
    ),
    "GEM_HH_GR": _maat("cbs-huishoudgrootte", "Gemiddelde huishoudgrootte", "personen", _KWB),
    "P_EENP_HH": _maat("cbs-eenpersoons", "Eenpersoonshuishoudens", "%", _KWB, schaal="0 tot 100"),
    "P_HH_Z_K": _maat("cbs-zonder-kinderen", "Huishoudens zonder kinderen", "%", _KWB, schaal="0 tot 100"),
    "P_HH_M_K": _maat("cbs-met-kinderen", "Huishoudens met kinderen", "%", _KWB, schaal="0 tot 100"),
    "P_00_14_JR": _maat("cbs-p-0-14", "Inwoners van 0 tot en met 14 jaar", "%", _KWB, schaal="0 tot 100"),
    "P_15_24_JR": _maat("cbs-p-15-24", "Inwoners van 15 tot en met 24 jaar", "%", _KWB, schaal="0 tot 100"),
    "P_25_44_JR": _maat("cbs-p-25-44", "Inwoners van 25 tot en met 44 jaar", "%", _KWB, schaal="0 tot 100"),
    "P_45_64_JR": _maat("cbs-p-45-64", "Inwoners van 45 tot en met 64 jaar", "%", _KWB, schaal="0 tot 100"),
    "P_65_EO_JR": _maat(
        "cbs-p-65-plus", "Inwoners van 65 jaar of ouder (aandeel)", "%", _KWB, schaal="0 tot 100"
    ),
}
LEEFBAAROMETER = {
    "RLBRMTR": _maat(
        "lbm-totaal",
        "Leefbaarheid, totaal",
        "score",
        _LBM,
        richting="omhoog",
        effectgebied=BETROKKENHEID,
        frequentie="om het jaar",
        schaal=_SCORE,
    ),
    "RLBWON": _maat(
        "lbm-woningen",
        "Leefbaarheid, woningen",
        "score",
        _LBM,
        richting="omhoog",
        frequentie="om het jaar",
        schaal=_SCORE,
    ),
    "RLBBEV": _maat(
        "lbm-bewoners",
        "Leefbaarheid, bewoners",
        "score",
        _LBM,
        richting="omhoog",
        frequentie="om het jaar",
        schaal=_SCORE,
    ),
    "RLBVRZ": _maat(
        "lbm-voorzieningen",
        "Leefbaarheid, voorzieningen",
        "score",
        _LBM,
        richting="omhoog",
        frequentie="om het jaar",
        schaal=_SCORE,
    ),
    "RLBVEI": _maat(
        "lbm-veiligheid",
        "Leefbaarheid, veiligheid",
        "score",
        _LBM,
        richting="omhoog",
        effectgebied=VEILIGHEID,
        frequentie="om het jaar",
        schaal=_SCORE,
    ),
    "RLBFYS": _maat(
        "lbm-omgeving",
        "Leefbaarheid, fysieke omgeving",
        "score",
        _LBM,
        richting="omhoog",
        frequentie="om het jaar",
        schaal=_SCORE,
    ),
}
BBGA = {
    "BEV0_3": _maat("bbga-bev0-3", "Inwoners van 0 tot en met 3 jaar", "aantal", _BBGA),
    "BEV0_3_P": _maat(
        "bbga-bev0-3-p", "Inwoners van 0 tot en met 3 jaar (aandeel)", "%", _BBGA, schaal="0 tot 100"
    ),
    "BEV0_17": _maat("bbga-bev0-17", "Inwoners van 0 tot en met 17 jaar", "aantal", _BBGA),
    "BEV0_17_P": _maat(
        "bbga-bev0-17-p", "Inwoners van 0 tot en met 17 jaar (aandeel)", "%", _BBGA, schaal="0 tot 100"
    ),
    "BEV0_18": _maat("bbga-bev0-18", "Inwoners van 0 tot en met 18 jaar", "aantal", _BBGA),
    "BEV0_18_P": _maat(
        "bbga-bev0-18-p", "Inwoners van 0 tot en met 18 jaar (aandeel)", "%", _BBGA, schaal="0 tot 100"
    ),
}
