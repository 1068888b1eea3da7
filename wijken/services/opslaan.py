"""Storing what a reader found: set-wise, all of it or nothing, and the same file twice changes nothing."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from mensen.models import User
from wijken import kaart
from wijken.models import Gebied, Maat, Plek
from wijken.rows import Cijfers, GebiedRow, Gelezen, MaatRow, PlekRow
from wijken.services.koppelen import propose_links

Key = tuple[str, str, date]
Counts = dict[str, dict[str, int]]
BATCH = 500


def store_rows(*, gelezen: Gelezen, bron: str, by: User | None, dry_run: bool = False) -> dict[str, Any]:
    """Areas, figures and places are in the database, and links between wijken and new areas are proposed.

    Returns per kind how many rows are new, changed and unchanged. With `dry_run` the same is done and undone.
    Existing borders are replaced only by another border; a plan that took over a figure keeps what it took.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '5min'")
        counts: Counts = {}
        touched: set[int] = set()
        if gelezen.gebieden:
            counts["gebieden"], ids = _store_areas(gelezen.gebieden, bron)
            touched |= set(ids.values())
        if gelezen.cijfers.rijen:
            counts["kerncijfers"], ids = _store_figures(gelezen.cijfers, bron, by)
            touched |= set(ids.values())
        if gelezen.plekken:
            counts["plekken"] = _store_places(gelezen.plekken, bron)
        voorstellen = propose_links(gebied_ids=touched)
        transaction.set_rollback(dry_run)
    return {"bewaard": counts, "voorstellen": voorstellen}


# -- areas ---------------------------------------------------------------------------------------------
def _store_areas(rows: list[GebiedRow], bron: str) -> tuple[dict[str, int], dict[Key, int]]:
    """An area with a border replaces what stands under its key; one without only fills a gap."""
    before = {key: (naam, grens, tot) for key, naam, grens, tot in _known(rows)}
    bordered = [row for row in rows if row.grens]
    bare = [row for row in rows if not row.grens]
    Gebied.objects.bulk_create(
        [_as_gebied(row, bron) for row in bordered],
        update_conflicts=True,
        unique_fields=["stelsel", "code", "geldig_van"],
        update_fields=["soort", "naam", "grens", "west", "zuid", "oost", "noord", "geldig_tot", "bron"],
        batch_size=BATCH,
    )
    Gebied.objects.bulk_create(
        [_as_gebied(row, bron) for row in bare], ignore_conflicts=True, batch_size=5_000
    )
    ids = _ids(rows)
    _link_parents(rows, ids)
    same = sum(before.get(_key(row)) == (row.naam, row.grens, row.geldig_tot) for row in bordered)
    kept = sum(_key(row) in before for row in bare)
    new = sum(_key(row) not in before for row in rows)
    return {"nieuw": new, "bijgewerkt": len(rows) - new - same - kept, "ongewijzigd": same + kept}, ids


def _key(row: GebiedRow) -> Key:
    return row.stelsel, row.code, row.geldig_van


def _known(rows: list[GebiedRow]) -> Iterable[tuple[Key, str, Any, date | None]]:
    """What the database holds under the codes of these rows; borders only where they can be compared."""
    codes = [row.code for row in rows if row.grens]
    bare = [row.code for row in rows if not row.grens]
    stelsels = {row.stelsel for row in rows}
    fields = ("stelsel", "code", "geldig_van", "naam", "geldig_tot")
    for stelsel, code, van, naam, tot, grens in Gebied.objects.filter(
        stelsel__in=stelsels, code__in=codes
    ).values_list(*fields, "grens"):
        yield (stelsel, code, van), naam, grens, tot
    for stelsel, code, van, naam, tot in Gebied.objects.filter(
        stelsel__in=stelsels, code__in=bare
    ).values_list(*fields):
        yield (stelsel, code, van), naam, None, tot


def _as_gebied(row: GebiedRow, bron: str) -> Gebied:
    west, zuid, oost, noord = kaart.box(row.grens) or (None, None, None, None)
    return Gebied(
        soort=row.soort,
        stelsel=row.stelsel,
        code=row.code,
        naam=row.naam,
        grens=row.grens,
        west=west,
        zuid=zuid,
        oost=oost,
        noord=noord,
        geldig_van=row.geldig_van,
        geldig_tot=row.geldig_tot,
        bron=bron[:200],
    )


def _ids(rows: Iterable[GebiedRow]) -> dict[Key, int]:
    wanted = {_key(row) for row in rows}
    found = Gebied.objects.filter(
        stelsel__in={key[0] for key in wanted},
        code__in={key[1] for key in wanted},
        geldig_van__in={key[2] for key in wanted},
    ).values_list("stelsel", "code", "geldig_van", "pk")
    return {(stelsel, code, van): pk for stelsel, code, van, pk in found if (stelsel, code, van) in wanted}


