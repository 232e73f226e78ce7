-- Who works here, and with what they are charged (policy 2-8, 6.1-3, 6.5, 6.7-4). Nobody's name stands here in clear.

CREATE TABLE desk_account (
    id TEXT PRIMARY KEY, -- stands in the journal as the actor
    kind TEXT NOT NULL, -- employee, volunteer, partner
    role TEXT NOT NULL, -- as in the journal: employee, department_head, officer …
    department TEXT NOT NULL, -- its name in the register; may be empty
    task TEXT NOT NULL, -- what the job is, never who does it
    active INTEGER NOT NULL, -- 1 while the account may be used
    login_hash BLOB NOT NULL UNIQUE, -- keyed hash of the e-mail address; see Keys::lookup
    issuer TEXT, -- of the identity provider, once linked
    subject TEXT, -- by which that provider knows the account
    password TEXT, -- argon2id, in PHC form; NULL without a password here
    totp_step INTEGER NOT NULL, -- the last half minute of which a code was used
    invitation BLOB UNIQUE, -- SHA-256 of the secret of an invitation that is open
    invited_until INTEGER, -- ms
    master TEXT NOT NULL, -- id of the master key that wraps the account's own key
    wrapped BLOB NOT NULL, -- that key
    name BLOB NOT NULL, -- sealed
    email BLOB NOT NULL, -- sealed
    totp BLOB, -- sealed; the secret of the second factor
    created_at INTEGER NOT NULL, -- ms
    updated_at INTEGER NOT NULL, -- ms
    updated_by TEXT NOT NULL, -- the name of the transaction
    UNIQUE (issuer, subject)
) STRICT;
CREATE INDEX desk_account_master ON desk_account (master);

-- Who read which version of the instruction (6.1-3, 6.5-2).
CREATE TABLE desk_instruction (
    account TEXT NOT NULL REFERENCES desk_account (id),
    version INTEGER NOT NULL, -- of the text in the program
    acknowledged_at INTEGER NOT NULL, -- ms
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT NOT NULL,
    PRIMARY KEY (account, version)
) STRICT;

-- Who promised secrecy in writing (6.7-4); asked of volunteers.
CREATE TABLE desk_secrecy (
    account TEXT PRIMARY KEY REFERENCES desk_account (id),
    signed_at INTEGER NOT NULL, -- ms
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT NOT NULL
) STRICT;

-- Who is charged with which law, and with which file (2-8).
CREATE TABLE desk_assignment (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES desk_account (id),
    law TEXT NOT NULL, -- purpose code: PW, WGS, WSP …
    file TEXT NOT NULL, -- id of a file; empty for the law itself
    from_at INTEGER NOT NULL, -- ms
    until_at INTEGER, -- ms; from then on no longer; NULL while it is open
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX desk_assignment_account ON desk_assignment (account, law, file);

-- Failed attempts to sign in, by the keyed hash of what was typed: known and unknown names wait alike.
CREATE TABLE desk_attempt (
    login_hash BLOB PRIMARY KEY,
    failures INTEGER NOT NULL, -- in a row
    locked_until INTEGER NOT NULL, -- ms
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX desk_attempt_updated_at ON desk_attempt (updated_at);

-- A sign-in at an identity provider that is under way.
CREATE TABLE desk_oidc (
    state_hash BLOB PRIMARY KEY, -- SHA-256 of the state
    browser_hash BLOB NOT NULL, -- SHA-256 of the cookie of the browser that began it
    provider TEXT NOT NULL, -- staff, residents
    nonce TEXT NOT NULL, -- expected in the ID token
    verifier TEXT NOT NULL, -- of PKCE
    back TEXT NOT NULL, -- the page to come back to
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX desk_oidc_created_at ON desk_oidc (created_at);

-- A resident has no account: the session knows the keyed hash of the BSN, and nothing else.
ALTER TABLE desk_session ADD COLUMN resident BLOB;
CREATE INDEX desk_session_person_id ON desk_session (person_id);
