"""Walls in the database: what was agreed stands still, and a plan goes its steps in order."""

import pgtrigger

PLAN_OF_PRIORITEIT = "(SELECT p.wijkplan_id FROM wijkplan_prioriteit p WHERE p.id = row.prioriteit_id)"
PLAN_OF_EFFECT = (
    "(SELECT p.wijkplan_id FROM wijkplan_prioriteit p"
    " JOIN wijkplan_beoogdeffect e ON e.prioriteit_id = p.id WHERE e.id = row.beoogdeffect_id)"
)
PLAN_OF_DOEL = (
    "(SELECT p.wijkplan_id FROM wijkplan_prioriteit p"
    " JOIN wijkplan_doel d ON d.prioriteit_id = p.id WHERE d.id = row.doel_id)"
)


def content_of(naam: str, *, plan: str, but: tuple[str, ...] = ()) -> pgtrigger.Trigger:
    """Rows of this kind change only while their plan is a concept; anything else raises `check_violation`.

    `plan` is SQL that gives the id of the plan of `row`; the columns `but` are no content and may change always.
    """
    guard = f"""
        SELECT w.status INTO stand FROM wijkplan_wijkplan w WHERE w.id = {plan};
        IF stand <> 'concept' THEN
            RAISE check_violation USING MESSAGE = 'content of a plan that is no concept: ' || stand;
        END IF;
    """  # noqa: S608 - constants of our own, never input
    loose = "".join(f" - '{column}'" for column in but)
    return pgtrigger.Trigger(
        name=f"{naam}_content",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("row", "RECORD"), ("stand", "TEXT")],
        func=f"""
            IF TG_OP = 'UPDATE' THEN
                IF to_jsonb(OLD){loose} = to_jsonb(NEW){loose} THEN RETURN NEW; END IF;
            END IF;
            IF TG_OP <> 'INSERT' THEN row := OLD; {guard} END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            row := NEW; {guard}
            RETURN NEW;
        """,
    )


def plan_content() -> pgtrigger.Trigger:
    """Title, wijk, period and version of a plan stand still from the moment parties look at it."""
    kept = ["wijk_id", "titel", "periode_van", "periode_tot", "versie", "vorige_id", "reden", "sluit_aan_op"]
    changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in kept)
    return pgtrigger.Trigger(
        name="wijkplan_content",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=f"""
            IF OLD.status <> 'concept' AND ({changed}) THEN
                RAISE check_violation USING MESSAGE = 'content of a plan that is no concept: ' || OLD.status;
            END IF;
            RETURN NEW;
        """,
    )


def plan_states() -> pgtrigger.Trigger:
    """A plan begins as concept and goes one step at a time.

    It is a concept again only when no text lies before parties any more. It becomes vastgesteld only when the last
    Voorlegging was not withdrawn, somebody was asked, and each asked party agreed (with or without reservation) or is
    recorded as absent; geevalueerd only when it was evaluated as a whole. A version in force is archived early only
    when a newer version took its place.
    """
    return pgtrigger.Trigger(
        name="wijkplan_states",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        declare=[("laatste", "BIGINT")],
        func="""
            IF TG_OP = 'INSERT' THEN
                IF NEW.status <> 'concept' THEN
                    RAISE check_violation USING MESSAGE = 'a plan begins as concept';
                END IF;
                RETURN NEW;
            END IF;
            IF OLD.status = NEW.status THEN RETURN NEW; END IF;
            IF NOT (OLD.status || '>' || NEW.status = ANY (ARRAY[
                'concept>in_ronde', 'in_ronde>concept', 'in_ronde>vastgesteld', 'vastgesteld>in_uitvoering',
                'in_uitvoering>geevalueerd', 'geevalueerd>gearchiveerd',
                'vastgesteld>gearchiveerd', 'in_uitvoering>gearchiveerd'])) THEN
                RAISE check_violation USING MESSAGE = 'no such step: ' || OLD.status || ' to ' || NEW.status;
            END IF;
            IF NEW.status = 'concept' AND EXISTS (
                SELECT 1 FROM wijkplan_voorlegging v WHERE v.wijkplan_id = NEW.id AND v.ingetrokken_op IS NULL) THEN
                RAISE check_violation USING MESSAGE = 'a text still lies before parties';
            END IF;
            IF NEW.status = 'gearchiveerd' AND OLD.status <> 'geevalueerd' AND NOT EXISTS (
                SELECT 1 FROM wijkplan_wijkplan n WHERE n.vorige_id = NEW.id
                AND n.status IN ('vastgesteld', 'in_uitvoering', 'geevalueerd')) THEN
                RAISE check_violation USING MESSAGE = 'only a version that was replaced is archived early';
            END IF;
            IF NEW.status = 'vastgesteld' THEN
                SELECT v.id INTO laatste FROM wijkplan_voorlegging v
                    WHERE v.wijkplan_id = NEW.id AND v.ingetrokken_op IS NULL ORDER BY v.nummer DESC LIMIT 1;
                IF laatste IS NULL
                    OR NOT EXISTS (SELECT 1 FROM wijkplan_akkoord a WHERE a.voorlegging_id = laatste
                        AND a.antwoord IN ('akkoord', 'voorbehoud'))
                    OR EXISTS (SELECT 1 FROM wijkplan_akkoord a WHERE a.voorlegging_id = laatste
                        AND a.antwoord NOT IN ('akkoord', 'voorbehoud', 'afwezig')) THEN
                    RAISE check_violation USING MESSAGE = 'not every asked party agreed';
                END IF;
            END IF;
            IF NEW.status = 'geevalueerd' AND NOT EXISTS (
                SELECT 1 FROM wijkplan_evaluatie e WHERE e.wijkplan_id = NEW.id
                AND e.prioriteit_id IS NULL AND e.project_id IS NULL) THEN
                RAISE check_violation USING MESSAGE = 'nobody evaluated the plan as a whole';
            END IF;
            RETURN NEW;
        """,
    )


