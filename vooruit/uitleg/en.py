from vooruit.uitleg.vorm import Deel, Uitleg

UITLEG = Uitleg(
    taal="en",
    naam="English",
    titel="What we do with what you tell us",
    inleiding="You talk with a student in your neighbourhood. Afterwards the student writes down a little. "
    "That is how we stay in touch with you, and how we see whether our work helps.",
    inhoud="Skip to the text",
    talen="Languages",
    delen=(
        Deel(
            beeld="woord",
            kop="This is what we write down",
            regels=(
                "A word instead of your name. For example: Kastanje (chestnut).",
                "Your name or number only if you want that yourself. Only who keeps in touch with you and the coordinator can read it.",
                "When we talked, how (for example over coffee) and roughly how long.",
                "What it was about, in one word that we tap. For example: housing, school or work.",
                "Which student you talked with, whether you are a neighbour, a volunteer or a shopkeeper, and what you are good at.",
                "Sometimes a few words about the conversation. There are no names in them.",
            ),
        ),
        Deel(
            beeld="nooit",
            kop="This is what we never write down",
            regels=(
                "Your address.",
                "Your papers, and which country you come from.",
                "What you earn, what debts you have and what illness.",
                (
                    "Is it about money or health? Then we only count that people in the neighbourhood talked about "
                    "it. It is not kept with your word."
                ),
            ),
        ),
        Deel(
            beeld="wie",
            kop="Who sees this?",
            regels=(
                "The students you are in touch with, and their coordinator.",
                (
                    "The municipality and other partners see only totals of the whole neighbourhood. When a group is "
                    "small, they see no number."
                ),
            ),
        ),
        Deel(
            beeld="verhuurder",
            kop="Your landlord never sees this",
            regels=("Not even when your landlord works together with us.",),
        ),
        Deel(
            beeld="tijd",
            kop="How long do we keep this?",
            regels=(
                "As long as we are in touch with you, or until you say that it must go.",
                "Have we not talked for a year and a half? Then we close it. A year later only totals are left.",
                "Your name: until you say that it must go. Then it is gone at once.",
                "A few words about a conversation: six months at most.",
                "A chance or a question for the neighbourhood stands apart, without you. The whole team reads it. A year after the last step its text goes.",
            ),
        ),
        Deel(
            beeld="nee",
            kop="You may always say no",
            regels=(
                "If you say no, we write nothing down about you. You can still join in.",
                (
                    "You may ask what we have about you, and ask us to correct or erase it. Ask the student or the "
                    "coordinator, and say your word. You get an answer within a month."
                ),
                (
                    "We may write this down because our work in the neighbourhood needs it (GDPR, article 6(1)(f)). "
                    "Do you disagree? Tell us, or go to the Autoriteit Persoonsgegevens, the Dutch data "
                    "protection authority."
                ),
            ),
            mail="Or mail us:",
        ),
        Deel(
            beeld="gevaar",
            kop="Is somebody in danger?",
            regels=(
                "Then we call for help, together with you if we can.",
                "Danger now: 112. Not safe at home: Veilig Thuis, 0800-2000, day and night, free.",
                "We write nothing down about it.",
            ),
            nummers=("112", "0800-2000"),
        ),
    ),
)
