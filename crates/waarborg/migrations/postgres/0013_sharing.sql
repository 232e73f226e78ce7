-- What was given to whom (paragraphs 6.5, 6.7; AVG 15(1)(c), 19): a row for each item. Never what it said.
CREATE TABLE sharing_disclosure (
    id TEXT PRIMARY KEY, -- 32 hexadecimal digits of chance
    item TEXT NOT NULL REFERENCES records_item (id),
    subject TEXT NOT NULL REFERENCES records_subject (id), -- whom it is about
    file TEXT NOT NULL REFERENCES records_file (id),
    recipient TEXT NOT NULL, -- the organisation or department; never a person
    recipient_kind TEXT NOT NULL, -- other_department, uwv, landlord …
    purpose TEXT NOT NULL, -- the law or task it was asked for
    medium TEXT NOT NULL, -- oral, paper, digital
    ruling TEXT NOT NULL, -- the ruling that permitted it
    shared_at BIGINT NOT NULL, -- ms
    corrected_at BIGINT, -- ms; when the recipient was told of a correction (AVG 19)
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    updated_by TEXT NOT NULL
);
CREATE INDEX sharing_disclosure_subject ON sharing_disclosure (subject, shared_at);
CREATE INDEX sharing_disclosure_item ON sharing_disclosure (item);
