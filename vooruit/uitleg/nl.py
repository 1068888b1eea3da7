from vooruit.uitleg.vorm import Deel, Uitleg

UITLEG = Uitleg(
    taal="nl",
    naam="Nederlands",
    titel="Zo gaan we om met wat u vertelt",
    inleiding="U praat met een student in uw wijk. Daarna schrijft de student kort iets op. "
    "Zo houden we contact met u, en zien we of ons werk helpt.",
    inhoud="Naar de inhoud",
    talen="Talen",
    delen=(
        Deel(
            beeld="woord",
            kop="Dit schrijven we op",
            regels=(
                "Een woord in plaats van uw naam. Bijvoorbeeld: Kastanje.",
                "Uw naam of nummer alleen als u dat zelf wilt. Dat leest alleen wie met u contact houdt, en de coördinator.",
                "Wanneer we elkaar spraken, hoe (bijvoorbeeld bij de koffie) en ongeveer hoe lang.",
                "Waar het over ging, in een woord dat we aantikken. Bijvoorbeeld: wonen, school of werk.",
                "Welke student u sprak, of u een buur, vrijwilliger of ondernemer bent, en wat u goed kunt.",
                "Soms een paar woorden over het gesprek. Daar staan geen namen in.",
            ),
        ),
        Deel(
            beeld="nooit",
            kop="Dit schrijven we nooit op",
            regels=(
                "Uw adres.",
                "Uw papieren, en uit welk land u komt.",
                "Wat u verdient, welke schulden u hebt en welke ziekte.",
                (
                    "Gaat het over geld of gezondheid? Dan tellen we alleen mee dat erover gepraat is in de wijk. "
                    "Dat staat niet bij uw woord."
                ),
            ),
        ),
        Deel(
            beeld="wie",
            kop="Wie ziet dit?",
            regels=(
                "De studenten met wie u contact hebt, en hun coördinator.",
                (
                    "De gemeente en andere partners zien alleen aantallen van de hele wijk. Is een groep klein, dan "
                    "zien ze geen aantal."
                ),
            ),
        ),
        Deel(
            beeld="verhuurder",
            kop="Uw verhuurder ziet dit nooit",
            regels=("Ook niet als uw verhuurder met ons samenwerkt.",),
        ),
        Deel(
            beeld="tijd",
            kop="Hoe lang bewaren we dit?",
            regels=(
                "Zo lang we contact met u hebben, of tot u zegt dat het weg moet.",
                "Spreken we elkaar anderhalf jaar niet? Dan sluiten we af. Een jaar later blijven alleen aantallen over.",
                "Uw naam: tot u zegt dat die weg moet. Dan is die meteen weg.",
                "Een paar woorden over een gesprek: hooguit zes maanden.",
                "Een kans of vraag voor de wijk staat apart, zonder u erbij. Het hele team leest die. Een jaar na de laatste stap gaat de tekst weg.",
            ),
        ),
        Deel(
            beeld="nee",
            kop="U mag altijd nee zeggen",
            regels=(
                "Zegt u nee, dan schrijven we niets over u op. U kunt gewoon mee blijven doen.",
                (
                    "U mag vragen wat er over u staat, en vragen om het te verbeteren of te wissen. Vraag het aan de "
                    "student of de coördinator, en zeg uw woord erbij. Binnen een maand hebt u antwoord."
                ),
                (
                    "We mogen dit opschrijven omdat het nodig is voor ons werk in de wijk (AVG, artikel 6 lid 1 f). "
                    "Bent u het er niet mee eens? Zeg het ons, of ga naar de Autoriteit Persoonsgegevens."
                ),
            ),
            mail="Of mail ons:",
        ),
        Deel(
            beeld="gevaar",
            kop="Is er iemand in gevaar?",
            regels=(
                "Dan bellen we hulp, het liefst samen met u.",
                "Gevaar nu: 112. Thuis niet veilig: Veilig Thuis, 0800-2000, dag en nacht, gratis.",
                "Wij schrijven daar niets over op.",
            ),
            nummers=("112", "0800-2000"),
        ),
    ),
)
