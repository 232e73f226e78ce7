//! The form of an entry as one table: the door through which every document comes in, and its JSON Schema.
//!
//! `serde` stops at the first mistake and does not say where; people and systems that fill in a record of this size
//! want all mistakes at once, each with its place. So the table is walked first, and only a document without
//! mistakes becomes an [`Entry`]. Messages never repeat the offending value.

use ground::Day;
use serde_json::{Map, Value, json};

use super::model::{ActivityId, Entry};
use super::period::Period;
use super::words::{
    Act, Automated, Category, DpiaStatus, Effect, GroundRegime, Letter, Level, MeasureKind, Outside,
    RecipientRole, RetentionSource, RetentionStart, SourceKind, SubjectKind, WbpStatus,
};
use crate::api::json::shown;
use crate::error::FieldError;

/// What a field may hold.
pub(super) enum Kind {
    /// One line or a few of plain text.
    Text,
    /// One of a closed list of codes, with their Dutch words.
    Code(&'static [(&'static str, &'static str)]),
    /// Text of a fixed form: its test, JSON Schema `format` or `pattern`, and how to write it in Dutch.
    Form(fn(&str) -> bool, Form, &'static str),
    Flag,
    List(&'static Kind),
    Object(&'static [Field]),
}

/// How JSON Schema names a form.
pub(super) enum Form {
    Format(&'static str),
    Pattern(&'static str),
}

/// Name, kind and need of a field.
pub(super) struct Field(pub(super) &'static str, pub(super) &'static Kind, pub(super) Need);

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Must,
    May,
}
use Need::{May, Must};

/// Longest text in one field, in characters.
const LONGEST_TEXT: usize = 4_000;
/// Most items in one list.
pub(super) const LONGEST_LIST: usize = 200;

const TEXT: Kind = Kind::Text;
const TEXTS: Kind = Kind::List(&Kind::Text);
const DAY: Kind =
    Kind::Form(|text| text.parse::<Day>().is_ok(), Form::Format("date"), "Schrijf een datum als 2026-11-16.");
const PERIOD: Kind = Kind::Form(
    |text| Period::try_from(text.to_owned()).is_ok(),
    Form::Pattern("^(P[1-9][0-9]{0,4}[YMWD]|permanent)$"),
    "Schrijf een termijn als P10Y, P6M, P6W, P42D of permanent.",
);
const COUNTRY: Kind = Kind::Form(
    |text| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase()),
    Form::Pattern("^[A-Z]{2}$"),
    "Schrijf een land met twee hoofdletters, zoals NL.",
);
const UPPER_CODE: Kind = Kind::Form(
    |text| {
        !text.is_empty()
            && text.len() <= 40
            && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
            && !text.starts_with('_')
    },
    Form::Pattern("^[A-Z][A-Z_]{0,39}$"),
    "Schrijf een code in hoofdletters, zoals UITKERING.",
);
const LOWER_CODE: Kind = Kind::Form(
    |text| {
        let inner = |byte: u8| byte.is_ascii_lowercase() || byte == b'-' || byte == b'_';
        text.len() <= 40 && text.starts_with(|c: char| c.is_ascii_lowercase()) && text.bytes().all(inner)
    },
    Form::Pattern("^[a-z][a-z_-]{0,39}$"),
    "Kies een code in kleine letters, zoals schuldhulpverlening.",
);
const NORM: Kind = Kind::Form(
    |text| {
        let (paragraph, number) = text.split_once('-').unwrap_or(("", ""));
        let digits =
            |part: &str| !part.is_empty() && part.len() < 4 && part.bytes().all(|b| b.is_ascii_digit());
        paragraph.split('.').count() <= 2 && paragraph.split('.').all(digits) && digits(number)
    },
    Form::Pattern("^[0-9]{1,3}(\\.[0-9]{1,3})?-[0-9]{1,3}$"),
    "Schrijf een alinea van het beleid als 6.9-3.",
);
const TERM: Kind = Kind::Form(
    is_dpv_term,
    Form::Pattern("^(dpv|pd|ps):[A-Za-z][A-Za-z-]*$"),
    "Schrijf een DPV-term als pd:Name.",
);
const LETTER_OF_NINE: Kind = Kind::Form(
    |text| matches!(text.as_bytes(), [b'a'..=b'j']),
    Form::Pattern("^[a-j]$"),
    "Kies een letter van a tot en met j.",
);
const CODE_OF_LIST: Kind = Kind::Form(
    |text| {
        text.len() <= 12
            && text.split('.').count() >= 2
            && text.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    },
    Form::Pattern("^[0-9]+(\\.[0-9]+)+$"),
    "Schrijf een nummer van de selectielijst als 8.1.9.",
);
const ID: Kind = Kind::Form(
    |text| ActivityId::try_from(text.to_owned()).is_ok(),
    Form::Pattern("^REG-[0-9]{2,3}[a-z]?$"),
    "Schrijf een nummer als REG-02.",
);

/// The fields of an entry.
pub(super) const ENTRY: &[Field] = &[
    Field("name", &TEXT, Must),
    Field("owner", &LOWER_CODE, May),
    Field(
        "controller",
        &Kind::Object(&[
            Field("name", &TEXT, May),
            Field("contact", &TEXT, May),
            Field("note", &TEXT, May),
            Field("jointWith", &TEXTS, May),
        ]),
        May,
    ),
    Field("officer", &TEXT, May),
    Field("policyFields", &Kind::List(&LOWER_CODE), May),
    Field("paragraphs", &Kind::List(&NORM), May),
    Field("taskCodes", &Kind::List(&UPPER_CODE), May),
    Field("purposeCodes", &Kind::List(&UPPER_CODE), May),
    Field("purpose", &TEXT, May),
    Field("purposeApproval", &TEXT, May),
    Field("grounds", &Kind::List(&Kind::Object(GROUND)), May),
    Field("statuteRefs", &Kind::List(&Kind::Object(STATUTE_REF)), May),
    Field(
        "subjects",
        &Kind::List(&Kind::Object(&[
            Field("kind", &Kind::Code(SubjectKind::WORDS), Must),
            Field("name", &TEXT, Must),
        ])),
        May,
    ),
    Field(
        "data",
        &Kind::List(&Kind::Object(&[
            Field("name", &TEXT, Must),
            Field("category", &Kind::Code(Category::WORDS), Must),
            Field("statute", &TEXT, May),
            Field("dpv", &Kind::List(&TERM), May),
        ])),
        May,
    ),
    Field("specialData", &Kind::List(&Kind::Object(SPECIAL_DATA)), May),
    Field(
        "sources",
        &Kind::List(&Kind::Object(&[
            Field("name", &TEXT, Must),
            Field("kind", &Kind::Code(SourceKind::WORDS), Must),
            Field("basis", &TEXT, May),
        ])),
        May,
    ),
    Field(
        "use",
        &Kind::Object(&[
            Field("description", &TEXT, May),
            Field("actions", &Kind::List(&Kind::Code(Act::WORDS)), May),
            Field("access", &TEXT, May),
        ]),
        May,
    ),
    Field(
        "processDescription",
        &Kind::Object(&[
            Field("title", &TEXT, Must),
            Field("version", &TEXT, May),
            Field("place", &TEXT, May),
        ]),
        May,
    ),
    Field("recipients", &Kind::List(&Kind::Object(RECIPIENT)), May),
    Field("retention", &Kind::List(&Kind::Object(RETENTION)), May),
    Field("security", &Kind::Object(SECURITY), May),
    Field(
        "transfers",
        &Kind::Object(&[
            Field("outsideEea", &Kind::Code(Outside::WORDS), Must),
            Field("description", &TEXT, Must),
            Field("mechanism", &TEXT, May),
        ]),
        May,
    ),
    Field(
        "wbp",
        &Kind::Object(&[
            Field("status", &Kind::Code(WbpStatus::WORDS), Must),
            Field("notificationRequired", &Kind::Flag, Must),
            Field("articles", &TEXTS, May),
            Field("note", &TEXT, May),
        ]),
        May,
    ),
    Field(
        "dpia",
        &Kind::Object(&[
            Field("status", &Kind::Code(DpiaStatus::WORDS), Must),
            Field("reason", &TEXT, Must),
            Field("doneOn", &DAY, May),
            Field("officerAdvice", &TEXT, May),
        ]),
        May,
    ),
    Field(
        "automatedDecisions",
        &Kind::Object(&[
            Field("taken", &Kind::Code(Automated::WORDS), Must),
            Field("logic", &TEXT, May),
            Field("basis", &TEXT, May),
            Field("safeguard", &TEXT, May),
        ]),
        May,
    ),
    Field(
        "information",
        &Kind::Object(&[Field("description", &TEXT, May), Field("moment", &TEXT, May)]),
        May,
    ),
    Field(
        "confidentiality",
        &Kind::Object(&[
            Field("level", &Kind::Code(Level::WORDS), Must),
            Field("reason", &TEXT, May),
            Field("variantOf", &ID, May),
        ]),
        May,
    ),
    Field("watchPoints", &TEXTS, May),
    Field("dpvPurposes", &Kind::List(&TERM), May),
];

const GROUND: &[Field] = &[
    Field("regime", &Kind::Code(GroundRegime::WORDS), Must),
    Field("article", &TEXT, Must),
    Field("letter", &Kind::Code(Letter::WORDS), Must),
    Field("note", &TEXT, May),
];

const STATUTE_REF: &[Field] = &[
    Field("law", &TEXT, Must),
    Field("article", &TEXT, Must),
    Field("effect", &Kind::Code(Effect::WORDS), Must),
    Field("validFrom", &DAY, May),
    Field("validTo", &DAY, May),
    Field("note", &TEXT, May),
];

const SPECIAL_DATA: &[Field] = &[
    Field("category", &Kind::Code(Category::WORDS), Must),
    Field("description", &TEXT, Must),
    Field("wbp", &TEXT, May),
    Field("avg", &TEXT, May),
    Field("avgLetter", &LETTER_OF_NINE, May),
    Field("condition", &TEXT, May),
];

const RECIPIENT: &[Field] = &[
    Field("name", &TEXT, Must),
    Field("kind", &LOWER_CODE, Must),
    Field("role", &Kind::Code(RecipientRole::WORDS), Must),
    Field("country", &COUNTRY, May),
    Field("insideEea", &Kind::Flag, Must),
    Field("basis", &TEXT, May),
    Field("condition", &TEXT, May),
];

const RETENTION: &[Field] = &[
    Field("result", &TEXT, Must),
    Field("source", &Kind::Code(RetentionSource::WORDS), Must),
    Field("code", &CODE_OF_LIST, May),
    Field("period", &PERIOD, May),
    Field("min", &PERIOD, May),
    Field("max", &PERIOD, May),
    Field("start", &Kind::Code(RetentionStart::WORDS), May),
    Field("basis", &TEXT, May),
    Field("note", &TEXT, May),
];

const SECURITY: &[Field] = &[
    Field("guideline", &TEXT, May),
    Field("description", &TEXT, May),
    Field(
        "measures",
        &Kind::List(&Kind::Object(&[
            Field("name", &TEXT, Must),
            Field("kind", &Kind::Code(MeasureKind::WORDS), Must),
            Field("dpv", &TERM, May),
        ])),
        May,
    ),
];

/// The text looks like a term of the Data Privacy Vocabulary that the export knows a prefix for.
fn is_dpv_term(text: &str) -> bool {
    let (prefix, name) = text.split_once(':').unwrap_or(("", ""));
    matches!(prefix, "dpv" | "pd" | "ps")
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.len() <= 80
        && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
}

/// The entry in a document, or every mistake in its form.
pub fn parse(document: &Value) -> Result<Entry, Vec<FieldError>> {
    let mut errors = Vec::new();
    walk(&Kind::Object(ENTRY), document, "", &mut errors);
    if !errors.is_empty() {
        return Err(errors);
    }
    // What the table lets through the types accept; should they ever differ, the document is refused as a whole.
    Entry::deserialize_from(document).map_err(|()| {
        vec![FieldError::new(
            "",
            "does not have the form of an entry",
            "Dit heeft niet de vorm van een registratie.",
        )]
    })
}

impl Entry {
    fn deserialize_from(document: &Value) -> Result<Self, ()> {
        serde::Deserialize::deserialize(document).map_err(|_| ())
    }
}

fn walk(kind: &Kind, value: &Value, path: &str, errors: &mut Vec<FieldError>) {
    let found = match (kind, value) {
        (Kind::Text, Value::String(text)) => text_error(text),
        (Kind::Form(fits, _, hint), Value::String(text)) => {
            (!fits(text)).then_some(("does not have the expected form", *hint))
        }
        (Kind::Code(codes), Value::String(text)) => (!codes.iter().any(|(code, _)| code == text))
            .then_some(("is not in the list of values", "Kies een waarde uit de lijst.")),
        (Kind::Flag, Value::Bool(_)) => None,
        (Kind::List(inner), Value::Array(items)) => {
            for (place, item) in items.iter().enumerate().take(LONGEST_LIST) {
                walk(inner, item, &format!("{path}[{place}]"), errors);
            }
            (items.len() > LONGEST_LIST)
                .then_some(("has more than 200 items", "Dit zijn meer dan 200 regels."))
        }
        (Kind::Object(fields), Value::Object(map)) => {
            walk_object(fields, map, path, errors);
            None
        }
        (Kind::Flag, _) => Some(("must be true or false", "Kies ja of nee.")),
        (Kind::List(_), _) => Some(("must be a list", "Dit moet een lijst zijn.")),
        (Kind::Object(_), _) => Some(("must be an object", "Dit moet een groep velden zijn.")),
        (Kind::Text | Kind::Form(..) | Kind::Code(_), _) => Some(("must be text", "Dit moet tekst zijn.")),
    };
    errors.extend(found.map(|(message, message_nl)| FieldError::new(path, message, message_nl)));
}

fn walk_object(fields: &[Field], map: &Map<String, Value>, path: &str, errors: &mut Vec<FieldError>) {
    let place = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    for Field(name, kind, need) in fields {
        match map.get(*name) {
            Some(value) => {
                let before = errors.len();
                walk(kind, value, &place(name), errors);
                let blank = value.as_str().is_some_and(|text| text.trim().is_empty());
                if *need == Must && blank && errors.len() == before {
                    errors.push(FieldError::new(place(name), "is required", "Vul dit in."));
                }
            }
            None if *need == Must => errors.push(FieldError::new(place(name), "is required", "Vul dit in.")),
            None => {}
        }
    }
    let unknown = map.keys().filter(|key| fields.iter().all(|Field(name, ..)| name != key));
    for key in unknown.take(LONGEST_LIST) {
        errors.push(FieldError::new(place(shown(key)), "is not a known field", "Dit veld bestaat niet."));
    }
}

pub(super) fn text_error(text: &str) -> Option<(&'static str, &'static str)> {
    if text.chars().count() > LONGEST_TEXT {
        return Some(("is longer than 4000 characters", "Deze tekst is langer dan 4000 tekens."));
    }
    let strange = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    text.chars().any(strange).then_some(("holds control characters", "Er staan tekens in die niet mogen."))
}

/// The form of an entry as JSON Schema, for the API description.
pub fn schema() -> Value {
    object_schema(ENTRY)
}

fn object_schema(fields: &[Field]) -> Value {
    let properties: Map<String, Value> =
        fields.iter().map(|Field(name, kind, _)| ((*name).to_owned(), kind_schema(kind))).collect();
    let required: Vec<&str> =
        fields.iter().filter(|Field(.., need)| *need == Must).map(|Field(name, ..)| *name).collect();
    let mut schema = json!({ "type": "object", "additionalProperties": false, "properties": properties });
    if let (false, Some(map)) = (required.is_empty(), schema.as_object_mut()) {
        map.insert("required".to_owned(), json!(required));
    }
    schema
}

fn kind_schema(kind: &Kind) -> Value {
    match kind {
        Kind::Text => json!({ "type": "string", "maxLength": LONGEST_TEXT }),
        Kind::Code(codes) => {
            let codes: Vec<&str> = codes.iter().map(|(code, _)| *code).collect();
            json!({ "type": "string", "enum": codes })
        }
        Kind::Form(_, Form::Format(format), _) => json!({ "type": "string", "format": format }),
        Kind::Form(_, Form::Pattern(pattern), _) => json!({ "type": "string", "pattern": pattern }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::List(inner) => {
            json!({ "type": "array", "maxItems": LONGEST_LIST, "items": kind_schema(inner) })
        }
        Kind::Object(fields) => object_schema(fields),
    }
}
