-- The consent ledger (policy 5-19, 6.7-7, 6.9-1; AVG 7): what was asked of whom and what they said. Nothing is overwritten.
-- Codes and ids only: no free text about a person has a place here.

CREATE TABLE consents_text (
    code TEXT NOT NULL,                 -- share, medical, use
    version BIGINT NOT NULL,           -- 1, 2, 3 ...
    language TEXT NOT NULL,             -- nl, en
    hash TEXT NOT NULL,                 -- SHA-256 of the text
    text TEXT NOT NULL,                 -- what was shown or read aloud
    created_at BIGINT NOT NULL,        -- ms
    updated_at BIGINT NOT NULL,        -- equals created_at: rows never change
    updated_by TEXT NOT NULL,           -- name of the transaction
    PRIMARY KEY (code, version, language)
);

CREATE TABLE consents_consent (
    id TEXT PRIMARY KEY,                -- 32 hexadecimal digits of chance
    subject TEXT NOT NULL REFERENCES records_subject (id),
    purpose TEXT NOT NULL,              -- purpose code: PW, WGS ...
    activity TEXT NOT NULL,             -- of the register
    receiver TEXT,                      -- code of the organisation that receives; none where nothing is shared
    receiver_kind TEXT,                 -- in the vocabulary of the rules
    receiver_name TEXT,                 -- of the organisation, never of a person
    text_code TEXT NOT NULL,
    text_version BIGINT NOT NULL,
    text_language TEXT NOT NULL,
    created_at BIGINT NOT NULL,        -- ms
    updated_at BIGINT NOT NULL,        -- equals created_at: rows never change
    updated_by TEXT NOT NULL,
    FOREIGN KEY (text_code, text_version, text_language) REFERENCES consents_text (code, version, language)
);
CREATE INDEX consents_consent_subject ON consents_consent (subject, purpose);

CREATE TABLE consents_kind (
    consent TEXT NOT NULL REFERENCES consents_consent (id),
    kind TEXT NOT NULL,                 -- name of a kind of data of the register entry
    category TEXT NOT NULL,             -- ordinary, financial, health ...
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    updated_by TEXT NOT NULL,
    PRIMARY KEY (consent, kind)
);

CREATE TABLE consents_step (
    consent TEXT NOT NULL REFERENCES consents_consent (id),
    place BIGINT NOT NULL,             -- 1, 2, 3 ... of this consent
    event TEXT NOT NULL CHECK (event IN ('asked', 'given', 'refused', 'not_obtainable', 'withdrawn', 'expired')),
    giver TEXT,                         -- subject, representative; none when asked or expired
    means TEXT,                         -- how it was given: form, letter, oral_report ...
    until_day TEXT,                     -- the last day it holds
    by_id TEXT NOT NULL,                -- account of who recorded it
    by_role TEXT NOT NULL,
    created_at BIGINT NOT NULL,        -- ms; when it happened
    updated_at BIGINT NOT NULL,        -- equals created_at: rows never change
    updated_by TEXT NOT NULL,
    PRIMARY KEY (consent, place)
);

CREATE TABLE consents_answer (
    consent TEXT NOT NULL,
    place BIGINT NOT NULL,             -- of the step
    quality TEXT NOT NULL,              -- free, specific, informed, unambiguous, explicit, written, no_detriment
    evidence TEXT NOT NULL,             -- code of what shows it
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    updated_by TEXT NOT NULL,
    PRIMARY KEY (consent, place, quality),
    FOREIGN KEY (consent, place) REFERENCES consents_step (consent, place)
);

CREATE FUNCTION consents_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the consent ledger is only added to';
END;
$$;

CREATE TRIGGER consents_text_keep BEFORE UPDATE OR DELETE ON consents_text
FOR EACH ROW EXECUTE FUNCTION consents_refuse();

CREATE TRIGGER consents_consent_keep BEFORE UPDATE OR DELETE ON consents_consent
FOR EACH ROW EXECUTE FUNCTION consents_refuse();

CREATE TRIGGER consents_kind_keep BEFORE UPDATE OR DELETE ON consents_kind
FOR EACH ROW EXECUTE FUNCTION consents_refuse();

CREATE TRIGGER consents_step_keep BEFORE UPDATE OR DELETE ON consents_step
FOR EACH ROW EXECUTE FUNCTION consents_refuse();

CREATE TRIGGER consents_answer_keep BEFORE UPDATE OR DELETE ON consents_answer
FOR EACH ROW EXECUTE FUNCTION consents_refuse();
