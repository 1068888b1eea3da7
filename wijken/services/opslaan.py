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
from wijken.services.koppelen import BY_NAME, propose_links

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
            touched |= {ids[_key(row)] for row in gelezen.gebieden if row.soort in BY_NAME}
        if gelezen.cijfers.rijen:
            counts["kerncijfers"], ids = _store_figures(gelezen.cijfers, bron, by)
            touched |= {ids[key] for key, row in gelezen.cijfers.gebieden.items() if row.soort in BY_NAME}
        if gelezen.plekken:
            counts["plekken"] = _store_places(gelezen.plekken, bron)
        voorstellen = propose_links(gebied_ids=touched)
        transaction.set_rollback(dry_run)
    return {"bewaard": counts, "voorstellen": voorstellen}


# -- areas ---------------------------------------------------------------------------------------------
def _store_areas(rows: list[GebiedRow], bron: str) -> tuple[dict[str, int], dict[Key, int]]:
    """An area with a border replaces what stands under its key; one without only fills a gap."""
    bordered = [row for row in rows if row.grens]
    before = _known(bordered)
    Gebied.objects.bulk_create(
        [_as_gebied(row, bron) for row in bordered],
        update_conflicts=True,
        unique_fields=["stelsel", "code", "geldig_van"],
        update_fields=["soort", "naam", "grens", "west", "zuid", "oost", "noord", "geldig_tot", "bron"],
        batch_size=BATCH,
    )
    with connection.cursor() as cursor:
        cursor.execute(_STAGE_AREAS)
        with cursor.copy("COPY invoer_gebied FROM STDIN") as copy:
            for row in rows:
                copy.write_row((*_key(row), row.geldig_tot, row.soort, row.naam, row.ouder))
        cursor.execute(_INSERT_AREAS, [bron[:200]])
        filled = cursor.rowcount
        cursor.execute(_LINK_PARENTS)
        cursor.execute(_AREA_IDS)
        ids = {(stelsel, code, van): pk for stelsel, code, van, pk in cursor.fetchall()}
        cursor.execute("DROP TABLE invoer_gebied")
    new = filled + sum(_key(row) not in before for row in bordered)
    same = sum(before.get(_key(row)) == (row.naam, row.grens, row.geldig_tot) for row in bordered)
    changed = sum(_key(row) in before for row in bordered) - same
    return {"nieuw": new, "bijgewerkt": changed, "ongewijzigd": len(rows) - new - changed}, ids


_STAGE_AREAS = """
CREATE TEMP TABLE invoer_gebied (
    stelsel text, code text, van date, tot date, soort text, naam text, ouder text
) ON COMMIT DROP
"""
_INSERT_AREAS = """
INSERT INTO wijken_gebied (uuid, stelsel, code, geldig_van, geldig_tot, soort, naam, bron)
SELECT gen_random_uuid(), stelsel, code, van, tot, soort, naam, %s FROM invoer_gebied
ON CONFLICT (stelsel, code, geldig_van) DO NOTHING
"""
# The parent is the newest area of that code, in the same system, that was there when the child began.
_LINK_PARENTS = """
UPDATE wijken_gebied g SET ouder_id = p.id
FROM invoer_gebied i CROSS JOIN LATERAL (
    SELECT id FROM wijken_gebied WHERE stelsel = i.stelsel AND code = i.ouder AND geldig_van <= i.van
    ORDER BY geldig_van DESC LIMIT 1
) p
WHERE i.ouder <> '' AND g.stelsel = i.stelsel AND g.code = i.code AND g.geldig_van = i.van
AND g.id <> p.id AND g.ouder_id IS DISTINCT FROM p.id
"""
_AREA_IDS = """
SELECT g.stelsel, g.code, g.geldig_van, g.id FROM invoer_gebied i
JOIN wijken_gebied g ON g.stelsel = i.stelsel AND g.code = i.code AND g.geldig_van = i.van
"""


def _key(row: GebiedRow) -> Key:
    return row.stelsel, row.code, row.geldig_van


def _known(rows: list[GebiedRow]) -> dict[Key, tuple[Any, ...]]:
    """What stands under the keys of these rows: name, border and last day."""
    wanted = {_key(row) for row in rows}
    found = Gebied.objects.filter(
        stelsel__in={row.stelsel for row in rows}, code__in={row.code for row in rows}
    ).values_list("stelsel", "code", "geldig_van", "naam", "grens", "geldig_tot")
    return {(row[0], row[1], row[2]): tuple(row[3:]) for row in found if row[:3] in wanted}


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
