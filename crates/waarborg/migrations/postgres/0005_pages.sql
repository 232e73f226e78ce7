-- Forms that were sent, so that none is sent twice (the kit of the pages).
CREATE TABLE web_spent_form (
    nonce TEXT PRIMARY KEY, -- the random part of the form's token
    spent_at BIGINT NOT NULL, -- ms; rows older than a form may be are removed
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    updated_by TEXT NOT NULL -- the name of the transaction
);
CREATE INDEX web_spent_form_spent_at ON web_spent_form (spent_at);

-- Guided conversations that have not come to a ruling yet (Mag dit?). Facts only, no names; removed when they
-- end or expire.
CREATE TABLE decision_conversation (
    id TEXT PRIMARY KEY, -- 128 random bits
    owner TEXT NOT NULL, -- the account id; nobody else can continue it
    state TEXT NOT NULL, -- JSON: topic, facts, answers in order
    ruling TEXT, -- the id of the ruling it ended in
    expires_at BIGINT NOT NULL, -- ms
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    updated_by TEXT NOT NULL
);
CREATE INDEX decision_conversation_expires_at ON decision_conversation (expires_at);
