//! Waarborg executes a public body's written privacy policy.
//!
//! **The order of these lines is the building order: a module may use only modules above it.**

pub mod error;
// The floor.
pub mod db;
pub mod house;
pub mod web;
// The chapters.
pub mod desk;
