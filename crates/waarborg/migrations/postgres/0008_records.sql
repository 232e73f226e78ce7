-- People, their files and what is known of them (policy 1, 2, 5, 6.2; AVG 5, 30). No contents: those are in the vault, sealed.

CREATE TABLE records_subject (
    id TEXT PRIMARY KEY, -- 32 hexadecimal digits of chance
    pseudonym TEXT NOT NULL UNIQUE, -- what screens show before a name is opened: K-7F3QM2
    kind TEXT NOT NULL, -- client, household, employer_contact, supplier, employee, applicant, informant, complainant, citizen
    protection TEXT NOT NULL, -- none, curatele, mentorschap, bewind (6.10-4)
    sixteen_from TEXT, -- first day of the month after the sixteenth birthday; only for who was under 16 when recorded
    gone_at BIGINT, -- ms; when the person's data were destroyed
    created_at BIGINT NOT NULL, -- ms
    updated_at BIGINT NOT NULL, -- ms
    updated_by TEXT NOT NULL -- the name of the transaction
);

-- Keyed hashes by which a subject is found. Deleted with the person's data.
CREATE TABLE records_lookup (
    hash BYTEA NOT NULL, -- HMAC-SHA256; see Keys::lookup
    kind TEXT NOT NULL, -- bsn, name_and_birth
    subject TEXT NOT NULL REFERENCES records_subject (id),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    updated_by TEXT NOT NULL,
    PRIMARY KEY (hash, subject)
);
CREATE INDEX records_lookup_subject ON records_lookup (subject);

-- A file: what WIL does for one subject under one activity of the register.
CREATE TABLE records_file (
    id TEXT PRIMARY KEY, -- 32 hexadecimal digits of chance
    number TEXT NOT NULL UNIQUE, -- what people call it: PW-2026-00017; no data of a person
    subject TEXT NOT NULL REFERENCES records_subject (id), -- whose file it is
    activity TEXT NOT NULL, -- of the register
    law TEXT NOT NULL, -- purpose code of the activity: PW, WGS, WSP, CONTRACT, HR …
    opened_day TEXT NOT NULL,
    closed_day TEXT, -- from which retention counts; none while it is open
    result TEXT, -- of the register's retention table: toegekend, geweigerd …
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    updated_by TEXT NOT NULL
);
CREATE INDEX records_file_subject ON records_file (subject);
CREATE INDEX records_file_law ON records_file (law, opened_day);

-- One datum about one subject. What it says is in vault_content under the same id.
CREATE TABLE records_item (
    id TEXT PRIMARY KEY, -- 32 hexadecimal digits of chance
    file TEXT NOT NULL REFERENCES records_file (id),
    subject TEXT NOT NULL REFERENCES records_subject (id), -- whom it is about (3-4)
    kind TEXT NOT NULL, -- the name of a kind of data of the register entry
    category TEXT NOT NULL, -- ordinary, financial, household, bsn, health …
    origin TEXT NOT NULL, -- subject, third_party, chain, wgbo, police
    source TEXT NOT NULL, -- where it came from; an organisation, never a person (2-6)
    basis TEXT NOT NULL, -- the provision used, when it is not from the subject (2-6); may be empty
    obtained_day TEXT NOT NULL,
    verified BIGINT NOT NULL, -- 1: checked against the person (Wabb 12)
    only_for_third BIGINT NOT NULL, -- 1: collected only to pass on (6.3-4)
    hold TEXT NOT NULL, -- none; contested, restricted or objected: see the rights of people
    confidential BIGINT NOT NULL, -- 1: not shown to the subject yet (UAVG 41), see review_day
    review_day TEXT, -- when that is looked at again
    replaced_by TEXT, -- the item that corrected this one
    gone_at BIGINT, -- ms; when it was destroyed
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    updated_by TEXT NOT NULL
);
CREATE INDEX records_item_file ON records_item (file);
CREATE INDEX records_item_subject ON records_item (subject);
