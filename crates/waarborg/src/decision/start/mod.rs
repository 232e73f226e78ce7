//! The start page: what each role comes for.

pub mod pages;

pub use pages::pages;
