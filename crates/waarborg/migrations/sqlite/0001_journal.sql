-- The journal (policy 2 and 5): append only. No column here goes without proof: every entry is hashed with all its
-- columns, tiles and head follow from the entries, a checkpoint is signed, a policy is named by its hash. That is why
-- these tables lack the columns about changes that other tables end with: nothing here ever changes. WITHOUT ROWID:
-- the key is stored once, so no damage hides behind an index that is whole.

CREATE TABLE journal_entry (
    number INTEGER PRIMARY KEY, -- the place in the log, from 0; the leaf's index in the tree
    kind TEXT NOT NULL, -- processing (Logboek Dataverwerkingen), decision (Authorization Decision Log), audit
    trace TEXT NOT NULL, -- 32 hexadecimal digits; ties the records of one processing together
    span TEXT NOT NULL, -- 16 hexadecimal digits
    ruling TEXT, -- the ruling this entry belongs to
    activity TEXT, -- URI of the processing activity in a register
    subject TEXT, -- keyed hash of the person's id; the id itself is nowhere
    started_at INTEGER NOT NULL, -- ms
    written_at INTEGER NOT NULL, -- ms; the moment of the transaction
    written_by TEXT NOT NULL, -- the name of the transaction
    leaf BLOB NOT NULL, -- RFC 6962 leaf hash of all other columns
    body TEXT NOT NULL -- the record as canonical JSON
) STRICT;
CREATE INDEX journal_entry_ruling ON journal_entry (ruling) WHERE kind = 'decision';
CREATE INDEX journal_entry_trace ON journal_entry (trace) WHERE kind = 'processing';
CREATE INDEX journal_entry_activity ON journal_entry (activity, started_at)
    WHERE kind = 'processing' AND activity IS NOT NULL;
CREATE INDEX journal_entry_subject ON journal_entry (subject, started_at)
    WHERE kind = 'processing' AND subject IS NOT NULL;

-- One row: the right edge of the tree.
CREATE TABLE journal_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    size INTEGER NOT NULL, -- entries so far
    frontier BLOB NOT NULL -- the roots of the complete subtrees, with the size before them
) STRICT;

-- Full tiles of 256 hashes (C2SP tlog-tiles): what proofs are made from.
CREATE TABLE journal_tile (
    level INTEGER NOT NULL, -- 0: leaves; n: roots of tiles of level n-1
    number INTEGER NOT NULL, -- from 0
    hashes BLOB NOT NULL, -- 256 times 32 bytes
    root BLOB NOT NULL, -- the root above them
    PRIMARY KEY (level, number)
) STRICT, WITHOUT ROWID;

-- Signed states of the log (C2SP tlog-checkpoint).
CREATE TABLE journal_checkpoint (
    size INTEGER NOT NULL, -- entries it covers
    note TEXT NOT NULL, -- the signed note
    PRIMARY KEY (size, note)
) STRICT, WITHOUT ROWID;

-- Every policy that a ruling was made with, so that the ruling can be made again.
CREATE TABLE journal_policy (
    hash TEXT PRIMARY KEY, -- names the policy
    sources TEXT NOT NULL -- its files, as JSON; the audit entry `policy.keep` has their SHA-256
) STRICT, WITHOUT ROWID;
