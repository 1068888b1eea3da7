"""A thumb: every touch of a story goes through it, so that taps are counted as they are made."""

from playwright.sync_api import Locator, Page, expect

from tests.browser import leaving


class Thumb:
    """Taps what it can see without scrolling; a key of the keyboard is a tap too."""

    def __init__(self, phone: Page) -> None:
        self.phone, self.taps = phone, 0

    def tap(self, place: Locator) -> None:
        """Tap, where it is on the screen as a whole."""
        expect(place).to_be_in_viewport(ratio=1)
        self.taps += 1
        place.tap()

    def follow(self, place: Locator) -> None:
        """Tap on what leads to another page, and wait until that page is there."""
        with leaving(), self.phone.expect_navigation():
            self.tap(place)

    def type(self, keys: str) -> None:
        """Tap keys."""
        for key in keys:
            self.taps += 1
            self.phone.keyboard.press(key)
