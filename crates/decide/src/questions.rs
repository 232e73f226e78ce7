//! Open facts by name: the path in the JSON, and how a person is asked.

use crate::facts::Place;
use crate::rulebook::Rulebook;
use crate::texts::{AnswerKind, Asked, Choice, ObligationText, QuestionText};
use crate::vocabulary::Kind;
use crate::{Finding, Regime};

impl Rulebook {
    /// How the fact at a path is asked; item numbers in the path do not matter.
    pub fn question(&self, path: &str) -> Option<QuestionText> {
        let plain = without_numbers(path);
        let kind = self.answer_kind(&plain)?;
        let fallback = || Asked {
            nl: plain.clone(),
            en: plain.clone(),
            why_nl: String::new(),
            why_en: String::new(),
            norm: String::new(),
        };
        let text = self.texts.questions.facts.get(&plain).cloned().unwrap_or_else(fallback);
        let Asked { nl, en, why_nl, why_en, norm } = text;
        Some(QuestionText { path: plain, nl, en, why_nl, why_en, norm, kind })
    }

    /// What an obligation code asks.
    pub fn obligation(&self, code: &str) -> Option<&ObligationText> {
        self.texts.obligations.iter().find(|text| text.code == code)
    }

    /// The text of an alternative by its code.
    pub fn alternative_text(&self, code: &str) -> Option<&str> {
        self.texts.alternatives.iter().find(|(known, _)| known == code).map(|(_, text)| text.as_str())
    }

    /// Facts that a person can give but nobody has written a question for. Part of `waarborg policy check`.
    pub fn unasked(&self) -> Vec<Finding> {
        let askable = self.vocabulary.slots.iter().filter(|slot| !slot.computed);
        let paths = askable.filter_map(|slot| Self::plain_path(&slot.path)).flatten();
        paths
            .filter(|path| !self.texts.questions.facts.contains_key(path))
            .map(|path| Finding {
                file: "questions.toml".to_owned(),
                rule: None,
                message: format!("nobody has written how `{path}` is asked"),
            })
            .collect()
    }

    /// The path of a slot in the JSON of this item under a regime.
    pub(crate) fn path(&self, place: &Place, slot: usize, regime: Regime) -> String {
        let Some(path) = self.vocabulary.slots.get(slot).map(|slot| slot.path.as_str()) else {
            return String::new();
        };
        let prefix = place.prefix.as_deref().unwrap_or("items[0]");
        let regime_name = regime.as_str();
        if let Some(attribute) = path.strip_prefix("item.consent.") {
            let own = if place.own.contains(&"consent_override") {
                format!("{prefix}.consent_override.")
            } else {
                "consent.".to_owned()
            };
            return format!("{own}{attribute}");
        }
        if let Some(attribute) = path.strip_prefix("item.statute.") {
            let of_regime = format!("statute_{}", regime.as_str());
            let own = place.own.iter().any(|key| *key == of_regime);
            let statute = if own { of_regime.as_str() } else { "statute" };
            return format!("{prefix}.{statute}.{attribute}");
        }
        match path.strip_prefix("item.").or_else(|| path.strip_prefix("passage.")) {
            Some(name @ ("ground" | "exemption")) => format!("{prefix}.{name}_{regime_name}"),
            Some("secrecy_exception") if !place.own.contains(&"secrecy_exception") => {
                "secrecy.exception".to_owned()
            }
            Some(name) => format!("{prefix}.{name}"),
            None if path == "inform.t_record_month" => "inform.t_record".to_owned(),
            None => path.to_owned(),
        }
    }

    /// The paths without numbers under which people give a slot; `None` for what nobody gives.
    fn plain_path(path: &str) -> Option<Vec<String>> {
        let (group, name) = path.split_once('.')?;
        Some(match group {
            "derived" | "settings" | "given" => return None,
            "item" => match name {
                "ground" | "exemption" => vec![format!("items[].{name}_avg"), format!("items[].{name}_wbp")],
                "secrecy_exception" => return None,
                _ if name.starts_with("consent.") => vec![name.to_owned()],
                _ => vec![format!("items[].{name}")],
            },
            "passage" => vec![format!("public_request.passages[].{name}")],
            _ => vec![path.to_owned()],
        })
    }

    fn answer_kind(&self, plain: &str) -> Option<AnswerKind> {
        let slot = self.vocabulary.slots.iter().find(|slot| {
            Self::plain_path(&slot.path).is_some_and(|paths| paths.iter().any(|path| path == plain))
                || (slot.path == "item.secrecy_exception" && plain == "items[].secrecy_exception")
        })?;
        Some(match &slot.kind {
            Kind::Flag => AnswerKind::Flag,
            Kind::Number => AnswerKind::Number,
            Kind::Day => AnswerKind::Day,
            Kind::Choice(list) => AnswerKind::Choice(self.choices(list)),
            Kind::Many(Some(list)) => AnswerKind::Many(self.choices(list)),
            Kind::Many(None) => AnswerKind::Many(self.free_choices(&slot.path)),
            Kind::Text => AnswerKind::Text(self.free_choices(&slot.path)),
        })
    }

    fn choices(&self, list: &str) -> Vec<Choice> {
        let words = self.vocabulary.words.get(list).into_iter().flatten();
        words.map(|word| self.choice(list, word)).collect()
    }

    /// Suggestions for free text: the words that `questions.toml` has for it.
    fn free_choices(&self, path: &str) -> Vec<Choice> {
        let list = match path {
            "purpose.collected_for" | "purpose.requested_for" => "Purpose",
            "inform.already_known" => "Known",
            _ => return Vec::new(),
        };
        let words = self.texts.questions.words.get(list).into_iter().flatten();
        words.map(|(word, _)| self.choice(list, word)).collect()
    }

    fn choice(&self, list: &str, word: &str) -> Choice {
        let text = self.texts.questions.words.get(list).and_then(|words| words.get(word));
        let (nl, en) = text.map_or((word, word), |text| (text.nl.as_str(), text.en.as_str()));
        Choice { value: word.to_owned(), nl: nl.to_owned(), en: en.to_owned() }
    }
}

fn without_numbers(path: &str) -> String {
    let plain = path
        .chars()
        .filter(|character| !character.is_ascii_digit() || !path.contains('['))
        .collect::<String>();
    plain
        .replace("].consent_override.", "].consent.")
        .replace("items[].consent.", "consent.")
        .replace(".statute_avg.", ".statute.")
        .replace(".statute_wbp.", ".statute.")
}
