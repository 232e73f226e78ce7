//! Why a document is not taken, in a sentence for operators and one for people.

/// The same words twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// For people.
    pub dutch: &'static str,
    /// For operators.
    pub english: &'static str,
}

/// A document that is not taken, or of which no output was made. Carries nothing of what stands in the document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// It opens with a password only.
    #[error("the document is encrypted")]
    Encrypted,
    /// A signature covers it, and would no longer be true.
    #[error("the document is signed; a redacted copy would carry a false signature")]
    Signed,
    /// A bound of memory or time was reached.
    #[error("the document is too large: {}", what.english)]
    TooLarge {
        /// Which bound.
        what: Words,
    },
    /// It does not follow its own format.
    #[error("the document is broken: {}", what.english)]
    Broken {
        /// What could not be read.
        what: Words,
    },
    /// A part that may hold text could not be searched and cannot be left out.
    #[error("the document was not searched: {}", what.english)]
    NotSearched {
        /// Why.
        what: Words,
        /// Which part, for people; not when it is about the whole.
        place: Option<String>,
    },
    /// A format, or a feature of one, that is not known here.
    #[error("the document is not supported: {}", what.english)]
    Unsupported {
        /// Which format or feature.
        what: Words,
    },
    /// The name of the file says something else than its contents.
    #[error("the name says `{name}` and the contents are `{contents}`")]
    WrongName {
        /// What the extension stands for.
        name: &'static str,
        /// What the bytes are.
        contents: &'static str,
    },
    /// A removal points outside the document: a mistake of the caller.
    #[error("removal {index} points outside the document")]
    Removal {
        /// Its index.
        index: usize,
    },
    /// Something that was removed could still be read in the output, which was therefore thrown away.
    #[error("what was removed can still be read in the output, at {} places", places.len())]
    Leak {
        /// Where; for people.
        places: Vec<String>,
    },
}

impl Refusal {
    /// The sentence for people.
    pub fn dutch(&self) -> String {
        match self {
            Self::Encrypted => {
                "Dit document is beveiligd met een wachtwoord. Sla het op zonder wachtwoord en probeer het opnieuw.".into()
            }
            Self::Signed => {
                "Dit document is digitaal ondertekend. Een gelakt exemplaar zou een onware handtekening dragen.".into()
            }
            Self::TooLarge { what } => format!("Dit document is te groot: {}.", what.dutch),
            Self::Broken { what } => format!("Dit document is beschadigd: {}.", what.dutch),
            Self::NotSearched { what, place: None } => format!("Dit document is niet doorzocht: {}.", what.dutch),
            Self::NotSearched { what, place: Some(place) } => {
                format!("Dit document is niet doorzocht: {} ({place}).", what.dutch)
            }
            Self::Unsupported { what } => format!("Dit document kan niet worden gelakt: {}.", what.dutch),
            Self::WrongName { name, contents } => {
                format!("De naam van het bestand zegt {name}, maar de inhoud is {contents}. Geef het de juiste naam.")
            }
            Self::Removal { .. } => "Een te lakken stuk tekst valt buiten het document.".into(),
            Self::Leak { places } => format!(
                "Wat is gelakt, is nog te lezen op {} plaats(en): {}. Er is geen gelakt document gemaakt. Lak dezelfde tekst \
                 overal.",
                places.len(),
                places.join(", ")
            ),
        }
    }
}

macro_rules! words {
    ($($name:ident = $dutch:literal, $english:literal;)*) => {
        $(pub(super) const $name: Words = Words { dutch: $dutch, english: $english };)*
    };
}

words! {
    PDF = "de pdf is niet met zekerheid te lezen", "the PDF cannot be read with certainty";
    XFA = "het is een XFA-formulier; druk het af naar een nieuwe pdf", "it is an XFA form";
    SCAN = "een bladzijde is een plaatje zonder tekst; maak eerst een tekstlaag (OCR)", "a page is a picture without text";
    UNREADABLE = "er staat tekst die niet met zekerheid te lezen is", "there is text that cannot be read with certainty";
    PICTURE = "wat weg moet, loopt door een plaatje dat niet te wijzigen is", "a picture under a removal cannot be changed";
    UNKNOWN = "het soort bestand is niet herkend", "the format was not recognised";
    OLD_OFFICE = "het is een bestand van een oude versie; sla het op als docx, xlsx of odt",
        "it is an office file of before 2007";
    BINARY = "het bestand is geen tekst", "the file is not text";
    ENCODING = "de tekens zijn niet te lezen", "the characters cannot be decoded";
    TABLE = "de tabel is niet te lezen", "the table cannot be read";
    FILE_SIZE = "het bestand is groter dan 100 MB", "the file is over 100 MB";
    UNPACKED_SIZE = "uitgepakt wordt het te groot", "it unpacks to more than the limit";
    PARTS = "het bestaat uit te veel onderdelen", "it has too many parts";
    PASSAGES = "het bevat te veel stukken tekst", "it has too many passages";
    ARCHIVE = "het pakket met onderdelen klopt niet", "the archive does not add up";
    MARKUP = "de opmaak is niet te lezen", "the markup cannot be read";
    DEEP = "de opmaak zit te diep in elkaar", "the markup is nested too deeply";
    ENTITIES = "het bevat eigen afkortingen (entiteiten)", "it declares entities";
    NO_SHEET = "er is geen zichtbaar werkblad met cellen", "there is no visible sheet with cells";
    MESSAGE = "het bericht heeft geen afzender, geadresseerde of onderwerp", "the message has no from, to or subject";
    RATIO = "een onderdeel is verdacht sterk ingepakt", "a part is packed suspiciously tightly";
    MISSING = "een onderdeel ontbreekt", "a part is missing";
    NESTED = "er zitten te veel documenten in elkaar", "documents are nested too deeply";
}
