"""Multiplies the rows people log, in the database and under the same constraints, for benchmarks."""
# ruff: noqa: S608 - every statement is made of constants

from django.db import connection

NIEUW = "md5(oud.client_id::text || '-' || n)::uuid"
BIJEENKOMST = f"""
INSERT INTO activiteiten_bijeenkomst (slot, uuid, client_id, activiteit_id, begin, eind, plek_id, titel, status,
    aantal_deelnemers, nieuw_aanwezig, helpers_uit_wijk, verbindend, telt_id, geteld_door_id, geteld_op,
    volgens_id)
SELECT slot, gen_random_uuid(), {NIEUW}, activiteit_id, begin, eind, plek_id, titel, status, aantal_deelnemers,
    nieuw_aanwezig, helpers_uit_wijk, verbindend, telt_id, geteld_door_id, geteld_op, volgens_id
FROM activiteiten_bijeenkomst oud, generate_series(2, %s) n
WHERE status <> 'gepland'
"""
INZET = f"""
INSERT INTO activiteiten_inzet (bijeenkomst_id, user_id, rol, status)
SELECT nieuw.id, inzet.user_id, inzet.rol, inzet.status
FROM activiteiten_bijeenkomst oud
JOIN generate_series(2, %s) n ON true
JOIN activiteiten_bijeenkomst nieuw ON nieuw.client_id = {NIEUW}
JOIN activiteiten_inzet inzet ON inzet.bijeenkomst_id = oud.id
"""
TELLING = f"""
INSERT INTO activiteiten_telling (uuid, client_id, body_hash, bijeenkomst_id, aantal, door_id, op, seconden,
    afwijkend, beslist_door_id, beslist_op)
SELECT gen_random_uuid(), md5(telling.client_id::text || '-' || n)::uuid, telling.body_hash, nieuw.id,
    telling.aantal, telling.door_id, telling.op, telling.seconden, telling.afwijkend, telling.beslist_door_id,
    telling.beslist_op
FROM activiteiten_bijeenkomst oud
JOIN generate_series(2, %s) n ON true
JOIN activiteiten_bijeenkomst nieuw ON nieuw.client_id = {NIEUW}
JOIN activiteiten_telling telling ON telling.bijeenkomst_id = oud.id
"""
CONTACTMOMENT = f"""
INSERT INTO bewoners_contactmoment (uuid, client_id, body_hash, wijk_id, door_id, datum, op, wie, relatie_id, hoe,
    duur, themas, bijeenkomst_id, seconden)
SELECT gen_random_uuid(), {NIEUW}, body_hash, wijk_id, door_id, datum, op, wie, relatie_id, hoe, duur, themas,
    bijeenkomst_id, seconden
FROM bewoners_contactmoment oud, generate_series(2, %s) n
"""


def multiply(times: int) -> None:
    """Let each bijeenkomst that was, its counts and inzet, and each contact moment stand there `times` times."""
    with connection.cursor() as cursor:
        for statement in (BIJEENKOMST, INZET, TELLING, CONTACTMOMENT):
            cursor.execute(statement, [times])
        for table in ("activiteiten_bijeenkomst", "activiteiten_inzet", "bewoners_contactmoment"):
            cursor.execute(f"ANALYZE {table}")
