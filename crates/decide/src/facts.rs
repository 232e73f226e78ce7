//! The door: JSON in, checked facts out. After this there are only rows of slots.
//!
//! Nothing of what was given is ever repeated in an error: a message names the path and what is expected.

use ground::{Day, Instant};
use serde_json::{Map, Value};

use crate::Regime;
use crate::json::Part as _;
use crate::rulebook::Rulebook;
use crate::vocabulary::{Kind, NEVER, Slot, UNKNOWN};

/// Longest free text of a fact. Facts are codes and citations, no stories.
const LONGEST_TEXT: usize = 200;

/// Most items or passages in one question.
const MOST_ITEMS: usize = 500;

/// Checked facts of one question.
#[derive(Debug, Clone)]
pub struct Facts {
    json: Value,
    /// Place of the question in `Rulebook::programs`.
    pub(crate) question: usize,
    pub(crate) items: Vec<Item>,
    /// The texts given that no rule compares with; their number follows the rules' literals.
    pub(crate) texts: Vec<String>,
}

/// One item, passage, or the case itself, as a row of slots under each regime.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) id: String,
    pub(crate) place: Place,
    pub(crate) wbp: Vec<i64>,
    pub(crate) avg: Vec<i64>,
}

/// Where the facts of an item stand in the JSON, so that a question can name the path.
#[derive(Debug, Clone, Default)]
pub(crate) struct Place {
    pub(crate) prefix: Option<String>,
    /// Which facts the item has of its own where others use those of the case or of both regimes.
    pub(crate) own: Vec<&'static str>,
}

/// A fact that does not parse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactError {
    /// JSON path, such as `items[0].category`.
    pub path: String,
    /// What is expected, in English, without the value that was given.
    pub message: String,
    /// The same in Dutch.
    pub message_nl: String,
}

impl Facts {
    /// The facts as they were given: what the journal keeps and replay reads.
    pub fn json(&self) -> &Value {
        &self.json
    }

    /// The name of the question, such as `disclose`.
    pub fn question(&self) -> &str {
        self.json.part("question").as_str().unwrap_or_default()
    }
}

impl Item {
    pub(crate) fn row(&self, regime: Regime) -> &Vec<i64> {
        match regime {
            Regime::Wbp => &self.wbp,
            Regime::Avg => &self.avg,
        }
    }
}

impl Rulebook {
    /// Checks facts against the vocabulary. All mistakes come back at once.
    pub fn parse(&self, json: &Value) -> Result<Facts, Vec<FactError>> {
        let mut door = Door { book: self, errors: Vec::new(), texts: Vec::new(), action: String::new() };
        let facts = door.facts(json);
        match (facts, door.errors.is_empty()) {
            (Some(facts), true) => Ok(facts),
            _ => Err(door.errors),
        }
    }
}

struct Door<'a> {
    book: &'a Rulebook,
    errors: Vec<FactError>,
    texts: Vec<String>,
    action: String,
}

type Row = Vec<i64>;

