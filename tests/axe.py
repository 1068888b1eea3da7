"""Accessibility rules of axe (WCAG 2.2 A and AA, and best practice) on the page as it is now."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def problems(page: Page) -> list[str]:
    """One line per rule that is broken: rule, why it matters, where."""
    options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options).then((answer) => answer.violations)", options)
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']} at {[node['target'] for node in rule['nodes'][:5]]}"
        for rule in found
    ]
