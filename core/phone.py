"""A log that waited on a phone comes in by the address of its own form, and is answered in JSON instead of a page.

The phone sends the fields of the form with two headers: `X-Gemaakt-Op`, the moment the log was made, and `X-Wie`, the
word of `core.context.who` for the person who made it. Nothing else is new: the same guard, form, service and
`client_id` decide. The answer is given after the service has committed:

200 it stands in the database (also when it stood there already), 401 somebody else is logged in or nobody is,
403 this person may not, 404 the thing is gone, 409 the id was used for something else, 422 it can't be stored as it is.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from core.context import who
from core.errors import AlreadyUsed, Refused
from core.templatetags.vooruit import dubbelepunt

View = Callable[..., HttpResponse]
MADE, WHO = "X-Gemaakt-Op", "X-Wie"
OLDEST = timedelta(days=14)  # as long as logs can be made and changed at all


def from_phone(view: View) -> View:
    """Let the phone keep what is posted to this view without connection, and send it later; goes above the guard."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_from_phone(request):
            return view(request, *args, **kwargs)
        if request.headers.get(WHO) != who(request):
            return log_in_first()
        try:
            request.made_at = _made_at(request.headers[MADE])  # type: ignore[attr-defined]
            return _as_answer(view(request, *args, **kwargs))
        except Refused as refused:
            status = 409 if isinstance(refused, AlreadyUsed) else 422
            return answer([refused.message], status=status, stored=getattr(refused, "stored", None))
        except PermissionDenied:
            return answer([_("Dit kun je niet (meer) loggen. Vraag het je coördinator.")], status=403)
        except Http404:
            return answer([_("Dit staat niet meer in de agenda. Vraag het je coördinator.")], status=404)

    answering.from_phone = True  # type: ignore[attr-defined]
    return answering


def is_from_phone(request: HttpRequest) -> bool:
    """Whether this is a log that waited on a phone."""
    return request.method == "POST" and MADE in request.headers


def day_made(request: HttpRequest) -> date:
    """The day «vandaag» meant when this was made: that of the phone's log, else today."""
    return timezone.localdate(getattr(request, "made_at", None))


def log_in_first() -> JsonResponse:
    """What somebody hears who is not logged in as the person who made the log."""
    return answer([_("Je log is bewaard. Log even in om hem te versturen.")], status=401)


def answer(said: Iterable[str] = (), *, status: int, stored: object = None) -> JsonResponse:
    """Say what became of a log; never kept by a browser."""
    body = {"zinnen": list(said), "bewaard": str(stored) if stored else None}
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store"})


def _as_answer(response: HttpResponse) -> HttpResponse:
    """The page that a view would have shown, as an answer: a redirect means stored, a form says what is wrong."""
    if isinstance(response, HttpResponseRedirect):
        return answer(status=200)
    form = (getattr(response, "context_data", None) or {}).get("form")
    return said_no(form, response.status_code)


def said_no(form: BaseForm | None, status: int) -> JsonResponse:
    """What a form says that was not stored, for a view that has no page of its own."""
    status = 409 if status == 409 else 422
    return answer(_sentences(form), status=status, stored=getattr(form, "stored", None))


def _sentences(form: BaseForm | None) -> list[str]:
    """Every refusal of a form, with the name of its field."""
    if form is None:
        return [_("Dit kon niet bewaard worden.")]
    fields = [(form[name].label, said) for name, said in form.errors.items() if name in form.fields]
    beside = [f"{dubbelepunt(label)} {line}" for label, lines in fields for line in lines]
    return [*map(str, form.non_field_errors()), *beside]


def _made_at(said: str) -> datetime:
    """The moment a log was made, within bounds: a clock that runs ahead is read as now, what is too old is refused."""
    try:
        made = parse_datetime(said)
    except ValueError:
        made = None
    if made is None or timezone.is_naive(made):
        raise Refused(_("Het moment van dit log is niet te lezen. Log het opnieuw."))
    now = timezone.now()
    if made < now - OLDEST:
        raise Refused(_("Dit is langer dan 14 dagen geleden gelogd. Geef het door aan je coördinator."))
    return min(made, now)
