//! What someone asks: facts, and what surrounds them.

use decide::{Regime, When};
use ground::Day;
use serde_json::{Map, Value};

use crate::api::json::join;
use crate::error::FieldError;
use crate::journal::SubjectRef;

/// A question, not judged yet.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// The facts in the vocabulary of `policy/facts.cedarschema`, as they were given.
    pub facts: Value,
    /// The asker's own id, returned unchanged.
    pub id: Option<String>,
    /// The regime to judge by, instead of the one that follows from the day.
    pub regime: Option<Regime>,
    /// The day of the act; today when absent.
    pub at: Option<Day>,
    /// A request or court case that was pending on 25 May 2018 stays under the Wbp (UAVG 48).
    pub pending_at_transition: bool,
    /// The id of the processing activity in the register, for which this is asked.
    pub activity: Option<String>,
    /// The person whose data it is about. Pseudonymised before it is stored.
    pub subject: Option<SubjectRef>,
    /// Where the facts stand in what was sent, for errors: `facts`, `[3].facts`, or empty.
    pub place: String,
    /// Where the activity stands in what was sent.
    pub activity_place: String,
}

/// In which surroundings facts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A call: `facts` beside id, day, regime, activity and subject.
    Call,
    /// A line of a file: `facts` beside an id; notes of the working-practice cases are passed over.
    Line,
}

/// What the working-practice cases say beside their facts.
const NOTES: [&str; 5] = ["set", "title", "story", "expected", "alternative"];

impl Ask {
    /// Reads the two forms: the facts with an optional `id` among them, or `facts` in surroundings. All errors at
    /// once, but those in the facts themselves, which `decide` finds.
    pub fn read(value: Value, shape: Shape, place: &str) -> Result<Self, Vec<FieldError>> {
        let Value::Object(mut object) = value else {
            return Err(vec![FieldError::new(
                place,
                "expected an object",
                "Hier hoort een object te staan.",
            )]);
        };
        let mut reader = Reader { place, errors: Vec::new() };
        let ask = if let Some(facts) = object.shift_remove("facts") {
            let mut ask = Self {
                facts,
                place: join(place, "facts"),
                activity_place: join(place, "activity"),
                ..Self::default()
            };
            ask.id = reader.text(&mut object, "id");
            match shape {
                Shape::Call => ask.read_call(&mut reader, &mut object),
                Shape::Line => NOTES.iter().for_each(|note| drop(object.shift_remove(*note))),
            }
            for key in object.keys() {
                reader.wrong(key, "unknown field", "Dit veld kennen wij niet.");
            }
            ask
        } else {
            let id = reader.text(&mut object, "id");
            Self { facts: Value::Object(object), id, place: place.to_owned(), ..Self::default() }
        };
        if reader.errors.is_empty() { Ok(ask) } else { Err(reader.errors) }
    }

    fn read_call(&mut self, reader: &mut Reader<'_>, object: &mut Map<String, Value>) {
        self.activity = reader.text(object, "activity");
        if let Some(text) = reader.text(object, "regime") {
            self.regime = match text.as_str() {
                "avg" => Some(Regime::Avg),
                "wbp" => Some(Regime::Wbp),
                _ => {
                    reader.wrong("regime", "unknown value; expected `avg` or `wbp`", "Kies uit: avg, wbp.");
                    None
                }
            };
        }
        if let Some(text) = reader.text(object, "at") {
            self.at = text.parse().ok();
            if self.at.is_none() {
                let nl = "Dit is geen datum in de vorm jjjj-mm-dd.";
                reader.wrong("at", "not a calendar day written as YYYY-MM-DD", nl);
            }
        }
        self.pending_at_transition = match object.shift_remove("pending_at_transition") {
            None | Some(Value::Null) => false,
            Some(Value::Bool(flag)) => flag,
            Some(_) => {
                reader.wrong("pending_at_transition", "expected a boolean", "Hier hoort true of false.");
                false
            }
        };
        self.subject = match object.shift_remove("subject") {
            None | Some(Value::Null) => None,
            Some(Value::Object(mut subject)) => {
                let place = join(reader.place, "subject");
                let mut inner = Reader { place: &place, errors: Vec::new() };
                let read = inner.subject(&mut subject);
                reader.errors.append(&mut inner.errors);
                read
            }
            Some(_) => {
                reader.wrong("subject", "expected an object", "Hier hoort een object te staan.");
                None
            }
        };
    }
}

/// The law that a question is judged by: the regime that was asked for, or the one of the day. Without a day it is
/// today; under the Wbp it is the last day of that law.
pub fn law_of(regime: Option<Regime>, at: Option<Day>, pending_at_transition: bool, today: Day) -> When {
    let last_of_wbp = Day::new(2018, 5, 24).unwrap_or(today);
    match regime {
        None => When::on(at.unwrap_or(today), pending_at_transition),
        Some(regime) => {
            let unsaid = if regime == Regime::Wbp { last_of_wbp } else { today };
            When::on(at.unwrap_or(unsaid), pending_at_transition).under(regime)
        }
    }
}

struct Reader<'a> {
    place: &'a str,
    errors: Vec<FieldError>,
}

impl Reader<'_> {
    /// A text of 1 to 200 characters; null counts as absent.
    fn text(&mut self, object: &mut Map<String, Value>, key: &str) -> Option<String> {
        match object.shift_remove(key) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) if (1..=200).contains(&text.chars().count()) => Some(text),
            Some(_) => {
                let nl = "Hier hoort een tekst van 1 tot 200 tekens.";
                self.wrong(key, "expected a text of 1 to 200 characters", nl);
                None
            }
        }
    }

    fn subject(&mut self, object: &mut Map<String, Value>) -> Option<SubjectRef> {
        let (id, id_type) = (self.text(object, "id"), self.text(object, "id_type"));
        for key in object.keys() {
            self.wrong(key, "unknown field", "Dit veld kennen wij niet.");
        }
        for (key, value) in [("id", &id), ("id_type", &id_type)] {
            if value.is_none() && self.errors.is_empty() {
                self.wrong(key, "missing", "Dit veld ontbreekt.");
            }
        }
        Some(SubjectRef { id: id?, id_type: id_type? })
    }

    fn wrong(&mut self, key: &str, message: &str, message_nl: &str) {
        self.errors.push(FieldError::new(join(self.place, key), message, message_nl));
    }
}
