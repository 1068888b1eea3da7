from django.db import migrations

# What a priority grew out of first is its own version before; others were merged into it later. Of those that were split
# the first goes on with the line, the rest begins a line of its own. What was agreed stands still in the database, and
# which line a priority is on is not what was agreed: the wall around it looks away for this one statement.
KEEP = """
SELECT set_config('pgtrigger.ignore', '{pgtrigger_prioriteit_content_5cd65}', true);
WITH RECURSIVE grown AS (
    SELECT DISTINCT ON (from_prioriteit_id) from_prioriteit_id AS id, to_prioriteit_id AS uit
    FROM wijkplan_prioriteit_uit ORDER BY from_prioriteit_id, id
), kept AS (
    SELECT DISTINCT ON (p.wijkplan_id, g.uit) p.id, g.uit
    FROM grown g JOIN wijkplan_prioriteit p ON p.id = g.id ORDER BY p.wijkplan_id, g.uit, p.id
), line AS (
    SELECT p.id, p.lijn FROM wijkplan_prioriteit p WHERE NOT EXISTS (SELECT 1 FROM kept k WHERE k.id = p.id)
    UNION ALL
    SELECT k.id, l.lijn FROM kept k JOIN line l ON l.id = k.uit
)
UPDATE wijkplan_prioriteit p SET lijn = l.lijn FROM line l WHERE l.id = p.id AND p.lijn <> l.lijn;
SELECT set_config('pgtrigger.ignore', NULL, true);
"""


class Migration(migrations.Migration):
    dependencies = [("wijkplan", "0015_give_priorities_a_line")]
    operations = [migrations.RunSQL(KEEP, migrations.RunSQL.noop)]
