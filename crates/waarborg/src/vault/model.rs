//! What goes in, parsed at the door, and what comes out.

use ground::{Bsn, Day};
use seal::Opened;

use crate::error::FieldError;
use crate::records::{Item, Origin, Protection};
use crate::register::SubjectKind;

/// The longest text that an item may hold, in characters: a long letter.
const LONGEST: usize = 20_000;

/// What an item is to say: 1 to 20,000 characters, none of them for steering a terminal. Has no `Debug`.
pub struct Value(String);

impl Value {
    /// Reads what someone wrote in the field `path`.
    pub fn read(path: &str, text: &str) -> Result<Self, FieldError> {
        let text = text.trim().replace("\r\n", "\n");
        let wrong = |message: &str, message_nl: &str| FieldError {
            path: path.to_owned(),
            message: message.to_owned(),
            message_nl: message_nl.to_owned(),
        };
        if text.is_empty() {
            return Err(wrong("is required", "Vul dit in."));
        }
        if text.chars().count() > LONGEST {
            return Err(wrong(
                "is longer than 20,000 characters",
                "Deze tekst is te lang. Er passen 20.000 tekens in.",
            ));
        }
        if text.chars().any(|sign| sign.is_control() && sign != '\n' && sign != '\t') {
            return Err(wrong(
                "holds control characters",
                "In deze tekst staan tekens die niet kunnen. Typ de tekst opnieuw.",
            ));
        }
        Ok(Self(text))
    }

    pub(super) fn into_inner(self) -> String {
        self.0
    }
}

/// A datum to be recorded.
pub struct NewItem {
    /// Which kind of data, by its name in the register entry of the file.
    pub kind: String,
    /// What it says.
    pub value: Value,
    /// Where it comes from.
    pub origin: Origin,
    /// The organisation, form or talk it came from.
    pub source: String,
    /// The provision used, when it is not from the subject; may be empty.
    pub basis: String,
    /// When it was obtained.
    pub obtained: Day,
    /// Checked against the person (Wabb 12).
    pub verified: bool,
    /// Collected only to pass on (6.3-4).
    pub only_for_third: bool,
}

/// A person who is new here, with the first items of their file.
pub struct NewPerson {
    /// What the person is to WIL.
    pub kind: SubjectKind,
    /// Who acts for them.
    pub protection: Protection,
    /// By which they are found; not kept in clear.
    pub surname: String,
    /// Date of birth; not kept in clear.
    pub born: Option<Day>,
    /// Service number; not kept in clear.
    pub bsn: Option<Bsn>,
    /// The activity of the register.
    pub activity: String,
    /// Its law, by purpose code.
    pub law: String,
    /// The first items.
    pub items: Vec<NewItem>,
    /// The person was told before, by the form that they filled in (2-18, 6.3-3).
    pub told: bool,
}

/// An item with what it says, for as long as it is shown.
pub struct Opening {
    /// The item.
    pub item: Item,
    /// What it says.
    pub value: Opened<String>,
}
