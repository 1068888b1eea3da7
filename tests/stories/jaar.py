"""What a story of a year stands on: one clock for everybody, and a real post box that is read in the browser."""

import re
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, expect
from time_machine import Traveller

from mensen.models import User
from mensen.tasks import send_waiting_berichten
from tests.browser import DESKTOP, PHONE, follow, log_in
from vooruit import postvak
from wijkplan.tasks import keep_rounds

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
LINK = re.compile(r"https?://[^/\s]+(/\S+)")
CODE = re.compile(r"^\s*([A-Z0-9]+-[A-Z0-9]+)\s*$", re.MULTILINE)


class Jaar:
    """The year as everybody lives it: who has a page keeps it, and logs in again on another day."""

    def __init__(self, open_page: Callable[..., Page], traveller: Traveller, server: str) -> None:
        self.open_page, self.traveller, self.server = open_page, traveller, server
        self.pages: dict[User, Page] = {}
        self.post = open_page()

    def page(self, user: User, *, desk: bool = False) -> Page:
        """The page of this person, the same one all year."""
        if user not in self.pages:
            self.pages[user] = self.open_page(user, viewport=DESKTOP if desk else PHONE)
        return self.pages[user]

    def on(self, month: int, day: int, hour: int = 10) -> None:
        """It is this moment of 2030: logins of earlier days are over, and what is due is done."""
        self.traveller.move_to(datetime(2030, month, day, hour, tzinfo=AMSTERDAM))
        for user, page in self.pages.items():
            log_in(page.context, user, self.server)
        keep_rounds()

    def newest_mail(self, address: str) -> postvak.Mail:
        """What the post brought to this address last."""
        send_waiting_berichten()
        return next(postvak.mails(address))

    def by_mail(self, user: User) -> Page:
        """The page of this person, where the newest mail leads."""
        page = self.page(user)
        page.goto(LINK.search(self.newest_mail(user.email).tekst)[1])
        return page

    def come_in(self, address: str, *, invited: bool) -> Page:
        """Somebody who never was here reads the post, follows the mail and types the code of the next one.

        The page of an invitation knows whose it is; where another mail leads, one types her address.
        """
        self._open_mail(address)
        follow(self.post.locator(".vu-post").get_by_role("link").first)
        guest, self.post = self.post, self.open_page()
        if not invited:
            guest.get_by_label("E-mailadres").fill(address)
        follow(guest.get_by_role("button", name="Mail mij een code"))
        mail = self._open_mail(address)
        code = CODE.search(mail.tekst)[1]
        expect(self.post.locator(".vu-post")).to_contain_text(code)
        guest.get_by_label("Code").fill(code)
        follow(guest.get_by_role("button", name="Inloggen"))
        self.pages[User.objects.get(email=address)] = guest
        return guest

    def _open_mail(self, address: str) -> postvak.Mail:
        mail = self.newest_mail(address)
        self.post.goto("/post/")
        follow(self.post.get_by_role("link", name=mail.onderwerp).first)
        return mail


def answer(page: Page, summary: str) -> Locator:
    """Unfold one of the ways to answer."""
    form = page.locator("details").filter(has=page.get_by_text(summary))
    form.locator("summary").click()
    return form


def thanked(page: Page) -> None:
    """The answer of a party was kept."""
    expect(page.get_by_text("Dank u. Uw antwoord is bewaard.")).to_be_visible()


def tick_all(place: Locator, number: int) -> None:
    """Tick every party, and know that they are all there."""
    boxes = place.get_by_role("checkbox")
    expect(boxes).to_have_count(number)
    for box in range(number):
        boxes.nth(box).check()
