//! One rule of the policy: its annotations, parsed at the door.

use serde_json::Value;

use crate::json::Part as _;
use crate::{Finding, Outcome};

/// Which part of the combination a rule belongs to. A lower layer can only narrow (4-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Layer {
    /// The policy of WIL.
    Policy,
    /// Law that holds in every regime.
    Law,
    /// Wet bescherming persoonsgegevens.
    Wbp,
    /// Algemene verordening gegevensbescherming and its Uitvoeringswet.
    Avg,
    /// Wet openbaarheid van bestuur.
    Wob,
    /// Wet open overheid.
    Woo,
    /// What must be done when the outcome holds.
    Obligation,
    /// A conclusion that other rules name.
    Definition,
}

impl Layer {
    /// The layer of a file, by its folder; `None` for files that are no rules of the ruling.
    pub(crate) fn of(path: &str) -> Option<Self> {
        let folder = path.rsplit_once('/')?.0;
        Some(match folder {
            "wil" => Self::Policy,
            "law/general" => Self::Law,
            "law/wbp" => Self::Wbp,
            "law/avg" => Self::Avg,
            "law/wob" => Self::Wob,
            "law/woo" => Self::Woo,
            "obligations" => Self::Obligation,
            "definitions" => Self::Definition,
            _ => return None,
        })
    }
}

/// A rule as people browse it.
#[derive(Debug, Clone)]
pub struct RuleInfo {
    /// Its `@id`.
    pub id: String,
    /// File below `policy/`.
    pub file: String,
    /// The layer of its file.
    pub layer: Layer,
    /// For a `forbid`: what it leads to. A `permit` has none.
    pub outcome: Option<Outcome>,
    /// Statement ids of the policy and of the law overlay.
    pub norms: Vec<String>,
    /// Articles under the Wbp and Wob.
    pub law_then: Vec<String>,
    /// Articles under the AVG and Woo.
    pub law_now: Vec<String>,
    /// The reason in Dutch.
    pub reason: String,
    /// The policy only repeats the law here: the rule counts in both layers.
    pub restates_law: bool,
    /// The names of the questions it is about.
    pub actions: Vec<String>,
    /// The Cedar text.
    pub text: String,
    /// Code of what can be done instead.
    pub alternative: Option<String>,
    /// The fact that must first be put right, for `more_facts`.
    pub asks: Option<String>,
    /// The obligation code, in that layer.
    pub obligation: Option<String>,
    /// The outcomes with which the obligation comes.
    pub(crate) applies: Vec<Applies>,
    /// The derived fact that a definition defines.
    pub(crate) defines: Option<String>,
    /// Place of the question in the order of a verdict.
    pub(crate) stage: usize,
}

/// The outcomes with which an obligation comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Applies {
    Passable,
    Refused,
    MoreFacts,
    Fg,
    Board,
}

impl Applies {
    pub(crate) fn to(self, outcome: Outcome) -> bool {
        match self {
            Self::Passable => outcome.is_passable(),
            Self::Refused => outcome == Outcome::Refused,
            Self::MoreFacts => outcome == Outcome::MoreFactsNeeded,
            Self::Fg => outcome == Outcome::NeedsFgAdvice,
            Self::Board => outcome == Outcome::NeedsBoardDecision,
        }
    }
}

/// The order of questions inside a verdict (section 3 of the rules).
const STAGES: [&str; 9] = [
    "scope",
    "purpose",
    "statute",
    "category",
    "ground",
    "compatibility",
    "necessity",
    "form",
    "information",
];

const ANNOTATIONS: [&str; 14] = [
    "id",
    "norm",
    "wbp",
    "avg",
    "law",
    "restates",
    "outcome",
    "stage",
    "reason",
    "alternative",
    "asks",
    "obligation",
    "applies",
    "defines",
];