def _link_parents(rows: list[GebiedRow], ids: dict[Key, int]) -> None:
    """Each area hangs under its parent of the same system: the newest that was there when it began."""
    codes = {(row.stelsel, row.ouder) for row in rows if row.ouder}
    parents: dict[tuple[str, str], list[tuple[date, int]]] = {}
    candidates = Gebied.objects.filter(stelsel__in={s for s, _ in codes}, code__in={c for _, c in codes})
    for stelsel, code, van, pk in candidates.order_by("geldig_van").values_list(
        "stelsel", "code", "geldig_van", "pk"
    ):
        parents.setdefault((stelsel, code), []).append((van, pk))
    pairs = []
    for row in rows:
        fitting = [
            pk
            for van, pk in parents.get((row.stelsel, row.ouder), [])
            if van <= row.geldig_van and pk != ids[_key(row)]
        ]
        if fitting:
            pairs.append((ids[_key(row)], fitting[-1]))
    if not pairs:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE wijken_gebied g SET ouder_id = v.ouder FROM unnest(%s::bigint[], %s::bigint[]) AS v(id, ouder)"
            " WHERE g.id = v.id AND g.ouder_id IS DISTINCT FROM v.ouder",
            [[child for child, _ in pairs], [parent for _, parent in pairs]],
        )


# -- figures -------------------------------------------------------------------------------------------
def _store_figures(cijfers: Cijfers, bron: str, by: User | None) -> tuple[dict[str, int], dict[Key, int]]:
    """COPY to a staging table, then one INSERT .. SELECT: a hundred thousand figures in seconds."""
    _, gebieden = _store_areas(list(cijfers.gebieden.values()), bron)
    maten = _store_measures(cijfers.maten.values())
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE invoer_cijfer (gebied bigint, maat bigint, jaar int, uitgave text, waarde numeric(16, 4)) ON COMMIT DROP"
        )
        with cursor.copy("COPY invoer_cijfer FROM STDIN") as copy:
            for row in cijfers.rijen:
                key = (row.stelsel, row.code, row.geldig_van)
                copy.write_row(
                    (gebieden[key], maten[row.maat], row.peiljaar, row.uitgave[:80], _fits(row.waarde))
                )
        cursor.execute(_UPSERT, [bron[:200], by.pk if by else None])
        new, changed = cursor.fetchone()
        cursor.execute("DROP TABLE invoer_cijfer")
    return {"nieuw": new, "bijgewerkt": changed, "ongewijzigd": len(cijfers.rijen) - new - changed}, gebieden


_UPSERT = """
WITH stored AS (
    INSERT INTO wijken_kerncijfer AS k (uuid, gebied_id, maat_id, peiljaar, uitgave, waarde, bron_toelichting, door_id, op)
    SELECT gen_random_uuid(), gebied, maat, jaar, uitgave, waarde, %s, %s, now() FROM invoer_cijfer
    ON CONFLICT (gebied_id, maat_id, peiljaar, uitgave) DO UPDATE
    SET waarde = excluded.waarde, bron_toelichting = excluded.bron_toelichting, door_id = excluded.door_id, op = excluded.op
    WHERE k.waarde IS DISTINCT FROM excluded.waarde
    RETURNING (xmax = 0) AS nieuw
)
SELECT count(*) FILTER (WHERE nieuw), count(*) FILTER (WHERE NOT nieuw) FROM stored
"""


def _fits(value: Decimal | None) -> Decimal | None:
    """Four decimals is what we keep; the database would round the same way."""
    return None if value is None else round(value, 4)


def _store_measures(rows: Iterable[MaatRow]) -> dict[str, int]:
    """A measure that is there stays as the beheerder left it; a new one comes with its unit and source."""
    rows = list(rows)
    fields = ("code", "naam", "eenheid", "bron", "richting", "effectgebied", "frequentie", "schaal")
    Maat.objects.bulk_create(
        [Maat(**{name: getattr(row, name) for name in fields}) for row in rows], ignore_conflicts=True
    )
    return dict(Maat.objects.filter(code__in=[row.code for row in rows]).values_list("code", "pk"))


# -- places --------------------------------------------------------------------------------------------
def _store_places(rows: list[PlekRow], bron: str) -> dict[str, int]:
    """A place is known by its number in the source; a wijk or beheerder given to it by hand stays."""
    fields = ("naam", "soort", "adres", "lat", "lng")
    known = Plek.objects.filter(bron_id__in=[row.bron_id for row in rows])
    before = {bron_id: tuple(values) for bron_id, *values in known.values_list("bron_id", *fields)}
    Plek.objects.bulk_create(
        [
            Plek(bron_id=row.bron_id, bron=bron[:120], **{name: getattr(row, name) for name in fields})
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["bron_id"],
        update_fields=[*fields, "bron"],
        batch_size=1_000,
    )
    new = sum(row.bron_id not in before for row in rows)
    same = sum(before.get(row.bron_id) == tuple(getattr(row, name) for name in fields) for row in rows)
    return {"nieuw": new, "bijgewerkt": len(rows) - new - same, "ongewijzigd": same}
