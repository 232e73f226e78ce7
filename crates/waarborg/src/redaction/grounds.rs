//! The grounds on which information is withheld (Woo 5.1-5.4, Wob 10-11), by the codes that Dutch public bodies use.
//!
//! Absolute grounds need no weighing, relative ones do (T-7). Which code fits which law is fixed here; whether there are
//! grounds that concern people is for the rules of `policy/`.

/// The code of a ground, in the one form: `5.1.2e`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ground {
    /// As it stands on the page and in the inventory.
    pub code: &'static str,
    /// `woo` or `wob`.
    pub law: &'static str,
    /// In Dutch.
    pub name: &'static str,
    /// Interests are weighed; for an absolute ground there is nothing to weigh.
    pub relative: bool,
    /// It protects people: which of their data.
    pub protects: Protects,
}

/// What a ground protects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protects {
    /// Special and criminal data.
    Special,
    /// The service number.
    Number,
    /// Private life.
    PrivateLife,
    /// Something else than people.
    Other,
}

/// Written for a document that was judged as another document.
pub const DOUBLE: &str = "dubbel";

const fn ground(
    law: &'static str,
    code: &'static str,
    relative: bool,
    protects: Protects,
    name: &'static str,
) -> Ground {
    Ground { code, law, name, relative, protects }
}

/// All there are, in the order of the laws.
pub const GROUNDS: [Ground; 33] = [
    ground("woo", "5.1.1a", false, Protects::Other, "eenheid van de Kroon"),
    ground("woo", "5.1.1b", false, Protects::Other, "veiligheid van de Staat"),
    ground("woo", "5.1.1c", false, Protects::Other, "vertrouwelijke gegevens van bedrijven"),
    ground("woo", "5.1.1d", false, Protects::Special, "bijzondere of strafrechtelijke persoonsgegevens"),
    ground("woo", "5.1.1e", false, Protects::Number, "nationaal identificatienummer (BSN)"),
    ground("woo", "5.1.2a", true, Protects::Other, "internationale betrekkingen"),
    ground("woo", "5.1.2b", true, Protects::Other, "economische of financiële belangen"),
    ground("woo", "5.1.2c", true, Protects::Other, "opsporing en vervolging"),
    ground("woo", "5.1.2d", true, Protects::Other, "inspectie, controle en toezicht"),
    ground("woo", "5.1.2e", true, Protects::PrivateLife, "persoonlijke levenssfeer"),
    ground("woo", "5.1.2f", true, Protects::Other, "andere concurrentiegevoelige gegevens"),
    ground("woo", "5.1.2g", true, Protects::Other, "milieu"),
    ground("woo", "5.1.2h", true, Protects::Other, "beveiliging van personen en bedrijven"),
    ground("woo", "5.1.2i", true, Protects::Other, "goed functioneren van de overheid"),
    ground("woo", "5.1.5", true, Protects::Other, "onevenredige benadeling"),
    ground("woo", "5.2", true, Protects::Other, "persoonlijke beleidsopvattingen"),
    ground("woo", "5.4", false, Protects::Other, "documenten van een formateur"),
    ground("woo", DOUBLE, false, Protects::Other, "al beoordeeld in een ander document"),
    ground("wob", "10.1a", false, Protects::Other, "eenheid van de Kroon"),
    ground("wob", "10.1b", false, Protects::Other, "veiligheid van de Staat"),
    ground("wob", "10.1c", false, Protects::Other, "vertrouwelijke gegevens van bedrijven"),
    ground("wob", "10.1d", false, Protects::Special, "bijzondere persoonsgegevens"),
    ground("wob", "10.2a", true, Protects::Other, "internationale betrekkingen"),
    ground("wob", "10.2b", true, Protects::Other, "economische of financiële belangen"),
    ground("wob", "10.2c", true, Protects::Other, "opsporing en vervolging"),
    ground("wob", "10.2d", true, Protects::Other, "inspectie, controle en toezicht"),
    ground("wob", "10.2e", true, Protects::PrivateLife, "persoonlijke levenssfeer"),
    ground("wob", "10.2f", true, Protects::Other, "de geadresseerde leest het eerst"),
    ground("wob", "10.2g", true, Protects::Other, "onevenredige bevoordeling of benadeling"),
    ground("wob", "10.7a", true, Protects::Other, "milieu"),
    ground("wob", "10.7b", true, Protects::Other, "beveiliging van bedrijven"),
    ground("wob", "11.1", true, Protects::Other, "persoonlijke beleidsopvattingen"),
    ground("wob", DOUBLE, false, Protects::Other, "al beoordeeld in een ander document"),
];

