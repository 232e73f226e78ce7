//! The W3C trace of a request: whose processing this call is part of, and which span is ours.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use ground::trace::TraceParent;
use ground::{SpanId, TraceId};

use crate::house::House;

pub(super) const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The place of this request in a trace. An extractor that never fails.
///
/// A caller's `traceparent` is joined: its trace is kept and its span becomes our parent (Logboek
/// Dataverwerkingen, rule 3). One that does not parse is ignored, as Trace Context asks, and a new trace starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trace {
    /// The trace.
    pub trace: TraceId,
    /// Our span in it, new for each request.
    pub span: SpanId,
    /// The span that called us, when another system did so within a trace.
    pub parent: Option<SpanId>,
}

impl Trace {
    pub(super) fn of(headers: &HeaderMap, house: &House) -> Self {
        let mut sent = headers.get_all("traceparent").iter();
        let joined = match (sent.next(), sent.next()) {
            (Some(one), None) => one.to_str().ok().and_then(TraceParent::parse),
            _ => None,
        };
        Self {
            trace: joined.map_or_else(|| house.fresh_trace(), |parent| parent.trace),
            span: house.fresh_span(),
            parent: joined.map(|parent| parent.span),
        }
    }

    /// The `traceparent` that names us.
    pub fn header(&self) -> String {
        format!("00-{}-{}-01", self.trace, self.span)
    }
}

impl FromRequestParts<Arc<House>> for Trace {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, house: &Arc<House>) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().copied().unwrap_or_else(|| Self::of(&parts.headers, house)))
    }
}

/// The caller's own request id, to be sent back unchanged (`AuthZEN`); one that is long or odd is left out.
pub(super) fn request_id(headers: &HeaderMap) -> Option<HeaderValue> {
    let value = headers.get(X_REQUEST_ID)?;
    let plain = value.len() <= 128 && value.as_bytes().iter().all(u8::is_ascii_graphic);
    plain.then(|| value.clone())
}
