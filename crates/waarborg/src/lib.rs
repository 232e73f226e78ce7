//! Waarborg executes a public body's written privacy policy.
//!
//! **The order of these lines is the building order: a module may use only modules above it.**

mod words;
pub mod error;
mod aside;
// The floor.
pub mod db;
pub mod house;
pub mod web;
pub mod api;
// The chapters.
pub mod journal;
pub mod desk;
pub mod register;
pub mod records;
pub mod consents;
pub mod decision;
pub mod notices;
pub mod adoption;
pub mod vault;
pub mod sharing;
pub mod rights;
pub mod redaction;
pub mod minutes;
pub mod disclosure;
pub mod statistics;
// The roof.
pub mod cli;

use std::sync::Arc;

use axum::middleware::{from_fn, from_fn_with_state};

use house::House;

/// All addresses of the service, with what is laid around every one of them, from the inside out.
pub fn router(house: Arc<House>) -> axum::Router {
    axum::Router::new()
        .merge(web::pages())
        .merge(desk::pages::pages())
        .merge(journal::pages::pages())
        .merge(journal::api::api())
        .merge(register::api::api())
        .merge(disclosure::api::api())
        .merge(records::pages::pages())
        .merge(consents::pages::pages())
        .merge(decision::pages::pages())
        .merge(notices::pages::pages())
        .merge(adoption::pages::pages())
        .merge(vault::pages::pages())
        .merge(sharing::pages::pages())
        .merge(rights::pages::pages())
        .merge(redaction::pages::pages())
        .merge(minutes::pages::pages())
        .merge(disclosure::pages::pages())
        .merge(statistics::pages::pages())
        .merge(register::pages::pages())
        .merge(decision::api::api())
        .merge(api::standing())
        .layer(from_fn(web::readable))
        .layer(from_fn(web::gate))
        .layer(from_fn(desk::pages::instructed))
        .layer(from_fn_with_state(house.clone(), web::edge))
        .layer(from_fn_with_state(house.clone(), desk::pages::sessions))
        .layer(from_fn_with_state(house.clone(), desk::api::clients))
        .layer(from_fn_with_state(house.clone(), api::edge))
        .layer(from_fn(web::headers))
        .with_state(house)
}
