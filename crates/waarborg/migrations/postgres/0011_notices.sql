-- The duty to inform (policy 2-16 to 2-19, 6.3; AVG 13, 14): which data came in from where, until when the person had to be
-- told, and what was done. Codes, ids and days only.

CREATE TABLE notices_collection (
    id TEXT PRIMARY KEY,                -- 32 hexadecimal digits of chance
    subject TEXT NOT NULL REFERENCES records_subject (id),
    file TEXT NOT NULL REFERENCES records_file (id),
    activity TEXT NOT NULL,             -- of the register
    law TEXT NOT NULL,                  -- purpose code: PW, WGS ...
    obtained_from TEXT NOT NULL CHECK (obtained_from IN ('subject', 'elsewhere')),
    source TEXT NOT NULL,               -- an organisation, form or talk; never a person
    obtained_day TEXT NOT NULL,
    recorded_day TEXT NOT NULL,
    only_for_third BIGINT NOT NULL,    -- 1: collected only to pass on (6.3-4)
    policy_day TEXT,                    -- the last day by the policy; none until the first disclosure
    wbp_day TEXT,                       -- the last day by the law then
    avg_day TEXT NOT NULL,              -- the last day by the law now
    binding_day TEXT NOT NULL,          -- the earliest of these
    state TEXT NOT NULL CHECK (state IN ('open', 'deferred', 'exempt', 'met')),
    due_day TEXT NOT NULL,              -- the last day as things stand
    created_at BIGINT NOT NULL,        -- ms
    updated_at BIGINT NOT NULL,        -- ms
    updated_by TEXT NOT NULL            -- name of the transaction
);
CREATE INDEX notices_collection_file ON notices_collection (file, subject);
CREATE INDEX notices_collection_due ON notices_collection (state, due_day);

CREATE TABLE notices_step (
    collection TEXT NOT NULL REFERENCES notices_collection (id),
    place BIGINT NOT NULL,             -- 1, 2, 3 ...
    deed TEXT NOT NULL CHECK (deed IN ('told', 'known', 'waived', 'deferred', 'disclosed')),
    day TEXT NOT NULL,                  -- told, known since, or disclosed on
    channel TEXT,                       -- form, letter, email, oral
    teller TEXT,                        -- account of who told it orally
    script TEXT,                        -- code of the script of the talk
    notice TEXT,                        -- activity of the notice that was given or known
    version BIGINT,                    -- version of its register entry
    elements TEXT,                      -- what was known, with commas between
    provision TEXT,                     -- of the law that waives
    reason TEXT,                        -- code of why it waits
    until_day TEXT,                     -- when it is due again
    reviewer TEXT,                      -- account of who looks again
    by_id TEXT NOT NULL,
    by_role TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,        -- equals created_at: rows never change
    updated_by TEXT NOT NULL,
    PRIMARY KEY (collection, place)
);

CREATE FUNCTION notices_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was collected and what was done about telling never changes';
END;
$$;

CREATE TRIGGER notices_collection_update BEFORE UPDATE ON notices_collection FOR EACH ROW
WHEN (OLD.subject <> NEW.subject OR OLD.file <> NEW.file OR OLD.obtained_day <> NEW.obtained_day
    OR OLD.recorded_day <> NEW.recorded_day OR OLD.binding_day <> NEW.binding_day)
EXECUTE FUNCTION notices_refuse();

CREATE TRIGGER notices_collection_delete BEFORE DELETE ON notices_collection
FOR EACH ROW EXECUTE FUNCTION notices_refuse();

CREATE TRIGGER notices_step_keep BEFORE UPDATE OR DELETE ON notices_step
FOR EACH ROW EXECUTE FUNCTION notices_refuse();
