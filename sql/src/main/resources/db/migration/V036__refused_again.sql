-- Of runs refused one after the other for the same files, the newest alone keeps what it would have set aside: a schedule that meets a
-- bad file every few minutes would fill the database with copies of it. What any other run set aside stays, whoever asks.

CREATE FUNCTION refuse_loss_of_suspense() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept record;
BEGIN
    SELECT s.suspense_id, s.run_id INTO kept
    FROM gone g JOIN suspense s USING (suspense_id) JOIN run r USING (run_id) WHERE r.state <> 'failed' LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'suspense % is of run %, which was not refused: it stays', kept.suspense_id, kept.run_id
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION refuse_loss_of_suspense IS 'By statement: places of suspense go only with what refused runs would have set aside.';

DROP TRIGGER append_only ON suspense_range;
CREATE TRIGGER unchanging BEFORE UPDATE OR TRUNCATE ON suspense_range FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER of_refused_run AFTER DELETE ON suspense_range REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_loss_of_suspense();
GRANT DELETE ON suspense_range TO reckon_writer;
COMMENT ON TABLE suspense_range IS 'Which lines of the segment a suspense row speaks of. Never changed; goes with its row alone.';

CREATE FUNCTION refuse_loss_of_suspended() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept record;
BEGIN
    SELECT g.suspense_id, g.run_id INTO kept FROM gone g JOIN run r USING (run_id) WHERE r.state <> 'failed' LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'suspense % is of run %, which was not refused: it stays', kept.suspense_id, kept.run_id
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION refuse_loss_of_suspended IS 'By statement: rows of suspense go only where their run was refused.';

CREATE TRIGGER unchanging BEFORE TRUNCATE ON suspense FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER of_refused_run AFTER DELETE ON suspense REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_loss_of_suspended();
GRANT DELETE ON suspense TO reckon_writer;
COMMENT ON TABLE suspense IS 'Lines set aside, grouped by reason, detail and segment. The text stays in the segment. Of runs refused one after the other for the same files, the newest alone keeps its rows.';
