//! The journal against real databases.

mod raw_bytes;
mod recording;
mod schema;
mod tampering;
