"""Accessibility rules of axe (WCAG 2.2 A and AA, and best practice) on the page as it is now."""

from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

from tests.browser import DESKTOP, PHONE

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


# What another size or another theme can break on elements that passed every rule in the first.
LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
SHOWN = """() => [...document.querySelectorAll('body *')].filter((element) => element.checkVisibility())
  .map((element) => `${element.tagName} ${element.getAttribute('class')} ${element.getAttribute('role')}`)"""


def problems(page: Page, *, only: list[str] | None = None) -> list[str]:
    """One line per rule that is broken: rule, why it matters, where."""
    run = {"type": "rule", "values": only} if only else {"type": "tag", "values": RULES}
    options = {"resultTypes": ["violations"], "runOnly": run}
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options).then((answer) => answer.violations)", options)
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']} at {[node['target'] for node in rule['nodes'][:5]]}"
        for rule in found
    ]


class Looker:
    """Looks at pages: every rule in light on a phone; then, without loading again, in dark on a desktop.

    There every rule runs again as soon as something shows that no page showed before, and else the rules that a
    size or a theme can break.
    """

    def __init__(self) -> None:
        self.known: set[str] = set()

    def __call__(self, page: Page) -> dict[str, list[str]]:
        """What is wrong, by look."""
        _look(page, PHONE, "light")
        found = {"light on a phone": problems(page)}
        phone = set(page.evaluate(SHOWN))
        _look(page, DESKTOP, "dark")
        new = set(page.evaluate(SHOWN)) - phone - self.known
        found["dark on a desktop"] = problems(page, only=None if new else LOOKS)
        self.known |= new
        return {f"{page.url} {look}": wrong for look, wrong in found.items() if wrong}


def _look(page: Page, size: ViewportSize, scheme: Literal["light", "dark"]) -> None:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
