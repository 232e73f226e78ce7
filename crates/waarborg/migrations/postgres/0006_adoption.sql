-- Versions of the policy (policy 6.14, AVG 24(2)): proposed, advised on, adopted or rejected.

CREATE TABLE adoption_version (
    number BIGINT PRIMARY KEY,          -- 1, 2, 3 ...; never used again
    name TEXT NOT NULL,                 -- what rulings call it: edition and the beginning of the hash
    hash TEXT NOT NULL,                 -- SHA-256 of the files that can change a ruling
    sources TEXT NOT NULL,              -- all files, as JSON: path to text
    note TEXT NOT NULL,                 -- what changes and why, in plain words
    base BIGINT,                       -- the version it was compared with
    stage TEXT NOT NULL CHECK (stage IN ('first', 'draft', 'advised', 'adopted', 'rejected')),
    proposed_at BIGINT NOT NULL,       -- ms
    proposed_by TEXT NOT NULL,          -- account or client id
    proposed_role TEXT NOT NULL,        -- in which role
    advice TEXT CHECK (advice IN ('positive', 'negative')), -- of the FG
    advice_text TEXT,                   -- why
    advised_at BIGINT,                 -- ms
    advised_by TEXT,                    -- account id
    advised_role TEXT,                  -- in which role
    decision_text TEXT,                 -- why the daily board decided so; may be empty
    decided_at BIGINT,                 -- ms
    decided_by TEXT,                    -- account id
    decided_role TEXT,                  -- in which role
    in_force_day TEXT,                  -- first day of an adopted version; none for the first
    created_at BIGINT NOT NULL,        -- ms
    updated_at BIGINT NOT NULL,        -- ms
    updated_by TEXT NOT NULL            -- name of the transaction
);

-- What became of each promise under a version.
CREATE TABLE adoption_proof (
    version BIGINT NOT NULL REFERENCES adoption_version (number),
    place BIGINT NOT NULL,             -- the order in which they are shown
    promise TEXT NOT NULL,              -- name of the promise
    norms TEXT NOT NULL,                -- statements of the policy, with commas between them
    sentence TEXT NOT NULL,             -- the promise in Dutch
    result TEXT NOT NULL CHECK (result IN ('proved', 'refuted', 'unknown')),
    story TEXT,                         -- the counterexample as a story, in Dutch
    facts TEXT,                         -- its facts as JSON, made by a solver: about nobody
    solver TEXT NOT NULL,               -- which solver
    created_at BIGINT NOT NULL,        -- ms
    updated_at BIGINT NOT NULL,        -- equals created_at: rows never change
    updated_by TEXT NOT NULL,           -- name of the transaction
    PRIMARY KEY (version, place)
);

-- How the answers to each question differ from those of the version before.
CREATE TABLE adoption_difference (
    version BIGINT NOT NULL REFERENCES adoption_version (number),
    place BIGINT NOT NULL,             -- the order in which they are shown
    question TEXT NOT NULL,             -- such as disclose
    law TEXT NOT NULL,                  -- avg or wbp
    layer TEXT NOT NULL,                -- the verdict that is compared: policy, law or ruling
    direction TEXT NOT NULL CHECK (direction IN ('wider', 'narrower', 'both', 'equal', 'unknown')),
    wider TEXT,                         -- facts that only the new version allows, made by a solver
    narrower TEXT,                      -- facts that only the old version allows, made by a solver
    created_at BIGINT NOT NULL,        -- ms
    updated_at BIGINT NOT NULL,        -- equals created_at: rows never change
    updated_by TEXT NOT NULL,           -- name of the transaction
    PRIMARY KEY (version, place)
);

-- Past rulings that would come out otherwise.
CREATE TABLE adoption_changed (
    version BIGINT NOT NULL REFERENCES adoption_version (number),
    ruling TEXT NOT NULL,               -- id of the ruling in the journal
    outcome_then TEXT NOT NULL,         -- as it was given
    outcome_now TEXT NOT NULL,          -- by this version
    created_at BIGINT NOT NULL,        -- ms
    updated_at BIGINT NOT NULL,        -- equals created_at: rows never change
    updated_by TEXT NOT NULL,           -- name of the transaction
    PRIMARY KEY (version, ruling)
);

CREATE FUNCTION adoption_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was decided or is known of a version of the policy never changes';
END;
$$;

-- What was decided stays; a draft takes its steps, but its text stays as it was proposed.
CREATE TRIGGER adoption_version_decided BEFORE UPDATE ON adoption_version FOR EACH ROW
WHEN (OLD.stage IN ('first', 'adopted', 'rejected') OR OLD.number <> NEW.number OR OLD.sources <> NEW.sources)
EXECUTE FUNCTION adoption_refuse();

CREATE TRIGGER adoption_version_keep BEFORE DELETE ON adoption_version
FOR EACH ROW EXECUTE FUNCTION adoption_refuse();

CREATE TRIGGER adoption_proof_keep BEFORE UPDATE OR DELETE ON adoption_proof
FOR EACH ROW EXECUTE FUNCTION adoption_refuse();

CREATE TRIGGER adoption_difference_keep BEFORE UPDATE OR DELETE ON adoption_difference
FOR EACH ROW EXECUTE FUNCTION adoption_refuse();

CREATE TRIGGER adoption_changed_keep BEFORE UPDATE OR DELETE ON adoption_changed
FOR EACH ROW EXECUTE FUNCTION adoption_refuse();
