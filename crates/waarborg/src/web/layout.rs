//! The sheet every page is written on: header, notices, breadcrumb, contents, footer.

use ground::Role;
use maud::{DOCTYPE, Markup, html};

use super::assets;
use super::doors::may_enter;
use super::frame::Frame;
use super::language::{Arg, Language};
use super::part::{self, Icon};

/// One step of the way to this page: where, and what it is called.
pub type Crumb<'a> = (&'a str, &'a str);

/// What a page may ask of its sheet.
#[derive(Debug, Default, Clone, Copy)]
pub struct Sheet<'a> {
    /// The title; unique in the house, for it is what a screen reader says first.
    pub title: &'a str,
    /// The way here, without the start page and without this page.
    pub crumbs: &'a [Crumb<'a>],
    /// The form on it came back with mistakes: the title says so first.
    pub mistakes: bool,
    /// Tables and pictures may use the whole width.
    pub wide: bool,
}

/// An ordinary page.
pub fn page(frame: &Frame, title: &str, crumbs: &[Crumb<'_>], body: &Markup) -> Markup {
    sheet(frame, &Sheet { title, crumbs, ..Sheet::default() }, body)
}

/// A page with all its options.
pub fn sheet(frame: &Frame, sheet: &Sheet<'_>, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html class="utrecht-root" lang=(frame.language.code()) {
            head {
                meta charset="utf-8";
                title {
                    @if sheet.mistakes { (frame.say("page-title-mistake")) " " }
                    (sheet.title) " · Waarborg"
                }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                meta name="color-scheme" content="light";
                link rel="icon" href=(assets::url("favicon.svg")) type="image/svg+xml";
                @for name in assets::stylesheets() { link rel="stylesheet" href=(assets::url(name)); }
            }
            body class="utrecht-document utrecht-surface voorbeeld-theme waarborg-theme" {
                a class="utrecht-skip-link utrecht-skip-link--visible-on-focus wb-skip" href="#inhoud" {
                    (frame.say("skip-link"))
                }
                (header(frame))
                (notices(frame))
                @if !sheet.crumbs.is_empty() { (breadcrumb(frame, sheet)) }
                main id="inhoud" class=(if sheet.wide { "wb-main wb-main--wide" } else { "wb-main" }) tabindex="-1" {
                    (body)
                }
                (footer(frame))
            }
        }
    }
}

