//! Dutch and English. Dutch is the language of the house; English stands behind a switch.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Nederlands, the default.
    #[default]
    Dutch,
    /// English.
    English,
}

/// A value that goes into a sentence.
#[derive(Debug, Clone, Copy)]
pub enum Arg<'a> {
    /// Text, placed as it is.
    Text(&'a str),
    /// A number; the sentence may choose its form by it.
    Number(i64),
}

type Bundle = FluentBundle<FluentResource>;

/// The chapters of the translations, the same in both languages. A chapter of the house adds its own file here.
const CHAPTERS: [(&str, &str, &str); 15] = [
    ("web", include_str!("../../translations/nl/web.ftl"), include_str!("../../translations/en/web.ftl")),
    ("desk", include_str!("../../translations/nl/desk.ftl"), include_str!("../../translations/en/desk.ftl")),
    (
        "consents",
        include_str!("../../translations/nl/consents.ftl"),
        include_str!("../../translations/en/consents.ftl"),
    ),
    (
        "notices",
        include_str!("../../translations/nl/notices.ftl"),
        include_str!("../../translations/en/notices.ftl"),
    ),
    (
        "decision",
        include_str!("../../translations/nl/decision.ftl"),
        include_str!("../../translations/en/decision.ftl"),
    ),
    (
        "adoption",
        include_str!("../../translations/nl/adoption.ftl"),
        include_str!("../../translations/en/adoption.ftl"),
    ),
    (
        "sharing",
        include_str!("../../translations/nl/sharing.ftl"),
        include_str!("../../translations/en/sharing.ftl"),
    ),
    (
        "vault",
        include_str!("../../translations/nl/vault.ftl"),
        include_str!("../../translations/en/vault.ftl"),
    ),
    (
        "journal",
        include_str!("../../translations/nl/journal.ftl"),
        include_str!("../../translations/en/journal.ftl"),
    ),
    (
        "register",
        include_str!("../../translations/nl/register.ftl"),
        include_str!("../../translations/en/register.ftl"),
    ),
    (
        "rights",
        include_str!("../../translations/nl/rights.ftl"),
        include_str!("../../translations/en/rights.ftl"),
    ),
    (
        "statistics",
        include_str!("../../translations/nl/statistics.ftl"),
        include_str!("../../translations/en/statistics.ftl"),
    ),
    (
        "redaction",
        include_str!("../../translations/nl/redaction.ftl"),
        include_str!("../../translations/en/redaction.ftl"),
    ),
    (
        "minutes",
        include_str!("../../translations/nl/minutes.ftl"),
        include_str!("../../translations/en/minutes.ftl"),
    ),
    (
        "disclosure",
        include_str!("../../translations/nl/disclosure.ftl"),
        include_str!("../../translations/en/disclosure.ftl"),
    ),
];

static DUTCH: LazyLock<Bundle> = LazyLock::new(|| bundle("nl", CHAPTERS.map(|(_, nl, _)| nl)));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle("en", CHAPTERS.map(|(_, _, en)| en)));

fn bundle(code: &str, texts: [&'static str; CHAPTERS.len()]) -> Bundle {
    let id: LanguageIdentifier = code.parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![id]);
    // The marks around inserted values confuse copying and searching; our values are ids and numbers.
    bundle.set_use_isolating(false);
    for text in texts {
        // A broken line loses itself only; the test `translations_are_whole` finds it.
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(rest, _)| rest);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

impl Language {
    /// By the value of the cookie or the switch; anything unknown is Dutch.
    pub fn of(code: &str) -> Self {
        if code == "en" { Self::English } else { Self::Dutch }
    }

    /// `nl` or `en`, for `lang` attributes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Dutch => "nl",
            Self::English => "en",
        }
    }

    /// The sentence under `key`. An unknown key reads as itself, so that a page is never lost over a word.
    pub fn say(self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// The sentence under `key` with values filled in.
    pub fn say_with(self, key: &str, values: &[(&'static str, Arg<'_>)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            match value {
                Arg::Text(text) => args.set(*name, FluentValue::from(*text)),
                Arg::Number(number) => args.set(*name, FluentValue::from(*number)),
            }
        }
        let own: &Bundle = match self {
            Self::Dutch => &DUTCH,
            Self::English => &ENGLISH,
        };
        [own, &DUTCH]
            .into_iter()
            .find_map(|bundle| {
                let pattern = bundle.get_message(key)?.value()?;
                Some(bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned())
            })
            .unwrap_or_else(|| key.to_owned())
    }

    /// Whether there is a sentence under `key`.
    pub fn knows(key: &str) -> bool {
        DUTCH.has_message(key)
    }

    /// The one of two texts that fits.
    pub fn pick(self, dutch: &str, english: &str) -> String {
        match self {
            Self::Dutch => dutch.to_owned(),
            Self::English => english.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<&str> {
        assert!(FluentResource::try_new(text.to_owned()).is_ok(), "the file parses as Fluent");
        let starts_a_message = |line: &&str| line.starts_with(|first: char| first.is_ascii_lowercase());
        let mut keys: Vec<&str> =
            text.lines().filter(starts_a_message).filter_map(|line| line.split(" =").next()).collect();
        keys.sort_unstable();
        keys
    }

    #[test]
    fn translations_are_whole() {
        for (chapter, nl, en) in CHAPTERS {
            assert_eq!(keys(nl), keys(en), "{chapter}: both languages have the same keys");
        }
    }

    #[test]
    fn unknown_keys_read_as_themselves() {
        assert_eq!(Language::Dutch.say("no-such-key"), "no-such-key");
        assert_eq!(Language::of("fr"), Language::Dutch);
    }
}
