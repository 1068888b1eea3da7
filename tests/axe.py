"""Accessibility rules of axe (WCAG 2.2 A and AA, and best practice) on the page as it is now."""

from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

from tests.browser import DESKTOP, PHONE

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


# What another size or another theme can break on elements that passed every rule in the first.
LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
UNFOLD = "document.querySelectorAll('main details').forEach((each) => each.open = true)"
SHOWN = """[...document.querySelectorAll('body *')].filter((element) => element.checkVisibility())
  .map((element) => `${element.tagName} ${element.getAttribute('class')} ${element.getAttribute('role')}`)"""
RUN = """const run = (runOnly) => axe.run({resultTypes: ['violations'], runOnly})
  .then((answer) => answer.violations);"""
FIRST = f"""(all) => {{ {RUN} window.shownFirst = new Set({SHOWN}); return run(all); }}"""
AGAIN = f"""([known, all, looks]) => {{ {RUN}
  const fresh = [...new Set({SHOWN})].filter((one) => !window.shownFirst.has(one) && !known.includes(one));
  return run(fresh.length ? all : looks).then((violations) => [violations, fresh]); }}"""
ALL, SOME = {"type": "tag", "values": RULES}, {"type": "rule", "values": LOOKS}


def problems(page: Page) -> list[str]:
    """One line per rule that is broken: rule, why it matters, where."""
    _load(page)
    return _lines(page.evaluate(f"(all) => {{ {RUN} return run(all); }}", ALL))


class Looker:
    """Looks at pages: every rule in light on a phone; then, without loading again, in dark on a desktop.

    Everything folds out first. In dark every rule runs again as soon as something shows that no page showed
    before, and else the rules that a size or a theme can break.
    """

    def __init__(self) -> None:
        self.known: set[str] = set()

    def __call__(self, page: Page) -> dict[str, list[str]]:
        """What is wrong, by look."""
        page.evaluate(UNFOLD)
        _look(page, PHONE, "light")
        _load(page)
        found = {"light on a phone": _lines(page.evaluate(FIRST, ALL))}
        _look(page, DESKTOP, "dark")
        violations, fresh = page.evaluate(AGAIN, [sorted(self.known), ALL, SOME])
        found["dark on a desktop"] = _lines(violations)
        self.known |= set(fresh)
        return {f"{page.url} {look}": wrong for look, wrong in found.items() if wrong}


def bring(page: Page) -> None:
    """Let every page that is opened here bring axe, so that its half megabyte is not sent for each."""
    page.add_init_script(AXE_SCRIPT)


def _load(page: Page) -> None:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)


def _lines(violations: list[dict[str, Any]]) -> list[str]:
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']} at {[node['target'] for node in rule['nodes'][:5]]}"
        for rule in violations
    ]


def _look(page: Page, size: ViewportSize, scheme: Literal["light", "dark"]) -> None:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
