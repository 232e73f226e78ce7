-- Other systems that may ask (paragraph 6.5: only those charged with it).
CREATE TABLE desk_client (
    id TEXT PRIMARY KEY, -- public; stands in the journal as the actor
    name TEXT NOT NULL, -- of the system, never of a person
    token_hash BYTEA NOT NULL UNIQUE, -- SHA-256 of the bearer token; the token itself is kept nowhere
    scopes TEXT NOT NULL, -- separated by spaces
    revoked_at BIGINT, -- ms; NULL while it may ask
    created_at BIGINT NOT NULL, -- ms
    updated_at BIGINT NOT NULL, -- ms
    updated_by TEXT NOT NULL -- the name of the transaction
);

-- People who are signed in. In the demo they are fictional and stand in the program.
CREATE TABLE desk_session (
    id_hash BYTEA PRIMARY KEY, -- SHA-256 of the value of the cookie; the value itself is kept nowhere
    person_id TEXT NOT NULL, -- the account
    started_at BIGINT NOT NULL, -- ms; the sign-in, from which the longest duration counts
    seen_at BIGINT NOT NULL, -- ms; about the last request, to the minute
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    updated_by TEXT NOT NULL
);
CREATE INDEX desk_session_started_at ON desk_session (started_at);
