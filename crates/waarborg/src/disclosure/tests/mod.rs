//! Requests for public information against a real database, on both engines.
