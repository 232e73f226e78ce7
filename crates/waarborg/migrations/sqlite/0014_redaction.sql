-- Documents from which personal data has to go before anyone else sees them (policy 6.5, 6.12; Woo 5.1, Wob 10).

CREATE TABLE redaction_document (
    id TEXT PRIMARY KEY, -- 32 hexadecimal digits of chance
    number TEXT NOT NULL UNIQUE, -- what people call it: D-2026-00017; no data of a person
    kind TEXT NOT NULL, -- which kind of file, by its extension: pdf, docx, eml ...
    digest TEXT NOT NULL, -- SHA-256 of the file, in hexadecimal
    size INTEGER NOT NULL, -- bytes of the file
    law TEXT NOT NULL CHECK (law IN ('woo', 'wob')), -- whose grounds are named
    officials TEXT NOT NULL CHECK (officials IN ('strict', 'functional')), -- T-20
    parts INTEGER NOT NULL, -- how many passages it has
    received_at INTEGER NOT NULL, -- ms
    received_by TEXT NOT NULL, -- account id
    received_role TEXT NOT NULL, -- in which role
    revision INTEGER NOT NULL, -- counts every change; a form made for another number is stale
    created_at INTEGER NOT NULL, -- ms
    updated_at INTEGER NOT NULL, -- ms
    updated_by TEXT NOT NULL -- name of the transaction
) STRICT;

-- What a document says, sealed under a key of its own. Without the key nothing of it can be read, in backups neither.
CREATE TABLE redaction_content (
    document TEXT PRIMARY KEY REFERENCES redaction_document (id),
    master TEXT NOT NULL, -- the master key that wraps the key of this document
    wrapped BLOB NOT NULL, -- the wrapped key; empty once it is destroyed
    destroyed_at INTEGER, -- ms; when the key was destroyed
    name BLOB NOT NULL, -- sealed: the name of the file
    known BLOB NOT NULL, -- sealed: names of people in the case, one on a line
    bytes BLOB NOT NULL, -- sealed: the file
    passages BLOB NOT NULL, -- sealed: its text, as JSON
    output BLOB, -- sealed: the file without what had to go, once it is released
    report BLOB, -- sealed: what went from where, and why, as JSON
    created_at INTEGER NOT NULL, -- ms
    updated_at INTEGER NOT NULL, -- ms
    updated_by TEXT NOT NULL -- name of the transaction
) STRICT;

-- A place in a document that may have to go. Where, not what: the words stand in the sealed text only.
CREATE TABLE redaction_mark (
    document TEXT NOT NULL REFERENCES redaction_document (id),
    place INTEGER NOT NULL, -- 1, 2, 3 ... in the order of reading; what a person added comes after
    passage INTEGER NOT NULL, -- in which passage, from 0
    from_char INTEGER NOT NULL, -- from which character of the passage, from 0
    to_char INTEGER NOT NULL, -- up to which, not included
    kind TEXT NOT NULL, -- person, bsn, health ...; other: no data of a person
    ground TEXT NOT NULL, -- 5.1.2e, 10.2e ...
    label TEXT NOT NULL, -- what comes in its place: [persoon A]; never a name
    likeness INTEGER NOT NULL, -- the same for marks of one person, or of the same words
    confidence INTEGER NOT NULL, -- percent
    why TEXT NOT NULL, -- why it was found; by_hand: a person marked it
    state TEXT NOT NULL CHECK (state IN ('proposed', 'accepted', 'rejected', 'added')),
    because TEXT, -- why it may stay, when it was rejected
    judged_at INTEGER, -- ms
    judged_by TEXT, -- account id
    judged_role TEXT, -- in which role
    created_at INTEGER NOT NULL, -- ms
    updated_at INTEGER NOT NULL, -- ms
    updated_by TEXT NOT NULL, -- name of the transaction
    PRIMARY KEY (document, place)
) STRICT;

-- The steps that a document took. Where it stands follows from them; they are never changed.
CREATE TABLE redaction_step (
    document TEXT NOT NULL REFERENCES redaction_document (id),
    place INTEGER NOT NULL, -- 1, 2, 3 ...
    detail TEXT NOT NULL, -- JSON: the step and its choices; no free text, no data of a person
    at INTEGER NOT NULL, -- ms
    actor TEXT NOT NULL, -- who took it
    role TEXT NOT NULL, -- in which role
    created_at INTEGER NOT NULL, -- ms
    updated_at INTEGER NOT NULL, -- equals created_at
    updated_by TEXT NOT NULL, -- name of the transaction
    PRIMARY KEY (document, place)
) STRICT;

CREATE TRIGGER redaction_step_update BEFORE UPDATE ON redaction_step
BEGIN SELECT RAISE(ABORT, 'a step that was taken never changes'); END;

CREATE TRIGGER redaction_step_delete BEFORE DELETE ON redaction_step
BEGIN SELECT RAISE(ABORT, 'a step that was taken is never deleted'); END;