impl Ground {
    /// The ground that someone wrote down, under a law: `5.1.2.e`, `5.1.2 E` and `art. 5.1.2e` are all `5.1.2e`.
    pub fn read(law: &str, text: &str) -> Option<&'static Self> {
        let text = text.trim().to_lowercase();
        let text = text.strip_prefix("art.").unwrap_or(&text);
        let signs: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
        let signs = signs.strip_suffix('.').unwrap_or(&signs);
        let letter = signs.chars().next_back().filter(char::is_ascii_lowercase);
        let number = letter.and_then(|letter| signs.strip_suffix(letter)).unwrap_or(signs);
        let number = number.strip_suffix('.').unwrap_or(number);
        Self::of(law, &letter.map_or_else(|| number.to_owned(), |letter| format!("{number}{letter}")))
    }

    /// The ground with exactly this code.
    pub fn of(law: &str, code: &str) -> Option<&'static Self> {
        GROUNDS.iter().find(|ground| ground.law == law && ground.code == code)
    }

    /// Those of a law, in its order.
    pub fn of_law(law: &str) -> impl Iterator<Item = &'static Self> {
        GROUNDS.iter().filter(move |ground| ground.law == law)
    }

    /// With its name: `5.1.2e: persoonlijke levenssfeer`.
    pub fn told(&self) -> String {
        format!("{}: {}", self.code, self.name)
    }

    /// As an article of its law: `Woo 5.1.2e`.
    pub fn cited(&self) -> String {
        format!("{} {}", if self.law == "wob" { "Wob" } else { "Woo" }, self.code)
    }

    /// Whether data of this category are withheld on this ground. Under the Wob a service number had no ground of its own.
    pub fn fits(&self, category: &str) -> bool {
        match (self.protects, category) {
            (Protects::Other, _) => true,
            (_, "none") => false,
            (Protects::Number, category) => category == "bsn",
            (Protects::Special | Protects::PrivateLife, "bsn") => self.law == "wob",
            (Protects::Special, category) => is_special(category),
            (Protects::PrivateLife, category) => !is_special(category),
        }
    }
}

fn is_special(category: &str) -> bool {
    !matches!(category, "none" | "ordinary" | "financial" | "household" | "bsn")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_for_every_way_of_writing() {
        for text in ["5.1.2e", "5.1.2.e", " 5.1.2 E ", "5.1.2.E.", "art. 5.1.2e", "5.1. 2e"] {
            let read = Ground::read("woo", text).map(|ground| ground.code);
            assert_eq!(read, Some("5.1.2e"), "{text}");
        }
        assert_eq!(Ground::read("woo", "5.2").map(|ground| ground.code), Some("5.2"));
        assert_eq!(Ground::read("wob", "10.2.E").map(|ground| ground.code), Some("10.2e"));
        for wrong in ["", "e", "5.1.2", "5.1.2z", "10.2e", "privacy", "5.1.2ee", "5..1.2e"] {
            assert!(Ground::read("woo", wrong).is_none(), "{wrong}");
        }
    }

    // proves!("T-7")
    #[test]
    fn absolute_grounds_are_for_the_data_that_they_protect() {
        let fits = |law, code, category| Ground::of(law, code).unwrap().fits(category);
        assert!(fits("woo", "5.1.1d", "health") && !fits("woo", "5.1.2e", "health"), "no weighing of health");
        assert!(
            fits("woo", "5.1.1e", "bsn") && !fits("woo", "5.1.1d", "bsn") && !fits("woo", "5.1.2e", "bsn")
        );
        assert!(fits("wob", "10.1d", "bsn") && fits("wob", "10.2e", "bsn"), "the Wob had no ground for it");
        assert!(fits("woo", "5.1.2e", "ordinary") && !fits("woo", "5.1.2e", "none"));
        assert!(fits("woo", "5.2", "none") && fits("woo", "5.2", "ordinary"));
        for ground in GROUNDS {
            let absolute =
                ["5.1.1", "10.1", "5.4", DOUBLE].iter().any(|start| ground.code.starts_with(start));
            assert_eq!(ground.relative, !absolute, "{}", ground.code);
        }
    }
}
