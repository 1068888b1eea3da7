"""A partner's ten minutes: what a coordinator releases, she reads, downloads and pastes; other wijken are not there."""

import csv
import io
import re
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from core.periods import Month, Quarter
from tests import factories as make
from tests.browser import DESKTOP, download, follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def team():
    return make.make_team(
        make.make_wijk("Geuzenveld", actief_sinds=Month.of(timezone.localdate()).previous().previous().first)
    )


@pytest.fixture
def yasmina(team):
    return make.make_coordinator(team, "Yasmina Haddou")


@pytest.fixture
def month(team, yasmina):
    """The month before the last one, with three counted bijeenkomsten: 60 visits."""
    month = Month.of(timezone.localdate()).previous().previous()
    activiteit = make.make_activiteit(team, yasmina, titel="Buurtmaaltijd")
    noon = timezone.make_aware(timezone.datetime(month.year, month.month, 3, 12))
    for week, aantal in enumerate((17, 20, 23)):
        make.make_counted(activiteit, aantal, yasmina, noon + timedelta(weeks=week))
    return month


def test_a_partner_reads_downloads_and_pastes_what_was_released(open_page, team, yasmina, month):
    release = open_page(yasmina, viewport=DESKTOP)
    release.goto(reverse("impact:release", args=[team.wijk.slug]))
    follow(release.get_by_role("button", name=f"Geef {month} vrij"))
    expect(release.get_by_text(f"{str(month).capitalize()} is vrijgegeven.")).to_be_visible()

    ruud = make.make_contactpersoon(make.make_partner(team.wijk)).user
    page = open_page(ruud, permissions=["clipboard-read", "clipboard-write"])
    page.goto("/")
    expect(page.get_by_role("heading", name=f"Geuzenveld, {Quarter.of(month.first)}")).to_be_visible()
    expect(page.locator("#deden")).to_contain_text(re.compile(r"\b60\b"))

    csv_link, excel_link = (page.get_by_role("link", name=name, exact=True) for name in ("CSV", "Excel"))
    rows = list(csv.reader(io.StringIO(download(csv_link).decode("utf-8-sig")), delimiter=";"))
    book = openpyxl.load_workbook(io.BytesIO(download(excel_link)))
    sheet = [["" if cell is None else str(cell) for cell in row] for row in book["Cijfers"].values]
    assert sheet == rows
    titles = page.locator("#deden .vu-figure h3")
    expect(titles).not_to_have_count(0)
    for number, row in enumerate(rows[1:5]):
        expect(titles.nth(number)).to_have_text(row[0])

    page.get_by_role("button", name="Kopieer als alinea").click()
    expect(page.get_by_text("Gekopieerd")).to_be_visible()
    pasted = page.evaluate("navigator.clipboard.readText()")
    expect(page.locator("#alinea [data-copy-text]")).to_have_text(pasted)
    assert pasted == book["Alinea"]["A2"].value

    other = page.goto(reverse("impact:quarter", args=[make.make_wijk("Volewijck").slug]))
    assert other.status == 404
