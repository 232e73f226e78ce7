-- The contents (policy 2-14, 5, 6.9; AVG 32). Nothing here can be read without a master key, which is not here.

-- The key of each subject, wrapped. Destroying it makes every value of that person unreadable, in backups too.
CREATE TABLE vault_key (
    subject TEXT PRIMARY KEY REFERENCES records_subject (id),
    master TEXT NOT NULL, -- id of the master key that wraps it
    wrapped BLOB NOT NULL, -- empty once destroyed
    destroyed_at INTEGER, -- ms
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX vault_key_master ON vault_key (master);

-- The value of an item, sealed under its subject's key and bound to this row.
CREATE TABLE vault_content (
    item TEXT PRIMARY KEY REFERENCES records_item (id),
    value BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT NOT NULL
) STRICT;
