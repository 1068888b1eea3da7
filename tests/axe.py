"""Accessibility rules of axe (WCAG 2.2 A and AA, and best practice) on the page as it is now."""

from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

from tests.browser import DESKTOP, PHONE

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


# What another size or another theme can break on elements that passed every rule in the first.
LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
UNFOLD = "document.querySelectorAll('main details').forEach((each) => each.open = true)"
SHOWN = """[...document.querySelectorAll('body *')].filter((element) => element.checkVisibility())"""
KINDS = f"""{SHOWN}.map((one) => `${{one.tagName}} ${{one.getAttribute('class')}} ${{one.getAttribute('role')}}`)"""
# Colours come from classes and attributes of an element and of what it stands in (no style stands in the HTML), so
# an element that looks like one that passed in this theme needs no second look: reading colours is half the work.
COLOURS = f"""const told = ['type', 'open', 'aria-current', 'aria-disabled', 'aria-invalid', 'aria-pressed', 'data-theme'];
const own = (one) => one.tagName + [...one.attributes].filter((each) => each.name !== 'data-fresh').map((each) =>
  each.name === 'class' || told.includes(each.name) ? `${{each.name}}=${{each.value}}` : each.name).sort().join(' ');
const signs = new Map([[null, 7]]);
const sign = (one) => {{ if (!signs.has(one)) {{
    let hash = sign(one.parentElement);
    for (const letter of own(one)) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619);
    signs.set(one, hash); }}
  return signs.get(one); }};
const markFresh = (seen) => {{
  const before = new Set(seen), fresh = new Set();
  for (const one of {SHOWN}) {{
    one.toggleAttribute('data-fresh', !before.has(sign(one)));
    if (!before.has(sign(one))) fresh.add(sign(one)); }}
  axe.configure({{rules: [{{id: 'color-contrast', selector: '[data-fresh]'}},
    {{id: 'link-in-text-block', selector: 'a[href][data-fresh]'}}]}});
  return [...fresh]; }};"""
RUN = """const run = (runOnly) => axe.run({resultTypes: ['violations'], runOnly})
  .then((answer) => answer.violations);"""
FIRST = f"""([seen, all]) => {{ {RUN} {COLOURS} window.shownFirst = new Set({KINDS}); const fresh = markFresh(seen);
  return run(all).then((violations) => [violations, fresh]); }}"""
AGAIN = f"""([seen, known, all, looks]) => {{ {RUN} {COLOURS} const fresh = markFresh(seen);
  const unknown = [...new Set({KINDS})].filter((one) => !window.shownFirst.has(one) && !known.includes(one));
  return run(unknown.length ? all : looks).then((violations) => [violations, fresh, unknown]); }}"""
ALL, SOME = {"type": "tag", "values": RULES}, {"type": "rule", "values": LOOKS}


def problems(page: Page) -> list[str]:
    """One line per rule that is broken: rule, why it matters, where."""
    _load(page)
    return _lines(page.evaluate(f"(all) => {{ {RUN} return run(all); }}", ALL))


class Looker:
    """Looks at pages: every rule in light on a phone; then, without loading again, in dark on a desktop.

    Everything folds out first. In dark every rule runs again as soon as something shows that no page showed
    before, and else the rules that a size or a theme can break. Colours are read of what no page showed in that look.
    """

    def __init__(self) -> None:
        self.known: set[str] = set()
        self.light: set[int] = set()
        self.dark: set[int] = set()

    def __call__(self, page: Page) -> dict[str, list[str]]:
        """What is wrong, by look."""
        page.evaluate(UNFOLD)
        _look(page, PHONE, "light")
        _load(page)
        violations, fresh = page.evaluate(FIRST, [list(self.light), ALL])
        found = {"light on a phone": _lines(violations)}
        self.light |= set(fresh)
        _look(page, DESKTOP, "dark")
        violations, fresh, unknown = page.evaluate(AGAIN, [list(self.dark), sorted(self.known), ALL, SOME])
        found["dark on a desktop"] = _lines(violations)
        self.dark |= set(fresh)
        self.known |= set(unknown)
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