fn header(frame: &Frame) -> Markup {
    html! {
        header class="wb-header" {
            div class="wb-header__top" {
                a class="wb-brand" href="/" {
                    span class="wb-brand__mark" { (part::icon(Icon::Shield)) }
                    span class="wb-brand__words" {
                        span class="wb-brand__name" { "Waarborg" }
                        span class="wb-brand__body" { "Werk en Inkomen Lekstroom" }
                    }
                }
                div class="wb-header__tools" {
                    (language_switch(frame))
                    @if let Some(person) = &frame.person {
                        div class="wb-person" {
                            span class="wb-person__who" {
                                a class="wb-person__name utrecht-link" href="/account" { (person.name) }
                                @if person.role != Role::Resident {
                                    span class="wb-person__role" { (role_name(frame, person.role)) }
                                }
                            }
                            form method="post" action="/afmelden" {
                                (super::form::token(frame, "afmelden"))
                                button class="utrecht-button utrecht-button--subtle wb-button--small" type="submit" {
                                    (frame.say("sign-out"))
                                }
                            }
                        }
                    } @else {
                        a class="utrecht-link" href="/aanmelden" { (frame.say("sign-in")) }
                    }
                }
            }
            nav class="wb-nav" aria-label=(frame.say("nav-label")) {
                ul class="wb-nav__list" {
                    @for (href, key) in navigation(frame.person.as_ref().map(|person| person.role)) {
                        @let here = is_here(&frame.path, href);
                        li {
                            a class="wb-nav__link" href=(href) aria-current=[here.then_some(current(&frame.path, href))] {
                                (frame.say(key))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The main menu: only what has an open door for this role.
fn navigation(role: Option<Role>) -> impl Iterator<Item = (&'static str, &'static str)> {
    const STAFF: [(&str, &str); 14] = [
        ("/", "nav-start"),
        ("/mag-dit", "nav-may-i"),
        ("/dossiers", "nav-files"),
        ("/informeren", "nav-notices"),
        ("/verzoeken", "nav-requests"),
        ("/documenten", "nav-documents"),
        ("/verslagen", "nav-minutes"),
        ("/woo-verzoeken", "nav-disclosure"),
        ("/toewijzingen", "nav-assignments"),
        ("/uitspraken", "nav-rulings"),
        ("/register", "nav-register"),
        ("/beleid", "nav-policy"),
        ("/statistiek", "nav-figures"),
        ("/journaal", "nav-journal"),
    ];
    const RESIDENT: [(&str, &str); 4] = [
        ("/", "nav-start"),
        ("/mijn", "nav-mine"),
        ("/informatie", "nav-information"),
        ("/beleid", "nav-policy"),
    ];
    const OUT: [(&str, &str); 5] = [
        ("/", "nav-start"),
        ("/informatie", "nav-information"),
        ("/openbaarheid", "nav-public"),
        ("/beleid", "nav-policy"),
        ("/over", "nav-about"),
    ];
    let links: &[(&str, &str)] = match role {
        None => &OUT,
        Some(Role::Resident) => &RESIDENT,
        Some(_) => &STAFF,
    };
    links.iter().copied().filter(move |(href, _)| role.is_none_or(|role| may_enter(role, href)))
}

fn is_here(path: &str, href: &str) -> bool {
    path == href || (href != "/" && path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/')))
}

fn current(path: &str, href: &str) -> &'static str {
    if path == href { "page" } else { "true" }
}

fn language_switch(frame: &Frame) -> Markup {
    let (other, words) = match frame.language {
        Language::Dutch => (Language::English, "English"),
        Language::English => (Language::Dutch, "Nederlands"),
    };
    // Pages that answer a form have no address of their own to come back to; the switch then leads to its form.
    let href = format!("/taal?naar={}&terug={}", other.code(), frame.path);
    html! {
        a class="utrecht-link wb-language" href=(href) lang=(other.code()) hreflang=(other.code()) { (words) }
    }
}

fn notices(frame: &Frame) -> Markup {
    html! {
        aside class="wb-notices" aria-label=(frame.say("notices-label")) {
            @if frame.demo {
                p class="wb-notice" {
                    strong class="wb-notice__mark" { (frame.say("notice-demo-mark")) } " "
                    (frame.say("notice-demo"))
                }
            }
            p class="wb-notice" {
                (frame.say("notice-policy")) " "
                a class="utrecht-link" href="/over#beleidstekst" { (frame.say("notice-policy-more")) }
            }
        }
    }
}

fn breadcrumb(frame: &Frame, sheet: &Sheet<'_>) -> Markup {
    html! {
        nav class="utrecht-breadcrumb-nav wb-breadcrumb" aria-label=(frame.say("breadcrumb-label")) {
            ol class="utrecht-breadcrumb-nav__list utrecht-breadcrumb-nav__list--html-ol" {
                @let start = frame.say("nav-start");
                @for (href, name) in std::iter::once(("/", start.as_str())).chain(sheet.crumbs.iter().copied()) {
                    li class="utrecht-breadcrumb-nav__item" {
                        a class="utrecht-link utrecht-breadcrumb-nav__link" href=(href) { (name) }
                    }
                }
            }
        }
    }
}

fn footer(frame: &Frame) -> Markup {
    html! {
        footer class="wb-footer" {
            div class="wb-footer__inner" {
                p class="wb-footer__promise" { (frame.say("footer-promise")) }
                ul class="wb-footer__links" {
                    li { a class="utrecht-link" href="/over" { (frame.say("nav-about")) } }
                    li { a class="utrecht-link" href="/informatie" { (frame.say("nav-information")) } }
                    li { a class="utrecht-link" href="/openbaarheid" { (frame.say("nav-public")) } }
                    li { a class="utrecht-link" href="/toegankelijkheid" { (frame.say("footer-accessibility")) } }
                    li { a class="utrecht-link" href="/beleid" { (frame.say("footer-policy")) } }
                }
                p class="wb-footer__version" {
                    (frame.say_with("footer-version", &[("version", Arg::Text(env!("CARGO_PKG_VERSION")))]))
                }
            }
        }
    }
}

/// The name of a role on screen.
pub fn role_name(frame: &Frame, role: Role) -> String {
    frame.say(&format!("role-{}", role.as_str().replace('_', "-")))
}

/// The name on screen of a law or task, by its purpose code; a code without a name is shown as it is.
pub fn law_name(frame: &Frame, code: &str) -> String {
    let key = format!("law-{}", code.to_lowercase());
    if Language::knows(&key) { frame.say(&key) } else { code.to_owned() }
}
