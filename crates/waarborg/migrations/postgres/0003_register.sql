-- The register of processing activities (policy 2, AVG 30).

-- One row per activity: a pointer to its latest version, for lists.
CREATE TABLE register_activity (
    id TEXT PRIMARY KEY,                -- REG-01; never used again
    latest_version BIGINT NOT NULL,    -- number of the version that holds now
    status TEXT NOT NULL CHECK (status IN ('draft', 'active', 'closed')), -- of that version
    owner TEXT NOT NULL,                -- code of the department that answers for it; empty in a draft
    created_at BIGINT NOT NULL,        -- milliseconds since 1970
    updated_at BIGINT NOT NULL,        -- milliseconds since 1970
    updated_by TEXT NOT NULL            -- name of the transaction
);

CREATE INDEX register_activity_owner ON register_activity (owner, id);

-- Every change is a new row; a version holds from recorded_at until that of the next one.
CREATE TABLE register_version (
    activity_id TEXT NOT NULL,          -- which activity
    version BIGINT NOT NULL,           -- 1, 2, 3 ...
    status TEXT NOT NULL CHECK (status IN ('draft', 'active', 'closed')), -- from this version on
    document TEXT NOT NULL,             -- what the register says, as JSON
    end_day TEXT,                       -- last day of a closed activity
    successor_id TEXT,                  -- the activity that takes its place
    author_id TEXT NOT NULL,            -- who made this version: an account or client id, never a name
    author_role TEXT NOT NULL,          -- in which role
    reason TEXT NOT NULL,               -- why, in the author's words; may be empty
    recorded_at BIGINT NOT NULL,       -- milliseconds since 1970
    created_at BIGINT NOT NULL,        -- milliseconds since 1970
    updated_at BIGINT NOT NULL,        -- equals created_at: rows never change
    updated_by TEXT NOT NULL,           -- name of the transaction
    PRIMARY KEY (activity_id, version)
);

CREATE INDEX register_version_time ON register_version (activity_id, recorded_at, version);

CREATE FUNCTION register_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'versions of the register never change, activities are never deleted';
END;
$$;

CREATE TRIGGER register_version_keep BEFORE UPDATE OR DELETE ON register_version
FOR EACH ROW EXECUTE FUNCTION register_keep();

CREATE TRIGGER register_activity_keep BEFORE DELETE ON register_activity
FOR EACH ROW EXECUTE FUNCTION register_keep();
