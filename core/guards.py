"""Guards: every view carries exactly one, and a test walks the URLconf to see that it does.

A guard answers two questions in a fixed order: may this person see the thing (no: 404, as if it does not
exist) and may this person do this to it (no: 403). Not logged in goes to login (LoginRequiredMiddleware).
With `recent=True` it asks a third: did this person log in short ago (no: a password or code first, then back).
Around all this it opens the walls (core/walls.py) of the room that the view, the permission or the object belongs to,
as far as the visitor's scope goes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from core.walls import walled

View = Callable[..., HttpResponse]


@dataclass(frozen=True, kw_only=True)
class Guard:
    """What a view promises about access; read by the URL tests and by the page «Wat ziet wie?»."""

    permission: str = ""
    model: type[Model] | None = None
    by: str = "uuid"
    because: str = ""
    recent: bool = False

    @property
    def kind(self) -> str:
        """`public`, `members` or `permission`."""
        if self.because:
            return "public"
        return "permission" if self.permission else "members"


def guard(
    permission: str,
    *,
    of: type[Model] | None = None,
    by: str = "uuid",
    rows: str = "visible_to",
    select: tuple[str, ...] = (),
    recent: bool = False,
) -> Callable[[View], View]:
    """Let only people with `permission` in, and hand them the object they may see.

    With `of`, the URL keyword named `by` is looked up in `of.objects.visible_to(user)` (or another word of its queryset
    that says what this person may see, named by `rows`) and the object takes its place as the view's second argument. Raises Http404 when it is not visible, PermissionDenied when it is but
    the verb is not allowed, ReauthenticationRequired when `recent` is asked and the login is not.
    """

    def decorate(view: View) -> View:
        @walled(_room(view), permission.split(".", maxsplit=1)[0], of._meta.app_label if of else "")
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if of is None:
                allow(request, permission, recent=recent)
                return view(request, *args, **kwargs)
            seen = getattr(of.objects, rows)(request.user)  # type: ignore[attr-defined]
            thing = fetch(seen.select_related(*select), **{by: kwargs.pop(by)})
            allow(request, permission, thing, recent=recent)
            return view(request, thing, *args, **kwargs)

        guarded.guard = Guard(permission=permission, model=of, by=by, recent=recent)  # type: ignore[attr-defined]
        return guarded

    return decorate


def members(view: View) -> View:
    """Let everyone in who is logged in; the rows come from `visible_to`."""
    inside = walled(_room(view))(view)
    inside.guard = Guard()  # type: ignore[attr-defined]
    return inside


def public(*, because: str) -> Callable[[View], View]:
    """Open a view to everyone; the reason is shown in the list of open doors."""

    def decorate(view: View) -> View:
        view.guard = Guard(because=because)  # type: ignore[attr-defined]
        return login_not_required(view)

    return decorate


def _room(view: View) -> str:
    return view.__module__.split(".")[0]


def fetch(rows: QuerySet, **lookup: Any) -> Any:
    """One row out of what this person may see, or Http404."""
    try:
        return rows.get(**lookup)
    except (rows.model.DoesNotExist, ValueError) as error:
        raise Http404 from error


def allow(request: HttpRequest, permission: str, thing: Any = None, *, recent: bool = False) -> None:
    """Raise PermissionDenied unless the person has the permission (on the thing); then ask for a recent login.

    SessieMiddleware says on the request whether it is recent. allauth's middleware leads to its page that asks again,
    and back. Its own test of recency is not used: it does not count a login, and never asks who has no password.
    """
    if not request.user.has_perm(permission, thing):
        raise PermissionDenied(permission)
    if recent and not getattr(request, "recent_login", False):
        raise ReauthenticationRequired
