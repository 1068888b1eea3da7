"""A partner's ten minutes: what a coordinator releases, she reads, downloads and pastes; other wijken are not there."""

import csv
import io
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from core.periods import Month, Quarter
from tests import factories as make
from tests.browser import DESKTOP

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
    release.get_by_role("button", name=f"Geef {month} vrij").click()
    release.get_by_text(f"{str(month).capitalize()} is vrijgegeven.").wait_for()

    ruud = make.make_contactpersoon(make.make_partner(team.wijk)).user
    page = open_page(ruud, permissions=["clipboard-read", "clipboard-write"])
    page.goto("/")
    page.get_by_role("heading", name=f"Geuzenveld, {Quarter.of(month.first)}").wait_for()
    assert "60" in page.locator("#deden").inner_text().split()

    rows = list(csv.reader(io.StringIO(downloaded(page, "CSV").decode("utf-8-sig")), delimiter=";"))
    book = openpyxl.load_workbook(io.BytesIO(downloaded(page, "Excel")))
    sheet = [["" if cell is None else str(cell) for cell in row] for row in book["Cijfers"].values]
    assert sheet == rows
    shown = page.locator("#deden .vu-figure h3").all_inner_texts()
    assert shown == [row[0] for row in rows[1 : 1 + len(shown)]]

    page.get_by_role("button", name="Kopieer als alinea").click()
    page.get_by_text("Gekopieerd").wait_for()
    pasted = page.evaluate("navigator.clipboard.readText()")
    assert pasted == page.locator("#alinea [data-copy-text]").inner_text()
    assert pasted == book["Alinea"]["A2"].value

    other = page.goto(reverse("impact:quarter", args=[make.make_wijk("Volewijck").slug]))
    assert other.status == 404


def downloaded(page, name: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name, exact=True).click()
    return Path(waiting.value.path()).read_bytes()
