//! What `organisation.toml` says about the body and its choices, of the policy in force. Only what the program asks itself;
//! the rules read the rest.

use decide::Sources;
use serde::Deserialize;

use super::Edition;

/// The body, and its choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its name, as it stands on a letter.
    pub name: String,
    /// Counts below this number can point to a person (6.2-5).
    pub small_cell: u32,
}

/// Nothing below this is a rule at all: a count of one is a person.
const SMALLEST: u32 = 3;

/// For a policy that does not say: the strict side of what statistical offices use.
const USUAL: u32 = 10;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Table {
    body: Body,
    settings: Settings,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Body {
    name: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Settings {
    small_cell: Option<u32>,
}

impl Organisation {
    /// What a policy says. Its rules are compiled from the same file, so it can be read.
    pub fn of(policy: &Sources) -> Self {
        let text = policy.0.get("organisation.toml").map(String::as_str).unwrap_or_default();
        let table: Table = toml::from_str(text).unwrap_or_default();
        Self { name: table.body.name, small_cell: table.settings.small_cell.unwrap_or(USUAL).max(SMALLEST) }
    }
}

impl Edition {
    /// The body whose policy this is.
    pub fn organisation(&self) -> Organisation {
        Organisation::of(&self.sources)
    }
}

#[cfg(test)]
mod tests {
    use crate::house::testing;

    #[test]
    fn the_body_and_its_choices_are_read() {
        let (house, _) = testing::in_memory();
        let body = house.policy().organisation();
        assert_eq!((body.name.as_str(), body.small_cell), ("Werk en Inkomen Lekstroom", 5));
    }
}