def answers() -> pgtrigger.Trigger:
    """A party answers the exact text that lies before it, for itself, and an answer it gave is never undone.

    A yes or no may become another answer of the party, but no silence and no absence; the row of a party that was
    asked stays.
    """
    return pgtrigger.Trigger(
        name="akkoord_exact_text",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("echt", "TEXT"), ("weg", "TIMESTAMPTZ"), ("stand", "TEXT")],
        func="""
            IF TG_OP = 'DELETE' THEN
                RAISE check_violation USING MESSAGE = 'a party that was asked stays asked';
            END IF;
            SELECT v.kenmerk, v.ingetrokken_op, w.status INTO echt, weg, stand
                FROM wijkplan_voorlegging v JOIN wijkplan_wijkplan w ON w.id = v.wijkplan_id
                WHERE v.id = NEW.voorlegging_id;
            IF NEW.antwoord <> '' AND NEW.kenmerk <> echt THEN
                RAISE check_violation USING MESSAGE = 'an answer to another text';
            END IF;
            IF weg IS NOT NULL OR stand <> 'in_ronde' THEN
                RAISE check_violation USING MESSAGE = 'this text is no longer asked about';
            END IF;
            IF TG_OP = 'UPDATE' THEN
                IF (OLD.voorlegging_id, OLD.partner_id) <> (NEW.voorlegging_id, NEW.partner_id) THEN
                    RAISE check_violation USING MESSAGE = 'an answer stays with its text and its party';
                END IF;
                IF OLD.antwoord IN ('akkoord', 'voorbehoud', 'niet_akkoord') AND NEW.antwoord IN ('', 'afwezig')
                    OR OLD.antwoord <> '' AND NEW.antwoord = '' THEN
                    RAISE check_violation USING MESSAGE = 'an answer that was given is never undone';
                END IF;
            END IF;
            RETURN NEW;
        """,
    )


def closed_round(naam: str, *, ronde: str) -> pgtrigger.Trigger:
    """What is said in a round stands still once it is closed; `ronde` is SQL that gives the id of the round of `row`."""
    return _of_round(f"{naam}_open_round", ronde=ronde, refused="stand = 'gesloten'")


def planned_round(naam: str) -> pgtrigger.Trigger:
    """What a round is about and who is asked (`naam`) is made and changed only while the round is planned.

    A priority that leaves the plan leaves its option behind, without the link; `_of_round` lets that pass.
    """
    return _of_round(f"{naam}_planned_round", ronde="row.ronde_id", refused="stand <> 'gepland'")


