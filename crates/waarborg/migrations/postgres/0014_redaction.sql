-- Documents from which personal data has to go before anyone else sees them (policy 6.5, 6.12; Woo 5.1, Wob 10).

CREATE TABLE redaction_document (
    id TEXT PRIMARY KEY, -- 32 hexadecimal digits of chance
    number TEXT NOT NULL UNIQUE, -- what people call it: D-2026-00017; no data of a person
    kind TEXT NOT NULL, -- which kind of file, by its extension: pdf, docx, eml ...
    digest TEXT NOT NULL, -- SHA-256 of the file, in hexadecimal
    size BIGINT NOT NULL, -- bytes of the file
    law TEXT NOT NULL CHECK (law IN ('woo', 'wob')), -- whose grounds are named
    officials TEXT NOT NULL CHECK (officials IN ('strict', 'functional')), -- T-20
    parts BIGINT NOT NULL, -- how many passages it has
    received_at BIGINT NOT NULL, -- ms
    received_by TEXT NOT NULL, -- account id
    received_role TEXT NOT NULL, -- in which role
    revision BIGINT NOT NULL, -- counts every change; a form made for another number is stale
    created_at BIGINT NOT NULL, -- ms
    updated_at BIGINT NOT NULL, -- ms
    updated_by TEXT NOT NULL -- name of the transaction
);

-- What a document says, sealed under a key of its own. Without the key nothing of it can be read, in backups neither.
CREATE TABLE redaction_content (
    document TEXT PRIMARY KEY REFERENCES redaction_document (id),
    master TEXT NOT NULL, -- the master key that wraps the key of this document
    wrapped BYTEA NOT NULL, -- the wrapped key; empty once it is destroyed
    destroyed_at BIGINT, -- ms; when the key was destroyed
    name BYTEA NOT NULL, -- sealed: the name of the file
    known BYTEA NOT NULL, -- sealed: names of people in the case, one on a line
    bytes BYTEA NOT NULL, -- sealed: the file
    passages BYTEA NOT NULL, -- sealed: its text, as JSON
    output BYTEA, -- sealed: the file without what had to go, once it is released
    report BYTEA, -- sealed: what went from where, and why, as JSON
    created_at BIGINT NOT NULL, -- ms
    updated_at BIGINT NOT NULL, -- ms
    updated_by TEXT NOT NULL -- name of the transaction
);

-- A place in a document that may have to go. Where, not what: the words stand in the sealed text only.
CREATE TABLE redaction_mark (
    document TEXT NOT NULL REFERENCES redaction_document (id),
    place BIGINT NOT NULL, -- 1, 2, 3 ... in the order of reading; what a person added comes after
    passage BIGINT NOT NULL, -- in which passage, from 0
    from_char BIGINT NOT NULL, -- from which character of the passage, from 0
    to_char BIGINT NOT NULL, -- up to which, not included
    kind TEXT NOT NULL, -- person, bsn, health ...; other: no data of a person
    ground TEXT NOT NULL, -- 5.1.2e, 10.2e ...
    label TEXT NOT NULL, -- what comes in its place: [persoon A]; never a name
    likeness BIGINT NOT NULL, -- the same for marks of one person, or of the same words
    confidence BIGINT NOT NULL, -- percent
    why TEXT NOT NULL, -- why it was found; by_hand: a person marked it
    state TEXT NOT NULL CHECK (state IN ('proposed', 'accepted', 'rejected', 'added')),
    because TEXT, -- why it may stay, when it was rejected
    judged_at BIGINT, -- ms
    judged_by TEXT, -- account id
    judged_role TEXT, -- in which role
    created_at BIGINT NOT NULL, -- ms
    updated_at BIGINT NOT NULL, -- ms
    updated_by TEXT NOT NULL, -- name of the transaction
    PRIMARY KEY (document, place)
);

-- The steps that a document took. Where it stands follows from them; they are never changed.
CREATE TABLE redaction_step (
    document TEXT NOT NULL REFERENCES redaction_document (id),
    place BIGINT NOT NULL, -- 1, 2, 3 ...
    detail TEXT NOT NULL, -- JSON: the step and its choices; no free text, no data of a person
    at BIGINT NOT NULL, -- ms
    actor TEXT NOT NULL, -- who took it
    role TEXT NOT NULL, -- in which role
    created_at BIGINT NOT NULL, -- ms
    updated_at BIGINT NOT NULL, -- equals created_at
    updated_by TEXT NOT NULL, -- name of the transaction
    PRIMARY KEY (document, place)
);

CREATE FUNCTION redaction_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a step that was taken never changes';
END;
$$;

CREATE TRIGGER redaction_step_keep BEFORE UPDATE OR DELETE ON redaction_step
FOR EACH ROW EXECUTE FUNCTION redaction_refuse();
