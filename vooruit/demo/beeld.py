"""Pictures of the story, drawn here: a facade before and after, and a table with two people who have no face."""

import io
from collections.abc import Callable
from datetime import timedelta
from random import Random
from uuid import UUID

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from activiteiten.models import Activiteit, Bijeenkomst
from activiteiten.services import add_foto, add_interventie
from bewoners.services import add_beeldtoestemming, say_herkenbaar
from vooruit.demo.klok import at, days_ago, moment
from vooruit.demo.opbouw import Verhaal

WIJK = "geuzenveld"
BREED, HOOG = 1200, 900
MUUR, VOEG, STOEP, AARDE = "#9c5a3c", "#b98467", "#b9b4aa", "#5b4632"
GROEN, BLOEMEN = ("#3f7d3a", "#5c9a4c", "#2f6134"), ("#d9483b", "#e8b23a", "#f4efe4", "#8e5aa8")


def show_what_was_made(verhaal: Verhaal, rnd: Random) -> None:
    """A row of facade gardens with before and after, whose upkeep ends in six weeks, and a next row that is planned."""
    by, emre = verhaal.mensen["yasmina"], verhaal.mensen["emre"]
    wijk, today = verhaal.wijken[WIJK], verhaal.today
    day = Activiteit.objects.filter(wijk=wijk, titel="Geveltuindag").first()
    bijeenkomst = day and day.bijeenkomsten.order_by("-begin").first()
    held = bijeenkomst.dag if bijeenkomst else days_ago(60)
    with at(moment(days_ago(150))):
        tuinen = add_interventie(
            wijk=wijk,
            client_id=_id(rnd),
            by=by,
            titel="Geveltuinen Eendenhof, eerste rij",
            soort="geveltuin",
            status="klaar",
            klaar_op=held,
            waar="langs de Eendenhof, aan het plein",
            activiteit=day,
            toestemming_eigenaar="gegeven",
            vergunning="niet_nodig",
            beheerder="Bewonerscommissie Eendenhof",
            beheerafspraak_tot=today + timedelta(days=42),
            kosten=1250,
        )
    for when, name, draw in ((held - timedelta(days=30), "voor", _facade), (held, "na", _garden)):
        with at(moment(when, 16)):
            add_foto(
                over=tuinen,
                bestand=ContentFile(_jpeg(draw), f"{name}.jpg"),
                client_id=_id(rnd),
                moment=name,
                niemand_herkenbaar=True,
                by=emre,
            )
    with at(moment(days_ago(20))):
        add_interventie(
            wijk=wijk,
            client_id=_id(rnd),
            by=by,
            titel="Geveltuinen Eendenhof, tweede rij",
            soort="geveltuin",
            status="gepland",
            waar="langs de Eendenhof, aan de kant van de speeltuin",
            toestemming_eigenaar="gegeven",
            vergunning="aangevraagd",
        )
    _photo_of_the_taalcafe(verhaal, rnd)


def _photo_of_the_taalcafe(verhaal: Verhaal, rnd: Random) -> None:
    """Two people are recognisable and one said yes, so only Noor and Yasmina see it."""
    noor = verhaal.mensen["noor"]
    rows = Bijeenkomst.objects.filter(activiteit__wijk=verhaal.wijken[WIJK], activiteit__titel="Taalcafé")
    last = rows.filter(status="doorgegaan").order_by("-begin").first()
    if last is None:
        return
    with at(last.eind):
        foto = add_foto(
            over=last, bestand=ContentFile(_jpeg(_table), "tafel.jpg"), client_id=_id(rnd), by=noor
        )
        say_herkenbaar(foto=foto, aantal=2, by=noor)
        add_beeldtoestemming(
            foto=foto,
            persoon=1,
            wie="zelf",
            wijze="mondeling",
            gegeven_op=last.dag,
            client_id=_id(rnd),
            by=noor,
        )


def _id(rnd: Random) -> UUID:
    return UUID(int=rnd.getrandbits(128), version=4)


def _jpeg(draw: Callable[[ImageDraw.ImageDraw, Random], None]) -> bytes:
    """A drawing as a phone would send it."""
    image = Image.new("RGB", (BREED, HOOG), "#cfe3ee")
    draw(ImageDraw.Draw(image), Random(7))  # noqa: S311 - the same flowers every time
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


def _facade(pen: ImageDraw.ImageDraw, _rnd: Random) -> None:
    """Bricks, a door, two windows and grey pavement."""
    pen.rectangle((0, 60, BREED, 680), fill=MUUR)
    for row in range(60, 680, 31):
        pen.line((0, row, BREED, row), fill=VOEG, width=3)
        for stone in range(-60 + 40 * (row % 2), BREED, 80):
            pen.line((stone, row, stone, row + 31), fill=VOEG, width=3)
    for left in (90, 830):
        pen.rectangle((left, 180, left + 280, 470), fill="#f2efe8")
        pen.rectangle((left + 16, 196, left + 264, 454), fill="#7fa3b5")
        pen.rectangle((left + 132, 196, left + 148, 454), fill="#f2efe8")
    pen.rectangle((500, 170, 700, 680), fill="#f2efe8")
    pen.rectangle((518, 188, 682, 680), fill="#2f5d57")
    pen.ellipse((640, 430, 664, 454), fill="#e8d9a8")
    pen.rectangle((0, 680, BREED, HOOG), fill=STOEP)
    for line in range(0, BREED, 120):
        pen.line((line, 680, line - 60, HOOG), fill="#a39e94", width=3)
    for row in (740, 815):
        pen.line((0, row, BREED, row), fill="#a39e94", width=3)


def _garden(pen: ImageDraw.ImageDraw, rnd: Random) -> None:
    """The same, with a strip of earth and what grows in it."""
    _facade(pen, rnd)
    for left, right in ((30, 470), (730, 1170)):
        pen.rectangle((left, 676, right, 742), fill=AARDE)
        for _stem in range(130):
            x, top = rnd.randint(left, right), rnd.randint(520, 700)
            pen.line((x, 715, x + rnd.randint(-14, 14), top), fill=rnd.choice(GROEN), width=5)
            pen.ellipse((x - 20, top - 10, x + 20, top + 16), fill=rnd.choice(GROEN))
        for _flower in range(36):
            x, y = rnd.randint(left, right), rnd.randint(540, 690)
            pen.ellipse((x - 11, y - 11, x + 11, y + 11), fill=rnd.choice(BLOEMEN))


def _table(pen: ImageDraw.ImageDraw, _rnd: Random) -> None:
    """A table with cups, and two shapes behind it."""
    pen.rectangle((0, 0, BREED, HOOG), fill="#efe3cf")
    for x, colour in ((380, "#4d6a8a"), (820, "#8a5a4d")):
        pen.ellipse((x - 90, 190, x + 90, 390), fill="#c9a58a")
        pen.rounded_rectangle((x - 170, 400, x + 170, 720), radius=90, fill=colour)
    pen.rectangle((60, 620, BREED - 60, 700), fill="#a9794b")
    pen.rectangle((60, 700, BREED - 60, HOOG), fill="#8a5f38")
    for x in (330, 600, 860):
        pen.rounded_rectangle((x, 550, x + 70, 625), radius=10, fill="#f7f3ea")
        pen.arc((x + 55, 565, x + 100, 605), 270, 90, fill="#f7f3ea", width=8)
