//! Small line drawings. Always beside words, so hidden from screen readers.

use maud::{Markup, PreEscaped, html};

/// A drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the drawings")]
pub enum Icon {
    Advice,
    Archive,
    Arrow,
    Board,
    Book,
    Bubble,
    Building,
    Check,
    Checklist,
    Dash,
    Document,
    Eye,
    Globe,
    Handshake,
    Heart,
    Inbox,
    Info,
    Leak,
    List,
    Lock,
    Magnifier,
    Minutes,
    Pencil,
    People,
    Person,
    Plus,
    Printer,
    Question,
    Scale,
    Share,
    Shield,
    Stop,
}

/// The drawing, in the colour of the text around it.
pub fn icon(which: Icon) -> Markup {
    html! {
        svg class="wb-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false" { (PreEscaped(strokes(which))) }
    }
}

fn strokes(which: Icon) -> &'static str {
    match which {
        Icon::Advice => r#"<path d="M4 5h16v11H12l-5 4v-4H4z"/><path d="M12 8v3m0 2.2v.3"/>"#,
        Icon::Archive => r#"<path d="M3 4h18v4H3zM5 8v12h14V8M10 12h4"/>"#,
        Icon::Arrow => r#"<path d="M5 12h14m-6-6 6 6-6 6"/>"#,
        Icon::Board => r#"<path d="M3 20h18M5 20V10m4 10V10m6 10V10m4 10V10M3 10l9-6 9 6z"/>"#,
        Icon::Book => r#"<path d="M4 4h7a2 2 0 0 1 1 .5A2 2 0 0 1 13 4h7v15h-7l-1 1-1-1H4zM12 5v14"/>"#,
        Icon::Bubble => r#"<path d="M4 5h16v11H12l-5 4v-4H4zM8 9h8M8 12h5"/>"#,
        Icon::Building => {
            r#"<path d="M4 21V4h10v17M14 9h6v12M2 21h20M7.500 8h3M7.500 12h3M7.500 16h3M17 13v0M17 17v0"/>"#
        }
        Icon::Check => r#"<path d="m4.500 12.500 5 5 10-11"/>"#,
        Icon::Checklist => r#"<path d="m3 6 2 2 3-4M3 14l2 2 3-4M11 6h10M11 14h10M11 20h10M4 20h2"/>"#,
        Icon::Dash => r#"<path d="M5 12h14"/>"#,
        Icon::Document => r#"<path d="M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h5"/>"#,
        Icon::Eye => {
            r#"<path d="M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12z"/><circle cx="12" cy="12" r="3"/>"#
        }
        Icon::Globe => {
            r#"<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18"/>"#
        }
        Icon::Handshake => {
            r#"<path d="M2 7h4l4-2 3 2-4 4c1.500 1.500 3 1 4-.500L15 9l5 5-2 2M20 15l2-1V7h-4l-5 0M6 15l3 3m0-5 3 3m0-4 3 3M2 14h3"/>"#
        }
        Icon::Heart => {
            r#"<path d="M12 20S3 14.500 3 8.700C3 5.800 5.200 4 7.500 4 9.600 4 11.200 5.200 12 7c.8-1.800 2.400-3 4.500-3C18.800 4 21 5.800 21 8.700 21 14.500 12 20 12 20z"/><path d="M6 11h3l1.500-3 2.500 6 1.500-3H18"/>"#
        }
        Icon::Inbox => r#"<path d="M3 13 6 5h12l3 8v6H3zM3 13h5l1.500 3h5L16 13h5"/>"#,
        Icon::Info => r#"<circle cx="12" cy="12" r="9"/><path d="M12 11v5M12 8v.2"/>"#,
        Icon::Leak => r#"<path d="M12 3 2 20h20zM12 10v4M12 17v.2"/>"#,
        Icon::List => r#"<path d="M8 6h13M8 12h13M8 18h13M3 6h1M3 12h1M3 18h1"/>"#,
        Icon::Lock => r#"<path d="M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3M12 15v2"/>"#,
        Icon::Magnifier => {
            r#"<circle cx="10.500" cy="10.500" r="6.500"/><path d="m15.500 15.500 5.500 5.500"/>"#
        }
        Icon::Minutes => r#"<path d="M5 4h14v17H5zM9 2v4M15 2v4M9 11h6M9 15h4"/>"#,
        Icon::Pencil => r#"<path d="M4 20l1-5L16 4l4 4L9 19zM14 6l4 4"/>"#,
        Icon::People => {
            r#"<circle cx="9" cy="8" r="3.500"/><path d="M2.500 20c0-4 3-6.500 6.500-6.500s6.500 2.500 6.500 6.500M15 4.800a3.500 3.500 0 0 1 0 6.400M18 14c2.200.8 3.500 3 3.500 6"/>"#
        }
        Icon::Person => {
            r#"<circle cx="12" cy="8" r="4"/><path d="M4.500 21c0-4.500 3.400-7.500 7.500-7.500s7.500 3 7.500 7.500"/>"#
        }
        Icon::Plus => r#"<path d="M12 5v14M5 12h14"/>"#,
        Icon::Printer => r#"<path d="M7 9V3h10v6M7 17H3V9h18v8h-4M7 14h10v7H7z"/>"#,
        Icon::Question => {
            r#"<path d="M8.500 9a3.500 3.500 0 1 1 5.200 3c-1.200.7-1.700 1.400-1.700 3M12 18.500v.3"/>"#
        }
        Icon::Scale => r#"<path d="M12 3v18M7 21h10M4 7h16M4 7l-2.500 7h5zM20 7l-2.500 7h5z"/>"#,
        Icon::Share => {
            r#"<circle cx="6" cy="12" r="2.500"/><circle cx="18" cy="5.500" r="2.500"/><circle cx="18" cy="18.500" r="2.500"/><path d="m8.200 10.800 7.600-4M8.200 13.200l7.600 4"/>"#
        }
        Icon::Shield => {
            r#"<path d="M12 2.500 4 5.500v6c0 5 3.400 8.500 8 10 4.600-1.500 8-5 8-10v-6z"/><path d="m8.500 12 2.500 2.500 4.500-5"/>"#
        }
        Icon::Stop => r#"<path d="M6 6l12 12M18 6 6 18"/>"#,
    }
}
