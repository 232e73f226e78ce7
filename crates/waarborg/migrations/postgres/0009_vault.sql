-- The contents (policy 2-14, 5, 6.9; AVG 32). Nothing here can be read without a master key, which is not here.

-- The key of each subject, wrapped. Destroying it makes every value of that person unreadable, in backups too.
CREATE TABLE vault_key (
    subject TEXT PRIMARY KEY REFERENCES records_subject (id),
    master TEXT NOT NULL, -- id of the master key that wraps it
    wrapped BYTEA NOT NULL, -- empty once destroyed
    destroyed_at BIGINT, -- ms
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    updated_by TEXT NOT NULL
);
CREATE INDEX vault_key_master ON vault_key (master);

-- The value of an item, sealed under its subject's key and bound to this row.
CREATE TABLE vault_content (
    item TEXT PRIMARY KEY REFERENCES records_item (id),
    value BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    updated_by TEXT NOT NULL
);