def _of_round(name: str, *, ronde: str, refused: str) -> pgtrigger.Trigger:
    """Rows that stand still in some states of their round, also against moving them to another round."""
    guard = f"""
        SELECT r.status INTO stand FROM wijkplan_ronde r WHERE r.id = {ronde};
        IF {refused} THEN
            RAISE check_violation USING MESSAGE = 'a round stands still once it is ' || stand;
        END IF;
    """  # noqa: S608 - constants of our own, never input
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("row", "RECORD"), ("stand", "TEXT"), ("link", "TEXT")],
        func=f"""
            IF TG_OP = 'UPDATE' THEN
                link := to_jsonb(NEW) ->> 'prioriteit_id';
                IF link IS NULL AND to_jsonb(OLD) - 'prioriteit_id' = to_jsonb(NEW) - 'prioriteit_id' THEN
                    RETURN NEW;
                END IF;
            END IF;
            IF TG_OP <> 'INSERT' THEN row := OLD; {guard} END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            row := NEW; {guard}
            RETURN NEW;
        """,
    )


def round_states() -> pgtrigger.Trigger:
    """A round is made planned and goes `gepland → open → gesloten`; its settings stand still once it was open.

    Opening may set its moment (`opent`), an open round may close at another moment (`sluit`), closing stores the
    outcome; after that nothing of it changes.
    """
    return pgtrigger.Trigger(
        name="ronde_states",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        declare=[("loose", "TEXT[]")],
        func="""
            IF TG_OP = 'INSERT' THEN
                IF NEW.status <> 'gepland' THEN
                    RAISE check_violation USING MESSAGE = 'a round begins planned';
                END IF;
                RETURN NEW;
            END IF;
            IF OLD.status = 'gepland' AND NEW.status IN ('gepland', 'open') THEN RETURN NEW; END IF;
            loose := CASE
                WHEN OLD.status = 'open' AND NEW.status IN ('open', 'gesloten')
                    THEN ARRAY['status', 'slot', 'sluit', 'gesloten_op', 'gesloten_door_id', 'uitkomst']
                ELSE ARRAY[]::TEXT[]
            END;
            IF to_jsonb(OLD) - loose <> to_jsonb(NEW) - loose THEN
                RAISE check_violation USING MESSAGE = 'a round stands still once it is ' || OLD.status;
            END IF;
            RETURN NEW;
        """,
    )


def meting_in_closed_period() -> pgtrigger.Trigger:
    """Measurements of a closed period of a wijk stand still, in whatever version of its plan they were made.

    Only the person named by the running history context writes there, while an Ontgrendeling of hers lasts.
    """
    guard = """
        IF EXISTS (
            SELECT 1 FROM wijkplan_indicator i
            JOIN wijkplan_doel d ON d.id = i.doel_id
            JOIN wijkplan_prioriteit p ON p.id = d.prioriteit_id
            JOIN wijkplan_wijkplan w ON w.id = p.wijkplan_id
            JOIN wijkplan_wijkplan v ON v.wijk_id = w.wijk_id
            JOIN wijkplan_periodeslot s ON s.wijkplan_id = v.id
            WHERE i.id = row.indicator_id AND s.tot >= LEAST(row.peildatum, row.periode_tot)
        ) AND NOT EXISTS (
            SELECT 1 FROM wijkplan_indicator i
            JOIN wijkplan_doel d ON d.id = i.doel_id
            JOIN wijkplan_prioriteit p ON p.id = d.prioriteit_id
            JOIN wijkplan_wijkplan w ON w.id = p.wijkplan_id
            JOIN wijkplan_wijkplan v ON v.wijk_id = w.wijk_id
            JOIN wijkplan_ontgrendeling o ON o.wijkplan_id = v.id
            WHERE i.id = row.indicator_id AND o.voor_id::text = wie AND o.verloopt_op > now()
        ) THEN
            RAISE check_violation USING MESSAGE = 'measurements of a closed period stand still';
        END IF;
    """
    return pgtrigger.Trigger(
        name="meting_closed_period",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("row", "RECORD"), ("wie", "TEXT")],
        func=f"""
            wie := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'door';
            IF TG_OP <> 'INSERT' THEN row := OLD; {guard} END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            row := NEW; {guard}
            RETURN NEW;
        """,
    )


def meting_states() -> pgtrigger.Trigger:
    """A measurement goes its steps: what is vastgesteld is corrected, never taken back to a draft."""
    return pgtrigger.FSM(
        name="meting_states",
        field="status",
        transitions=[
            ("concept", "ingediend"),
            ("concept", "vastgesteld"),
            ("ingediend", "vastgesteld"),
            ("ingediend", "teruggelegd"),
            ("teruggelegd", "ingediend"),
            ("teruggelegd", "vastgesteld"),
        ],
    )