impl Door<'_> {
    fn facts(&mut self, json: &Value) -> Option<Facts> {
        let Some(object) = json.as_object() else {
            self.error("$", "an object of facts is expected", "hier hoort een object met feiten");
            return None;
        };
        let vocabulary = &self.book.vocabulary;
        let question =
            object.get("question").and_then(Value::as_str).and_then(|name| vocabulary.action(name));
        let Some(action) = question.and_then(|number| vocabulary.actions.get(number)) else {
            let known = self.book.questions().collect::<Vec<_>>().join(", ");
            self.error("question", &format!("one of {known} is expected"), &format!("kies een van: {known}"));
            return None;
        };
        self.action.clone_from(&action.name);

        let mut row = self.empty_row();
        self.set(&mut row, "given.recipient", i64::from(object.contains_key("recipient")));
        self.set(&mut row, "settings.officials_strict", i64::from(self.book.officials_strict));
        for (key, value) in object {
            match key.as_str() {
                "question" | "items" | "id" => {}
                "consent" => self.group(&mut row, "item.consent.", "consent.", value),
                "public_request" => self.without(&mut row, "public_request", value, "passages"),
                "publication" => {
                    if let Some(consent) = value.get("consent") {
                        self.group(&mut row, "item.consent.", "publication.consent.", consent);
                    }
                    self.without(&mut row, "publication", value, "consent");
                }
                group if self.is_group(group) => {
                    self.group(&mut row, &format!("{group}."), &format!("{group}."), value);
                }
                _ => self.error(
                    key,
                    "this fact is not in the vocabulary",
                    "dit feit staat niet in de woordenlijst",
                ),
            }
        }
        self.work_out(&mut row);

        let items = match action.resource.as_str() {
            "Item" => self.items(&row, object.get("items")),
            "Passage" => {
                self.passages(&row, object.get("public_request").and_then(|group| group.get("passages")))
            }
            _ => vec![Item { id: String::new(), place: Place::default(), wbp: row.clone(), avg: row }],
        };
        if action.resource != "Item" && object.contains_key("items") {
            // Items say nothing in this question, but a mistake in them is still a mistake.
            self.items(&self.empty_row(), object.get("items"));
        }
        let with_recipient = action.name == "transfer" && object.contains_key("recipient");
        let question = if with_recipient { self.book.programs.len().saturating_sub(1) } else { question? };
        Some(Facts { json: json.clone(), question, items, texts: std::mem::take(&mut self.texts) })
    }

    /// Every fact unknown, but for those with a default that holds in this question.
    fn empty_row(&self) -> Row {
        self.book.vocabulary.slots.iter().map(|slot| self.default(slot)).collect()
    }

    fn default(&self, slot: &Slot) -> i64 {
        match &slot.default {
            Some(text) if !slot.asked_in.contains(&self.action) => self.constant(slot, text),
            _ => UNKNOWN,
        }
    }

    fn constant(&self, slot: &Slot, text: &str) -> i64 {
        self.book.vocabulary.constant(&slot.kind, text).or_else(|| self.literal(text)).unwrap_or(UNKNOWN)
    }

    fn literal(&self, text: &str) -> Option<i64> {
        let position = self.book.literals.texts.iter().position(|known| known == text)?;
        i64::try_from(position).ok()
    }

    fn items(&mut self, row: &Row, items: Option<&Value>) -> Vec<Item> {
        let Some(list) = self.list("items", items) else {
            return vec![self.item(row, "items[0]", 1, &Value::Object(Map::new()))];
        };
        let judged = list
            .iter()
            .enumerate()
            .map(|(number, value)| self.item(row, &format!("items[{number}]"), number + 1, value))
            .collect::<Vec<_>>();
        let mut seen = std::collections::BTreeSet::new();
        for (number, item) in judged.iter().enumerate() {
            if !seen.insert(item.id.as_str()) {
                let path = format!("items[{number}].id");
                self.error(&path, "another item has the same id", "een ander gegeven heeft dezelfde id");
            }
        }
        judged
    }

    fn item(&mut self, case: &Row, path: &str, number: usize, value: &Value) -> Item {
        let mut row = case.clone();
        let mut place = Place { prefix: Some(path.to_owned()), ..Place::default() };
        let exception = self.get(&row, "secrecy.exception");
        self.set(&mut row, "item.secrecy_exception", exception);
        let Some(object) = self.object(path, value) else {
            return Item { id: format!("item-{number}"), place, wbp: row.clone(), avg: row };
        };
        let (mut wbp_only, mut avg_only) = (Vec::new(), Vec::new());
        for (key, value) in object {
            let at = format!("{path}.{key}");
            match key.as_str() {
                "id" => {}
                "consent_override" => {
                    place.own.push("consent_override");
                    self.clear(&mut row, "item.consent.");
                    self.group(&mut row, "item.consent.", &format!("{at}."), value);
                }
                "secrecy_exception" => {
                    place.own.push("secrecy_exception");
                    self.fact(&mut row, "item.secrecy_exception", &at, value);
                }
                "statute" => self.group(&mut row, "item.statute.", &format!("{at}."), value),
                "ground_wbp" | "exemption_wbp" | "statute_wbp" => wbp_only.push((key.as_str(), at, value)),
                "ground_avg" | "exemption_avg" | "statute_avg" => avg_only.push((key.as_str(), at, value)),
                "ground" | "exemption" | "consent" => self.unknown_fact(&at),
                _ => self.fact(&mut row, &format!("item.{key}"), &at, value),
            }
        }
        place.own.extend(["statute_wbp", "statute_avg"].into_iter().filter(|key| object.contains_key(*key)));
        let id = self.id(path, object, &format!("item-{number}"));
        let wbp = self.of_regime(row.clone(), &wbp_only);
        let avg = self.of_regime(row, &avg_only);
        Item { id, place, wbp, avg }
    }

    fn of_regime(&mut self, mut row: Row, facts: &[(&str, String, &Value)]) -> Row {
        for (key, at, value) in facts {
            let name = key.rsplit_once('_').map_or(*key, |(name, _)| name);
            if name == "statute" {
                self.clear(&mut row, "item.statute.");
                self.group(&mut row, "item.statute.", &format!("{at}."), value);
            } else {
                self.fact(&mut row, &format!("item.{name}"), at, value);
            }
        }
        row
    }

    fn passages(&mut self, row: &Row, passages: Option<&Value>) -> Vec<Item> {
        let path = "public_request.passages";
        let empty = [Value::Object(Map::new())];
        let list = self.list(path, passages).unwrap_or(&empty);
        list.iter()
            .enumerate()
            .map(|(number, value)| {
                let at = format!("{path}[{number}]");
                let mut row = row.clone();
                let place = Place { prefix: Some(at.clone()), ..Place::default() };
                let name = (number + 1).to_string();
                let Some(object) = self.object(&at, value) else {
                    return Item { id: name, place, wbp: row.clone(), avg: row };
                };
                for (key, value) in object.iter().filter(|(key, _)| *key != "id") {
                    self.fact(&mut row, &format!("passage.{key}"), &format!("{at}.{key}"), value);
                }
                let id = self.id(&at, object, &name);
                Item { id, place, wbp: row.clone(), avg: row }
            })
            .collect()
    }

    fn list<'v>(&mut self, path: &str, value: Option<&'v Value>) -> Option<&'v [Value]> {
        match value {
            None | Some(Value::Null) => None,
            Some(Value::Array(list)) if list.is_empty() => None,
            Some(Value::Array(list)) if list.len() <= MOST_ITEMS => Some(list),
            Some(_) => {
                let (en, nl) = (
                    format!("a list of at most {MOST_ITEMS} is expected"),
                    format!("hier hoort een lijst van hoogstens {MOST_ITEMS}"),
                );
                self.error(path, &en, &nl);
                None
            }
        }
    }

    fn object<'v>(&mut self, path: &str, value: &'v Value) -> Option<&'v Map<String, Value>> {
        let object = value.as_object();
        if object.is_none() {
            self.error(path, "an object is expected", "hier hoort een object");
        }
        object
    }

    fn id(&mut self, path: &str, object: &Map<String, Value>, default: &str) -> String {
        match object.get("id") {
            None | Some(Value::Null) => default.to_owned(),
            Some(Value::String(id)) if is_plain(id) && !id.is_empty() => id.clone(),
            Some(Value::Number(id)) => id.to_string(),
            Some(_) => {
                self.text_error(&format!("{path}.id"));
                default.to_owned()
            }
        }
    }

    fn is_group(&self, name: &str) -> bool {
        let prefix = format!("{name}.");
        let internal = ["derived", "settings", "given", "item", "passage"].contains(&name);
        !internal && self.book.vocabulary.slots.iter().any(|slot| slot.path.starts_with(&prefix))
    }

    /// A group of facts without one key that is read apart.
    fn without(&mut self, row: &mut Row, group: &str, value: &Value, key: &str) {
        let prefix = format!("{group}.");
        match value {
            Value::Object(object) => {
                let mut rest = object.clone();
                rest.remove(key);
                self.group(row, &prefix, &prefix, &Value::Object(rest));
            }
            other => self.group(row, &prefix, &prefix, other),
        }
    }

    /// Reads an object of facts. `slots` is the prefix in the vocabulary, `path` the one in the JSON.
    fn group(&mut self, row: &mut Row, slots: &str, path: &str, value: &Value) {
        match value {
            Value::Null => self.clear(row, slots),
            Value::String(word) if slots == "retain.board_decision." && word == "none" => {
                self.set(row, "retain.board_decision.exists", 0);
            }
            Value::Object(object) => {
                for (key, value) in object {
                    let slot = format!("{slots}{key}");
                    let at = format!("{path}{key}");
                    let nested = format!("{slot}.");
                    if self.book.vocabulary.slots.iter().any(|slot| slot.path.starts_with(&nested)) {
                        self.group(row, &nested, &format!("{at}."), value);
                    } else {
                        self.fact(row, &slot, &at, value);
                    }
                }
                if slots == "retain.board_decision." && !object.contains_key("exists") {
                    self.set(row, "retain.board_decision.exists", 1);
                }
            }
            _ => self.error(
                path.trim_end_matches('.'),
                "an object of facts is expected",
                "hier hoort een object met feiten",
            ),
        }
    }

    fn clear(&self, row: &mut Row, prefix: &str) {
        for (place, slot) in row.iter_mut().zip(&self.book.vocabulary.slots) {
            if slot.path.starts_with(prefix) {
                *place = UNKNOWN;
            }
        }
    }

    fn fact(&mut self, row: &mut Row, slot: &str, path: &str, value: &Value) {
        let book = self.book;
        let Some(found) = book.vocabulary.slot(slot).and_then(|number| book.vocabulary.slots.get(number))
        else {
            return self.unknown_fact(path);
        };
        if found.computed {
            return self.unknown_fact(path);
        }
        let number = match value {
            Value::Null => found.null.as_ref().map_or(Some(UNKNOWN), |text| Some(self.constant(found, text))),
            other => self.value(&found.kind, path, other),
        };
        if let Some(number) = number {
            self.set(row, slot, number);
        }
    }

    fn value(&mut self, kind: &Kind, path: &str, value: &Value) -> Option<i64> {
        match (kind, value) {
            (Kind::Flag, Value::Bool(flag)) => return Some(i64::from(*flag)),
            (Kind::Choice(list), Value::Bool(flag)) if list == "Weighing" => {
                return self.book.vocabulary.word(list, if *flag { "justified" } else { "not_justified" });
            }
            (Kind::Choice(list), Value::String(word)) => {
                if let Some(number) = self.book.vocabulary.word(list, word) {
                    return Some(number);
                }
            }
            (Kind::Text, Value::String(text)) if is_plain(text) => return Some(self.text(text)),
            (Kind::Number, Value::Number(number)) => {
                if let Some(number) = number.as_i64().filter(|number| (0..=1000).contains(number)) {
                    return Some(number);
                }
            }
            (Kind::Day, Value::String(text)) => {
                if let Some(minutes) = minutes(text) {
                    return Some(minutes);
                }
            }
            (Kind::Many(list), Value::Array(words)) if words.len() <= MOST_ITEMS => {
                let words =
                    words.iter().map(|word| self.element(list.as_deref(), word)).collect::<Option<Vec<_>>>();
                if let Some(bits) = words {
                    return Some(bits.into_iter().fold(0, |set, bit| set | bit));
                }
            }
            _ => {}
        }
        self.expected(kind, path);
        None
    }

    /// The bit of a word in a set; a free word that no rule names has none.
    fn element(&self, list: Option<&str>, word: &Value) -> Option<i64> {
        let word = word.as_str().filter(|word| is_plain(word))?;
        let position = match list {
            Some(list) => usize::try_from(self.book.vocabulary.word(list, word)?).ok()?,
            None => match self.book.literals.elements.iter().position(|known| known == word) {
                Some(position) => position,
                None => return Some(0),
            },
        };
        1_i64.checked_shl(u32::try_from(position).ok()?)
    }

    fn text(&mut self, text: &str) -> i64 {
        if let Some(number) = self.literal(text) {
            return number;
        }
        let own = self.texts.iter().position(|known| known == text).unwrap_or_else(|| {
            self.texts.push(text.to_owned());
            self.texts.len() - 1
        });
        i64::try_from(self.book.literals.texts.len() + own).unwrap_or(i64::MAX)
    }

    /// Fills in what follows from other facts: a month after recording (AVG 14(3)).
    fn work_out(&self, row: &mut Row) {
        let recorded = self.get(row, "inform.t_record");
        if recorded != UNKNOWN && recorded != NEVER {
            let day = Day::of_number(recorded.div_euclid(MINUTES_A_DAY));
            let month_later =
                day.plus_months(1).number() * MINUTES_A_DAY + recorded.rem_euclid(MINUTES_A_DAY);
            self.set(row, "inform.t_record_month", month_later);
        }
    }

    fn get(&self, row: &Row, path: &str) -> i64 {
        self.book.vocabulary.slot(path).and_then(|slot| row.get(slot)).copied().unwrap_or(UNKNOWN)
    }

    fn set(&self, row: &mut Row, path: &str, value: i64) {
        let place = self.book.vocabulary.slot(path).and_then(|slot| row.get_mut(slot));
        if let Some(place) = place {
            *place = value;
        }
    }

    fn unknown_fact(&mut self, path: &str) {
        self.error(path, "this fact is not in the vocabulary", "dit feit staat niet in de woordenlijst");
    }

    fn text_error(&mut self, path: &str) {
        let en = format!("a text of at most {LONGEST_TEXT} characters on one line is expected");
        let nl = format!("hier hoort een tekst van hoogstens {LONGEST_TEXT} tekens op één regel");
        self.error(path, &en, &nl);
    }

    fn expected(&mut self, kind: &Kind, path: &str) {
        let (en, nl) = match kind {
            Kind::Flag => {
                ("true, false or null is expected".to_owned(), "hier hoort true, false of null".to_owned())
            }
            Kind::Choice(list) => {
                let words =
                    self.book.vocabulary.words.get(list).map(|words| words.join(", ")).unwrap_or_default();
                (format!("one of {words} or null is expected"), format!("kies een van: {words}, of null"))
            }
            Kind::Text => return self.text_error(path),
            Kind::Number => (
                "a whole number of 0 to 1000 is expected".into(),
                "hier hoort een heel getal van 0 tot en met 1000".into(),
            ),
            Kind::Day => (
                "a date written as YYYY-MM-DD is expected".into(),
                "hier hoort een datum, geschreven als JJJJ-MM-DD".into(),
            ),
            Kind::Many(list) => {
                let words = list.as_ref().and_then(|list| self.book.vocabulary.words.get(list));
                let words = words.map_or_else(|| "short texts".to_owned(), |words| words.join(", "));
                (format!("a list of {words} is expected"), format!("hier hoort een lijst van: {words}"))
            }
        };
        self.error(path, &en, &nl);
    }

    fn error(&mut self, path: &str, message: &str, message_nl: &str) {
        // A key that someone made up may be long or hold personal data: only plain short names are repeated.
        let plain = path.len() <= 120
            && path.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_[].$".contains(c));
        let path = if plain { path } else { "(an unknown name)" }.to_owned();
        self.errors.push(FactError { path, message: message.to_owned(), message_nl: message_nl.to_owned() });
    }
}

const MINUTES_A_DAY: i64 = 24 * 60;

/// A day, or a moment in UTC or with an offset, as minutes since 1970. A day counts from its first minute.
fn minutes(text: &str) -> Option<i64> {
    if let Ok(day) = text.parse::<Day>() {
        return Some(day.number() * MINUTES_A_DAY);
    }
    let moment = Instant::parse_rfc3339(text)?;
    let local = moment.day();
    let midnight_utc = local.number() * MINUTES_A_DAY;
    let minutes_utc = moment.0.div_euclid(60_000);
    // Keep the local day and the order within it; the offset of the Netherlands is one or two hours.
    Some(midnight_utc + (minutes_utc - midnight_utc + moment.offset_minutes()).clamp(0, MINUTES_A_DAY - 1))
}

fn is_plain(text: &str) -> bool {
    text.chars().count() <= LONGEST_TEXT && !text.chars().any(char::is_control)
}
