-- Requests of people about their own data (policy 3, 6.10; AVG 12-22, Wbp 35-42).

CREATE TABLE rights_request (
    id TEXT PRIMARY KEY, -- 32 hexadecimal digits of chance
    number TEXT NOT NULL UNIQUE, -- what people call it: V-2026-00017; no data of a person
    subject TEXT NOT NULL REFERENCES records_subject (id), -- whose data it is about
    kind TEXT NOT NULL CHECK (kind IN ('access', 'rectification', 'erasure', 'restriction', 'portability', 'objection')),
    channel TEXT NOT NULL CHECK (channel IN ('own_page', 'desk', 'paper')),
    received_day TEXT NOT NULL, -- from which the term counts
    capacity TEXT NOT NULL, -- in which capacity someone asks: own, parent, curator, mentor, trustee, mandate, other
    matter TEXT NOT NULL CHECK (matter IN ('care', 'finance', 'other')), -- for mentor and trustee (T-12)
    note BLOB, -- what the request says in free words, sealed under the subject's key
    made_at INTEGER NOT NULL, -- ms
    made_by TEXT NOT NULL, -- account id, or the keyed hash of a resident
    made_role TEXT NOT NULL, -- in which role
    open INTEGER NOT NULL, -- 1 until it is answered or withdrawn; for lists
    revision INTEGER NOT NULL, -- how many steps were taken; a form made for another number is stale
    created_at INTEGER NOT NULL, -- ms
    updated_at INTEGER NOT NULL, -- ms
    updated_by TEXT NOT NULL -- name of the transaction
) STRICT;
CREATE INDEX rights_request_subject ON rights_request (subject);
CREATE INDEX rights_request_open ON rights_request (open, received_day);

-- The steps that a request took. Where it stands follows from them; they are never changed.
CREATE TABLE rights_step (
    request TEXT NOT NULL REFERENCES rights_request (id),
    place INTEGER NOT NULL, -- 1, 2, 3 ...
    step TEXT NOT NULL, -- ask_identity, identify, extend, consider, decide, answer, withdraw
    detail TEXT NOT NULL, -- JSON: choices, reasons of the rules, days and ids; no free text, no data of a person
    at INTEGER NOT NULL, -- ms
    actor TEXT NOT NULL, -- who took it
    role TEXT NOT NULL, -- in which role
    created_at INTEGER NOT NULL, -- ms
    updated_at INTEGER NOT NULL, -- equals created_at
    updated_by TEXT NOT NULL, -- name of the transaction
    PRIMARY KEY (request, place)
) STRICT;

-- The items that a request is about, and what it does to them until it is decided.
CREATE TABLE rights_item (
    request TEXT NOT NULL REFERENCES rights_request (id),
    item TEXT NOT NULL REFERENCES records_item (id),
    held INTEGER NOT NULL, -- 1: this request put a hold on the item
    corrected_by TEXT, -- the item that took its place
    created_at INTEGER NOT NULL, -- ms
    updated_at INTEGER NOT NULL, -- ms
    updated_by TEXT NOT NULL, -- name of the transaction
    PRIMARY KEY (request, item)
) STRICT;
CREATE INDEX rights_item_item ON rights_item (item);

-- Who received an item before it was corrected, erased or restricted, and has to be told (AVG 19, Wbp 38).
CREATE TABLE rights_recipient (
    request TEXT NOT NULL REFERENCES rights_request (id),
    disclosure TEXT NOT NULL, -- the disclosure by which the item was given
    recipient TEXT NOT NULL, -- the organisation or department; never a person
    item TEXT NOT NULL REFERENCES records_item (id),
    given_day TEXT NOT NULL,
    told_at INTEGER, -- ms; when it was told
    created_at INTEGER NOT NULL, -- ms
    updated_at INTEGER NOT NULL, -- ms
    updated_by TEXT NOT NULL, -- name of the transaction
    PRIMARY KEY (request, disclosure)
) STRICT;

-- That an answer was made, and by which checksum it is known. The answer itself is kept nowhere (6.10-2).
CREATE TABLE rights_answer (
    request TEXT NOT NULL REFERENCES rights_request (id),
    place INTEGER NOT NULL, -- 1, 2, 3 ...
    ruling TEXT NOT NULL, -- by which it was opened
    checksum TEXT NOT NULL, -- SHA-256 of the manifest
    made_at INTEGER NOT NULL, -- ms
    made_by TEXT NOT NULL, -- account id, or the keyed hash of a resident
    created_at INTEGER NOT NULL, -- ms
    updated_at INTEGER NOT NULL, -- equals created_at
    updated_by TEXT NOT NULL, -- name of the transaction
    PRIMARY KEY (request, place)
) STRICT;

CREATE TRIGGER rights_step_update BEFORE UPDATE ON rights_step
BEGIN SELECT RAISE(ABORT, 'a step that was taken never changes'); END;

CREATE TRIGGER rights_step_delete BEFORE DELETE ON rights_step
BEGIN SELECT RAISE(ABORT, 'a step that was taken is never deleted'); END;
