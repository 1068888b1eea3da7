"""A real browser for stories: which one, how it starts, and pages that fail on any error in the console.

A click does not wait for the page it leads to. So a story says `follow(link)` for whatever leads to another page, and
a plain click that turns out to lead away fails the story, also on a machine where it happened to be in time. What is
to be seen is asked with `expect(…)`, which waits; tests.house.test_stories refuses reads that do not.

Order: $VOORUIT_CHROMIUM, the Chromium inside the npm package @sparticuz/chromium, /usr/bin/chromium. The package comes
from the lock file and is a headless shell: the stories take half the time they take in a whole browser.
"""

import contextlib
import fcntl
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli
import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Locator,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "node_modules" / "@sparticuz" / "chromium"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
PATIENCE = 30_000  # milliseconds that a slow machine may take; a green story never waits so long
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--font-render-hinting=none",
    "--no-first-run",
    "--no-pings",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def candidates() -> Iterator[tuple[str, dict[str, str]]]:
    """Paths of Chromiums, the preferred first, and the environment each needs."""
    if named := os.environ.get("VOORUIT_CHROMIUM"):
        yield named, {}
        return
    if (PACKAGE / "bin" / "chromium.br").exists():
        folder = _unpacked()
        libraries = [str(folder / "al2023" / "lib"), os.environ.get("LD_LIBRARY_PATH", "")]
        environment = {"LD_LIBRARY_PATH": os.pathsep.join(libraries).rstrip(":")}
        yield str(folder / "chromium"), environment | {"FONTCONFIG_PATH": str(folder / "fonts")}
    if Path("/usr/bin/chromium").exists():
        yield "/usr/bin/chromium", {}


def _unpacked() -> Path:
    """Unpack the package once; xdist's workers wait for each other."""
    version = json.loads((PACKAGE / "package.json").read_text())["version"]
    folder = ROOT / ".data" / f"chromium-{version}"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (folder / "ready").exists():
            return folder
        for name, target in (("al2023", "al2023"), ("fonts", ""), ("swiftshader", "")):
            packed = PACKAGE / "bin" / f"{name}.tar.br"
            with tarfile.open(fileobj=io.BytesIO(brotli.decompress(packed.read_bytes()))) as archive:
                archive.extractall(folder / target, filter="data")
        program = folder / "chromium"
        program.write_bytes(brotli.decompress((PACKAGE / "bin" / "chromium.br").read_bytes()))
        program.chmod(0o755)
        (folder / "ready").touch()
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium per worker."""
    # Playwright keeps an event loop in this thread; Django would then refuse the database here.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = _start(playwright)
        yield chromium
        chromium.close()


def _start(playwright: Playwright) -> Browser:
    """The first Chromium that starts; the package has none for every kind of machine."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    for program, environment in candidates():
        with contextlib.suppress(Error):
            return playwright.chromium.launch(
                executable_path=program, args=[*ARGUMENTS, *sandbox], env=os.environ | environment
            )
    message = "no Chromium that starts: run «make test», or set VOORUIT_CHROMIUM"
    return pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)


@pytest.fixture
def troubles() -> list[str]:
    """What went wrong on any page of this story; it fails when one is left."""
    return []


@pytest.fixture
def open_page(browser: Browser, live_server, troubles: list[str]) -> Iterator[Callable[..., Page]]:
    """Make a page: `open_page(user)` is logged in, on a phone unless told otherwise."""
    contexts: list[BrowserContext] = []
    expect.set_options(timeout=PATIENCE)

    def make(user=None, *, viewport=PHONE, **options) -> Page:
        settings = {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam", "reduced_motion": "reduce"}
        settings["service_workers"] = "block"  # only a story about logging without connection lets it in
        context = browser.new_context(base_url=live_server.url, viewport=viewport, **(settings | options))
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        context.on("request", lambda request: _only_here(request, live_server.url, troubles))
        context.on("request", lambda request: _only_followed(request, troubles))
        if user is not None:
            log_in(context, user, live_server.url)
        page = context.new_page()
        page.goto, page.reload = _on_purpose(page.goto), _on_purpose(page.reload)
        page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
        page.on("console", lambda line: _note(line, troubles))
        return page

    yield make
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def page(open_page) -> Page:
    """Give a visitor's phone."""
    return open_page()


_leaving: list[str] = []


@contextlib.contextmanager
def leaving() -> Iterator[None]:
    """Say that what happens in here leads to another page, and that the story waits for it in here."""
    _leaving.append("on purpose")
    try:
        yield
    finally:
        _leaving.pop()


def _on_purpose(method: Callable) -> Callable:
    return leaving()(method)


def follow(place: Locator) -> None:
    """Click on what leads to another page, and wait until that page is there."""
    with leaving(), place.page.expect_navigation():
        place.click()


def download(place: Locator) -> bytes:
    """Click on what gives a file, and give what is in it."""
    with leaving(), place.page.expect_download() as waiting:
        place.click()
    return Path(waiting.value.path()).read_bytes()


def log_in(context: BrowserContext, user, url: str) -> None:
    """Give the browser a session, as the login page would."""
    client = Client()
    client.force_login(user)
    assert client.session[SESSION_KEY] == str(user.pk)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])


def _only_here(request: Request, url: str, troubles: list[str]) -> None:
    """Note who asks the network; the browser can't resolve it. A route would stop it, but also switch off the cache."""
    if not request.url.startswith((url, "data:", "blob:")):
        troubles.append(f"asked the network for {request.url}")


def _only_followed(request: Request, troubles: list[str]) -> None:
    """Note who leaves a page without waiting for the next one."""
    if request.is_navigation_request() and request.redirected_from is None and not _leaving:
        troubles.append(f"led to {request.url} and nobody waited: use follow()")


def _note(line, troubles: list[str]) -> None:
    """Keep errors and policy violations; an answer of 4xx is not an error of the page."""
    if line.type == "error" and "Failed to load resource" not in line.text:
        troubles.append(f"{line.location.get('url')}: {line.text}")
