//! `AuthZEN` requests, read leniently where the standard says so: unknown members are passed over.

use serde_json::{Map, Value};

use crate::error::FieldError;

/// A subject or resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entity {
    pub(super) kind: String,
    /// Absent in the entity that a search looks for.
    pub(super) id: Option<String>,
    pub(super) properties: Map<String, Value>,
}

/// What the subject wants to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Action {
    pub(super) name: String,
    pub(super) properties: Map<String, Value>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Evaluation {
    pub(super) subject: Entity,
    pub(super) action: Action,
    pub(super) resource: Entity,
    pub(super) context: Map<String, Value>,
    /// Where it stands in the request, for errors: empty or `evaluations[3]`.
    pub(super) place: String,
}

/// When a batch stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Semantic {
    ExecuteAll,
    DenyOnFirstDeny,
    PermitOnFirstPermit,
}

/// Collects what is wrong while reading.
pub(super) struct Reader {
    pub(super) errors: Vec<FieldError>,
}

impl Reader {
    pub(super) fn new() -> Self {
        Self { errors: Vec::new() }
    }

    pub(super) fn wrong(&mut self, path: &str, message: &str, message_nl: &str) {
        self.errors.push(FieldError {
            path: path.to_owned(),
            message: message.to_owned(),
            message_nl: message_nl.to_owned(),
        });
    }

    pub(super) fn object<'a>(
        &mut self,
        from: &'a Map<String, Value>,
        path: &str,
        key: &str,
    ) -> Option<&'a Map<String, Value>> {
        let place = join(path, key);
        match from.get(key) {
            Some(Value::Object(object)) => Some(object),
            None => {
                self.wrong(&place, "missing", "Dit veld ontbreekt.");
                None
            }
            Some(_) => {
                self.wrong(&place, "expected an object", "Hier hoort een object te staan.");
                None
            }
        }
    }

    fn text(&mut self, from: &Map<String, Value>, path: &str, key: &str) -> Option<String> {
        let place = join(path, key);
        match from.get(key) {
            Some(Value::String(text)) => Some(text.clone()),
            None => {
                self.wrong(&place, "missing", "Dit veld ontbreekt.");
                None
            }
            Some(_) => {
                self.wrong(&place, "expected a text", "Hier hoort een tekst te staan.");
                None
            }
        }
    }

    fn optional(&mut self, from: &Map<String, Value>, path: &str, key: &str) -> Map<String, Value> {
        if from.contains_key(key) {
            self.object(from, path, key).cloned().unwrap_or_default()
        } else {
            Map::new()
        }
    }

    /// A subject or resource; `searched` is the one without an id.
    pub(super) fn entity(
        &mut self,
        from: &Map<String, Value>,
        path: &str,
        key: &str,
        searched: bool,
    ) -> Option<Entity> {
        let object = self.object(from, path, key)?;
        let place = join(path, key);
        let kind = self.text(object, &place, "type");
        let id = if searched { None } else { self.text(object, &place, "id") };
        let properties = self.optional(object, &place, "properties");
        let entity = Entity { kind: kind?, id, properties };
        (searched || entity.id.is_some()).then_some(entity)
    }

    pub(super) fn action(&mut self, from: &Map<String, Value>, path: &str) -> Option<Action> {
        let object = self.object(from, path, "action")?;
        let place = join(path, "action");
        let name = self.text(object, &place, "name");
        let properties = self.optional(object, &place, "properties");
        Some(Action { name: name?, properties })
    }

    pub(super) fn context(&mut self, from: &Map<String, Value>, path: &str) -> Map<String, Value> {
        self.optional(from, path, "context")
    }

    /// One whole question.
    pub(super) fn evaluation(&mut self, from: &Map<String, Value>, path: &str) -> Option<Evaluation> {
        let subject = self.entity(from, path, "subject", false);
        let action = self.action(from, path);
        let resource = self.entity(from, path, "resource", false);
        let before = self.errors.len();
        let context = self.context(from, path);
        if self.errors.len() > before {
            return None;
        }
        Some(Evaluation {
            subject: subject?,
            action: action?,
            resource: resource?,
            context,
            place: path.to_owned(),
        })
    }
}

/// One question of the body, or why it is none.
pub(super) fn single(body: &Map<String, Value>, path: &str) -> Result<Evaluation, Vec<FieldError>> {
    let mut reader = Reader::new();
    let evaluation = reader.evaluation(body, path);
    evaluation.filter(|_| reader.errors.is_empty()).ok_or(reader.errors)
}

/// A batch with its defaults filled in: a member that an evaluation lacks is taken over whole.
pub(super) type Batch = (Semantic, Vec<(Map<String, Value>, Result<Evaluation, Vec<FieldError>>)>);

/// The batch in the body; `None` when it is a single question.
pub(super) fn batch(body: &Map<String, Value>, most: usize) -> Result<Option<Batch>, Vec<FieldError>> {
    let mut reader = Reader::new();
    let list = match body.get("evaluations") {
        None => return Ok(None),
        Some(Value::Array(list)) if list.is_empty() => return Ok(None),
        Some(Value::Array(list)) if list.len() <= most => list,
        Some(_) => {
            let message = format!("expected a list of at most {most} evaluations");
            reader.wrong(
                "evaluations",
                &message,
                &format!("Hier hoort een lijst van ten hoogste {most} vragen."),
            );
            return Err(reader.errors);
        }
    };
    let options = reader.optional(body, "", "options");
    let semantic = match options.get("evaluations_semantic") {
        None => Semantic::ExecuteAll,
        Some(Value::String(name)) if name == "execute_all" => Semantic::ExecuteAll,
        Some(Value::String(name)) if name == "deny_on_first_deny" => Semantic::DenyOnFirstDeny,
        Some(Value::String(name)) if name == "permit_on_first_permit" => Semantic::PermitOnFirstPermit,
        Some(_) => {
            reader.wrong(
                "options.evaluations_semantic",
                "expected `execute_all`, `deny_on_first_deny` or `permit_on_first_permit`",
                "Kies uit: execute_all, deny_on_first_deny, permit_on_first_permit.",
            );
            Semantic::ExecuteAll
        }
    };
    if !reader.errors.is_empty() {
        return Err(reader.errors);
    }
    let filled = list.iter().enumerate().map(|(index, one)| {
        let place = format!("evaluations[{index}]");
        let Value::Object(own) = one else {
            let mut reader = Reader::new();
            reader.wrong(&place, "expected an object", "Hier hoort een object te staan.");
            return (Map::new(), Err(reader.errors));
        };
        let mut whole = own.clone();
        for key in ["subject", "action", "resource", "context"] {
            if let (false, Some(default)) = (own.contains_key(key), body.get(key)) {
                whole.insert(key.to_owned(), default.clone());
            }
        }
        let read = single(&whole, &place);
        (whole, read)
    });
    Ok(Some((semantic, filled.collect())))
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}
