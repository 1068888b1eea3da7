"""The free-text guard: finds in typed text what should not be kept, without any service outside.

`zoek(text, level)` answers findings: what blocks (numbers and addresses that lead to a person) and what is asked
(a likely name, a word about health, crime, debt or danger). `static/js/wacht.js` says the same at the keyboard,
from the same table; tests hold the two against each other. It has limits: docs/adr/0011-free-text-guard.md.
"""

from core.wacht.zoek import NAMEN, OPENBAAR, PLAN, VERHAAL, Vondst, zoek

__all__ = ["NAMEN", "OPENBAAR", "PLAN", "VERHAAL", "Vondst", "zoek"]
