//! Lists in pages: `page` from 1, `pageSize` up to 100.

use axum::http::HeaderValue;
use axum::http::header::LINK;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::query::Query;

/// Which part of a list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// The page, from 1.
    pub page: u32,
    /// Entries on a page.
    pub size: u32,
}

impl Paging {
    /// Takes `page` and `pageSize` from the query.
    pub fn take(query: &mut Query) -> Self {
        Self {
            page: query.number("page", 1..=1_000_000).unwrap_or(1),
            size: query.number("pageSize", 1..=100).unwrap_or(50),
        }
    }

    /// For `LIMIT … OFFSET …`.
    pub fn offset(self) -> i64 {
        i64::from(self.page - 1) * i64::from(self.size)
    }

    /// For `LIMIT`.
    pub fn limit(self) -> i64 {
        i64::from(self.size)
    }
}

/// One page of a list, with links to its neighbours in the header `Link`.
#[derive(Debug, Serialize)]
pub struct Paged<T> {
    /// The entries.
    pub items: Vec<T>,
    /// The page, from 1.
    pub page: u32,
    /// Entries on a full page.
    #[serde(rename = "pageSize")]
    pub size: u32,
    /// Entries in the whole list.
    pub total: i64,
    /// The address of the list, with the rest of its query, for the links; ends in `?` or `&`.
    #[serde(skip)]
    pub base: String,
}

impl<T: Serialize> IntoResponse for Paged<T> {
    fn into_response(self) -> Response {
        let link = |page: u32, relation: &str| {
            format!("<{}page={page}&pageSize={}>; rel=\"{relation}\"", self.base, self.size)
        };
        let mut links = Vec::new();
        if self.page > 1 {
            links.push(link(self.page - 1, "prev"));
        }
        if i64::from(self.page) * i64::from(self.size) < self.total {
            links.push(link(self.page + 1, "next"));
        }
        let header = HeaderValue::try_from(links.join(", ")).ok();
        let mut response = axum::Json(&self).into_response();
        if let Some(value) = header.filter(|value| !value.is_empty()) {
            response.headers_mut().insert(LINK, value);
        }
        response
    }
}
