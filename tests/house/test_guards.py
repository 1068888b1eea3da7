"""Every view carries a guard, or stands in the written list of third-party views."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from core.guards import Guard

THIRD_PARTY = {
    "allauth.": "login, logout, codes and passwords; the adapter closes sign-up",
    "django.contrib.staticfiles": "public files of our own",
}


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every URL pattern with its whole route."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry


def test_every_view_carries_a_guard():
    bare = [
        route
        for route, entry in patterns()
        if not isinstance(getattr(entry.callback, "guard", None), Guard)
        and not entry.callback.__module__.startswith(tuple(THIRD_PARTY))
    ]
    assert bare == []


def test_every_open_door_says_why():
    reasons = [e.callback.guard.because for _, e in patterns() if getattr(e.callback, "guard", None)]
    assert all(len(because) > 15 for because in reasons if because)


def test_no_integer_stands_in_a_url():
    allowed = {"demo/stap/<int:n>/": "the steps of the tour are numbered for people"}
    assert [
        r
        for r, e in patterns()
        if "<int" in r and not e.callback.__module__.startswith("allauth") and r not in allowed
    ] == []


def test_every_permission_in_a_guard_has_a_rule():
    import rules

    wanted = {e.callback.guard.permission for _, e in patterns() if getattr(e.callback, "guard", None)} - {""}
    assert sorted(p for p in wanted if not rules.perm_exists(p)) == []
