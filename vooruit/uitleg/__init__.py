"""«Zo gaan we om met wat u vertelt»: the page for residents, in the languages they read.

The texts stand here and not in a catalogue: Turkish and Arabic are languages of this page only, and every sentence is
a promise. A sentence that changes here changes in all four, and a native speaker reads Turkish and Arabic before it
is shown to residents. Who makes the product keep more, or keep it longer, changes the page in the same commit.
"""

from vooruit.uitleg import ar, en, nl, tr
from vooruit.uitleg.vorm import Uitleg

TALEN = {each.UITLEG.taal: each.UITLEG for each in (nl, en, tr, ar)}


def in_taal(taal: str) -> Uitleg | None:
    """The page in this language; None when nobody wrote it."""
    return TALEN.get(taal)
