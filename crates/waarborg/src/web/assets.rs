//! Stylesheets, fonts and the icon of the site, all inside the binary.
//!
//! Our own files stand in `static/`. The CSS of the NL Design System is installed by `cargo xtask web` and taken in
//! by `build.rs` when it is there; without it the pages use `basis.css`, and `serve` says what to run.

use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use ground::hex;
use sha2::{Digest, Sha256};

use super::error::PageError;

/// The installed CSS and fonts: name and contents. Empty when they were not installed before building.
const VENDOR: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/vendor_files.rs"));

const OWN: [(&str, &[u8]); 3] = [
    ("waarborg.css", include_bytes!("../../static/waarborg.css")),
    ("basis.css", include_bytes!("../../static/basis.css")),
    ("favicon.svg", include_bytes!("../../static/favicon.svg")),
];

/// One hash over everything: a new build has new addresses, so browsers may keep files for ever.
static STAMP: LazyLock<String> = LazyLock::new(|| {
    let hash = all().fold(Sha256::new(), |hash, (_, bytes)| hash.chain_update(bytes));
    hex::encode(&hash.finalize()).chars().take(12).collect()
});

fn all() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    OWN.into_iter().chain(VENDOR.iter().copied())
}

/// Whether the CSS of the NL Design System was there when this was built.
pub fn is_complete() -> bool {
    !VENDOR.is_empty()
}

/// The stylesheets of a page, in order.
pub(super) fn stylesheets() -> &'static [&'static str] {
    if is_complete() { &["theme.css", "utrecht.css", "waarborg.css"] } else { &["basis.css", "waarborg.css"] }
}

/// The address of a file.
pub fn url(name: &str) -> String {
    format!("/static/{name}?v={}", STAMP.as_str())
}

/// `/static/…`
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/static/{name}", get(serve))
}

async fn serve(Path(name): Path<String>) -> Response {
    let Some((name, bytes)) = all().find(|(file, _)| *file == name) else {
        return PageError::not_found("static file").into_response();
    };
    let kind = match name.rsplit_once('.') {
        Some((_, "css")) => "text/css; charset=utf-8",
        Some((_, "svg")) => "image/svg+xml",
        Some((_, "woff2")) => "font/woff2",
        _ => "application/octet-stream",
    };
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=31536000, immutable")], bytes).into_response()
}
