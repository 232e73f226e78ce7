-- Minutes of meetings that are looked through before they are archived or sent (policy 6.8).

CREATE TABLE minutes_minutes (
    id TEXT PRIMARY KEY, -- 32 hexadecimal digits of chance
    number TEXT NOT NULL UNIQUE, -- what people call them: VS-2026-00017; no data of a person
    external BIGINT NOT NULL, -- 1: others than people of this body were there
    version BIGINT NOT NULL, -- which version of the text: 1, 2, 3 ...
    kind TEXT NOT NULL, -- which kind of file, by its extension: pdf, docx ...
    digest TEXT NOT NULL, -- SHA-256 of the file, in hexadecimal
    size BIGINT NOT NULL, -- bytes of the file
    found BIGINT NOT NULL, -- how many things lead to a person and may not stay
    unsearched BIGINT NOT NULL, -- how many parts could not be searched
    rulings TEXT NOT NULL, -- JSON: of each sort of people the outcome, its reasons and its id in the journal
    made_at BIGINT NOT NULL, -- ms; when the first version came in
    made_by TEXT NOT NULL, -- account id
    made_role TEXT NOT NULL, -- in which role
    checked_at BIGINT NOT NULL, -- ms; when this version was looked through
    closing TEXT CHECK (closing IN ('archived', 'sent')), -- what was done with them once clean
    closed_at BIGINT, -- ms
    closed_by TEXT, -- account id
    closed_role TEXT, -- in which role
    keep_until TEXT, -- YYYY-MM-DD; the last day of the term of the selection list
    keep_code TEXT, -- its number in that list
    revision BIGINT NOT NULL, -- counts every change; a form made for another number is stale
    created_at BIGINT NOT NULL, -- ms
    updated_at BIGINT NOT NULL, -- ms
    updated_by TEXT NOT NULL -- name of the transaction
);

-- What minutes say, sealed under a key of their own. A new version brings a new key: what stood in the old one is gone.
CREATE TABLE minutes_content (
    minutes TEXT PRIMARY KEY REFERENCES minutes_minutes (id),
    master TEXT NOT NULL, -- the master key that wraps the key of these minutes
    wrapped BYTEA NOT NULL, -- the wrapped key
    bytes BYTEA NOT NULL, -- sealed: the file
    reading BYTEA NOT NULL, -- sealed: its text and what was found in it, as JSON
    created_at BIGINT NOT NULL, -- ms
    updated_at BIGINT NOT NULL, -- ms
    updated_by TEXT NOT NULL -- name of the transaction
);
