"""Bijeenkomsten as iCalendar (RFC 5545), as Google, Apple and Outlook read it.

It holds when, where and what, and nobody: no names, no counts, no residents. An event keeps its UID whatever changes;
SEQUENCE and LAST-MODIFIED grow with it. The time zone comes along. In the hour that happens twice, UTC is written.
The same rows give the same bytes, so that a client that asks again gets «not modified».
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from activiteiten.models import Bijeenkomst

ZONE = ZoneInfo("Europe/Amsterdam")
AGAIN = timedelta(hours=4)
VTIMEZONE = b"""BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
X-LIC-LOCATION:Europe/Amsterdam
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def make_kalender(
    rows: Iterable[Bijeenkomst],
    *,
    naam: str,
    adres: str,
    jij: dict[int, str] | None = None,
    door: str = "uuid",
) -> bytes:
    """Write these bijeenkomsten; `adres` is the page of one, `door` says of which uuid, `jij` what the reader does."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.ORGANISATIE}//Agenda//{(get_language() or 'nl').upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", naam)
    calendar.add("x-wr-timezone", ZONE.key)
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")
    calendar.add_component(Timezone.from_ical(VTIMEZONE))
    for row in rows:
        about = row.activiteit.uuid if door == "activiteit" else row.uuid
        calendar.add_component(_event(row, url=f"{adres}{about}/", jij=(jij or {}).get(row.pk, "")))
    return calendar.to_ical()


def _event(row: Bijeenkomst, *, url: str, jij: str) -> Event:
    off = row.status == Bijeenkomst.Status.AFGELAST
    begin, eind = _clock(row.begin), _clock(row.eind)
    if UTC in (begin.tzinfo, eind.tzinfo):
        begin, eind = row.begin.astimezone(UTC), row.eind.astimezone(UTC)
    event = Event()
    event.add("uid", f"{row.uuid}@vooruit")
    event.add("dtstamp", row.agenda_op.astimezone(UTC))
    event.add("last-modified", row.agenda_op.astimezone(UTC))
    event.add("sequence", row.agenda_versie)
    event.add("dtstart", begin)
    event.add("dtend", eind)
    event.add("summary", _("Gaat niet door: %(naam)s") % {"naam": row.naam} if off else row.naam)
    if row.plek:
        event.add("location", ", ".join(filter(None, (row.plek.naam, row.plek.adres))))
    if jij:
        event.add("description", jij)
    event.add("url", url)
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if off else "OPAQUE")
    return event


def _clock(moment: datetime) -> datetime:
    """What the clocks show in Amsterdam; in the second of two equal hours, UTC."""
    shown = moment.astimezone(ZONE)
    return moment.astimezone(UTC) if shown.fold else shown


def kalender_response(request: HttpRequest, content: bytes, *, naam: str, deelbaar: bool) -> HttpResponse:
    """Answer with a calendar that a client may keep a quarter of an hour, or with 304 when it has it already."""
    etag = f'"{salted_hmac("kalender", content.decode(), algorithm="sha256").hexdigest()[:32]}"'
    made = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    made["Content-Disposition"] = f'inline; filename="{naam}.ics"'
    response = get_conditional_response(request, etag=etag, response=made) or made
    response["ETag"] = etag
    response["Cache-Control"] = f"{'public' if deelbaar else 'private'}, max-age=900"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def webcal(address: str) -> str:
    """The same address as a phone opens it in its own calendar."""
    return "webcal:" + address.split(":", 1)[1]