/// Reads the annotations of one policy; every mistake is a finding.
pub(crate) fn read(file: &str, layer: Layer, policy: &Value, text: &str) -> Result<RuleInfo, Vec<Finding>> {
    let annotations = policy.part("annotations");
    let id = annotations.part("id").as_str().unwrap_or_default().to_owned();
    let get = |key: &str| annotations.part(key).as_str().map(str::to_owned).filter(|text| !text.is_empty());
    let is_forbid = policy.part("effect") == "forbid";
    let mut messages = Vec::new();

    for key in annotations.as_object().into_iter().flat_map(serde_json::Map::keys) {
        if !ANNOTATIONS.contains(&key.as_str()) {
            messages.push(format!("`@{key}` is not an annotation of this policy"));
        }
    }
    let mut demand = |needed: bool, key: &str| {
        if needed && get(key).is_none() {
            messages.push(format!("`@{key}` is missing"));
        }
    };
    let decides = !matches!(layer, Layer::Definition | Layer::Obligation);
    demand(true, "id");
    demand(layer != Layer::Definition, "norm");
    demand(decides, "reason");
    demand(decides && is_forbid, "outcome");
    demand(decides && is_forbid, "stage");
    demand(layer == Layer::Obligation, "obligation");
    demand(layer == Layer::Definition, "defines");
    demand(matches!(layer, Layer::Wbp | Layer::Avg | Layer::Wob | Layer::Woo), "law");
    if !decides && is_forbid {
        messages.push("definitions and obligations are written as `permit`".to_owned());
    }
    let outcome = get("outcome").and_then(|text| match text.as_str() {
        "refused" => Some(Outcome::Refused),
        "fg" => Some(Outcome::NeedsFgAdvice),
        "board" => Some(Outcome::NeedsBoardDecision),
        "more_facts" => Some(Outcome::MoreFactsNeeded),
        "out_of_scope" => Some(Outcome::OutOfScope),
        _ => None,
    });
    if get("outcome").is_some() && (outcome.is_none() || !is_forbid) {
        messages.push(
            "`@outcome` belongs to a `forbid` and is refused, fg, board, more_facts or out_of_scope"
                .to_owned(),
        );
    }
    let stage =
        get("stage").map_or(Some(STAGES.len()), |text| STAGES.iter().position(|known| *known == text));
    if stage.is_none() {
        messages.push(format!("`@stage` is one of {}", STAGES.join(", ")));
    }
    let applies = get("applies").unwrap_or_else(|| "passable".to_owned());
    let applies = applies.split(',').map(|part| applies_to(part.trim())).collect::<Option<Vec<_>>>();
    if applies.is_none() {
        messages.push("`@applies` lists passable, refused, more_facts, fg or board".to_owned());
    }
    if get("restates").is_some_and(|text| text != "law" || layer != Layer::Policy) {
        messages.push("`@restates(\"law\")` belongs to a rule of `wil/`".to_owned());
    }

    if !messages.is_empty() {
        let rule = (!id.is_empty()).then_some(id);
        return Err(messages
            .into_iter()
            .map(|message| Finding { file: file.to_owned(), rule: rule.clone(), message })
            .collect());
    }
    let law = get("law");
    Ok(RuleInfo {
        file: file.to_owned(),
        layer,
        outcome,
        norms: split(get("norm").as_ref(), ','),
        law_then: split(get("wbp").as_ref().or(law.as_ref()), ';'),
        law_now: split(get("avg").as_ref().or(law.as_ref()), ';'),
        reason: get("reason").unwrap_or_default(),
        restates_law: get("restates").is_some(),
        actions: Vec::new(),
        text: text.trim().to_owned(),
        alternative: get("alternative"),
        asks: get("asks"),
        obligation: get("obligation"),
        applies: applies.unwrap_or_default(),
        defines: get("defines"),
        stage: stage.unwrap_or_default(),
        id,
    })
}

fn applies_to(text: &str) -> Option<Applies> {
    Some(match text {
        "passable" => Applies::Passable,
        "refused" => Applies::Refused,
        "more_facts" => Applies::MoreFacts,
        "fg" => Applies::Fg,
        "board" => Applies::Board,
        _ => return None,
    })
}

fn split(text: Option<&String>, separator: char) -> Vec<String> {
    text.into_iter().flat_map(|text| text.split(separator)).map(|part| part.trim().to_owned()).collect()
}
