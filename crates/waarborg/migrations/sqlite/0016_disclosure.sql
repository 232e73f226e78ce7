-- Requests for public information (policy 6.11, 6.12; Wob 3-11, Woo 4.1-5.7).

CREATE TABLE disclosure_request (
    id TEXT PRIMARY KEY, -- 32 hexadecimal digits of chance
    number TEXT NOT NULL UNIQUE, -- what people call it: W-2026-00017; no data of a person
    asker TEXT NOT NULL REFERENCES records_subject (id), -- whose key seals the next two; nothing else is known of them
    contact BLOB NOT NULL, -- who asks and how to reach them, sealed
    words BLOB NOT NULL, -- what is asked, in their own words, sealed
    code BLOB NOT NULL, -- keyed hash of the code on the receipt, by which the one who asks follows it
    way TEXT NOT NULL CHECK (way IN ('web', 'paper', 'email')),
    received_day TEXT NOT NULL, -- from which the term counts
    made_at INTEGER NOT NULL, -- ms
    made_by TEXT NOT NULL, -- account id; `public` for the page that is open to all
    made_role TEXT NOT NULL, -- in which role
    open INTEGER NOT NULL, -- 1 until it is released, sent on or taken back; for lists and holds
    published INTEGER NOT NULL, -- 1 once it stands in the public register
    revision INTEGER NOT NULL, -- how many steps were taken; a form made for another number is stale
    created_at INTEGER NOT NULL, -- ms
    updated_at INTEGER NOT NULL, -- ms
    updated_by TEXT NOT NULL -- name of the transaction
) STRICT;
CREATE INDEX disclosure_request_open ON disclosure_request (open, received_day);
CREATE INDEX disclosure_request_published ON disclosure_request (published, received_day);

-- The steps that a request took. Where it stands follows from them; they are never changed.
CREATE TABLE disclosure_step (
    request TEXT NOT NULL REFERENCES disclosure_request (id),
    place INTEGER NOT NULL, -- 1, 2, 3 ...
    step TEXT NOT NULL, -- ask_specify, assess, ask_views, views_in, extend, refer, propose, send_back, decide, release, withdraw
    detail TEXT NOT NULL, -- JSON: choices, days, ids, reasons of the rules, the public summary; no data of a person
    at INTEGER NOT NULL, -- ms
    actor TEXT NOT NULL, -- who took it
    role TEXT NOT NULL, -- in which role
    created_at INTEGER NOT NULL, -- ms
    updated_at INTEGER NOT NULL, -- equals created_at
    updated_by TEXT NOT NULL, -- name of the transaction
    PRIMARY KEY (request, place)
) STRICT;

-- The documents under a request, as the inventory has them. Titles name functions and subjects, never people.
CREATE TABLE disclosure_document (
    request TEXT NOT NULL REFERENCES disclosure_request (id),
    place INTEGER NOT NULL, -- its number in the inventory
    title TEXT NOT NULL,
    kind TEXT NOT NULL, -- pdf, e-mail ...; may be empty
    day TEXT NOT NULL, -- the day on it
    family INTEGER, -- documents that belong together
    thread INTEGER, -- messages of one conversation
    related TEXT NOT NULL, -- JSON: numbers of other documents
    case_number TEXT NOT NULL, -- may be empty
    link TEXT NOT NULL, -- where everyone can read it; may be empty
    note TEXT NOT NULL, -- for the inventory; may be empty
    judgement TEXT CHECK (judgement IN ('open', 'partly', 'known', 'closed')), -- none while not judged
    suspended INTEGER NOT NULL, -- 1: its release waits
    contents TEXT REFERENCES redaction_document (id), -- what it says, under review; none while none is attached
    revision INTEGER NOT NULL, -- how often it was changed; a form made for another number is stale
    created_at INTEGER NOT NULL, -- ms
    updated_at INTEGER NOT NULL, -- ms
    updated_by TEXT NOT NULL, -- name of the transaction
    PRIMARY KEY (request, place)
) STRICT;
CREATE INDEX disclosure_document_contents ON disclosure_document (contents);

-- The passages that were judged, each with the ruling on it. Judging again puts others in their place; rulings stay.
CREATE TABLE disclosure_passage (
    request TEXT NOT NULL,
    document INTEGER NOT NULL,
    place INTEGER NOT NULL, -- 1, 2, 3 ...
    what TEXT NOT NULL, -- what stands there, without saying it
    category TEXT NOT NULL,
    third_party INTEGER NOT NULL,
    openness TEXT NOT NULL, -- high, low
    privacy TEXT NOT NULL, -- high, low
    consent INTEGER NOT NULL,
    made_public INTEGER NOT NULL,
    redactable INTEGER NOT NULL,
    reason TEXT, -- code of the ground on which it is withheld; none where it stays readable
    weighing TEXT NOT NULL, -- for a relative ground
    still TEXT NOT NULL, -- why it weighs after five years
    ruling TEXT NOT NULL, -- in the journal
    says TEXT NOT NULL CHECK (says IN ('open', 'redact', 'withhold')),
    created_at INTEGER NOT NULL, -- ms
    updated_at INTEGER NOT NULL, -- equals created_at
    updated_by TEXT NOT NULL, -- name of the transaction
    PRIMARY KEY (request, document, place),
    FOREIGN KEY (request, document) REFERENCES disclosure_document (request, place)
) STRICT;

-- Documents that something under way needs: while they are held their keys are not destroyed (Woo 4.1a).
CREATE TABLE redaction_hold (
    document TEXT NOT NULL REFERENCES redaction_document (id),
    holder TEXT NOT NULL, -- id of what needs it: a request
    created_at INTEGER NOT NULL, -- ms
    updated_at INTEGER NOT NULL, -- equals created_at
    updated_by TEXT NOT NULL, -- name of the transaction
    PRIMARY KEY (document, holder)
) STRICT;

CREATE TRIGGER disclosure_step_update BEFORE UPDATE ON disclosure_step
BEGIN SELECT RAISE(ABORT, 'a step that was taken never changes'); END;

CREATE TRIGGER disclosure_step_delete BEFORE DELETE ON disclosure_step
BEGIN SELECT RAISE(ABORT, 'a step that was taken is never deleted'); END;
