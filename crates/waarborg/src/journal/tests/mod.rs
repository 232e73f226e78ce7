//! The journal against real databases.

mod recording;
mod schema;
