//! The texts that people read or hear before they answer. A text that changes gets the next version: what was shown stays.

use ground::hex;
use sha2::{Digest as _, Sha256};

use super::model::{ConsentText, TextCode};
use crate::web::Language;

/// Raise it with any change below; the database refuses another text under the same version.
const VERSION: i64 = 1;

const SHARE: [&str; 2] = [
    "WIL wil gegevens over u delen met een andere organisatie of afdeling. Op dit formulier staat welke gegevens, met wie en \
     waarvoor.\n\
     U mag nee zeggen. Dat heeft geen gevolgen voor uw uitkering of uw hulp.\n\
     U mag uw toestemming altijd intrekken, bij uw contactpersoon of via privacy@wil.example. Dan stoppen wij meteen. Wat al is \
     gedeeld, kunnen wij niet terughalen.",
    "WIL wants to share data about you with another organisation or department. This form says which data, with whom and what \
     for.\n\
     You may say no. That has no effect on your benefit or your help.\n\
     You may withdraw your consent at any time, with your contact person or at privacy@wil.example. We then stop at once. What \
     was shared before cannot be taken back.",
];

const MEDICAL: [&str; 2] = [
    "WIL wil informatie over uw gezondheid delen. Op dit formulier staat welke informatie, met wie en waarvoor. Zonder uw \
     toestemming doen wij dat niet.\n\
     U mag nee zeggen. Dat heeft geen gevolgen voor uw uitkering of uw hulp.\n\
     U mag uw toestemming altijd intrekken, bij uw contactpersoon of via privacy@wil.example. Dan stoppen wij meteen. Wat al is \
     gedeeld, kunnen wij niet terughalen.",
    "WIL wants to share information about your health. This form says which information, with whom and what for. Without your \
     consent we do not share it.\n\
     You may say no. That has no effect on your benefit or your help.\n\
     You may withdraw your consent at any time, with your contact person or at privacy@wil.example. We then stop at once. What \
     was shared before cannot be taken back.",
];

const USE: [&str; 2] = [
    "WIL wil gegevens over u ook voor iets anders gebruiken. Op dit formulier staat welke gegevens en waarvoor.\n\
     U mag nee zeggen. Dat heeft geen gevolgen voor uw uitkering of uw hulp.\n\
     U mag uw toestemming altijd intrekken, bij uw contactpersoon of via privacy@wil.example. Dan stoppen wij meteen.",
    "WIL wants to use data about you for something else as well. This form says which data and what for.\n\
     You may say no. That has no effect on your benefit or your help.\n\
     You may withdraw your consent at any time, with your contact person or at privacy@wil.example. We then stop at once.",
];

/// The text of today.
pub(super) fn current(code: TextCode, language: Language) -> ConsentText {
    let [dutch, english] = match code {
        TextCode::Share => SHARE,
        TextCode::Medical => MEDICAL,
        TextCode::Use => USE,
    };
    let text = language.pick(dutch, english);
    let hash = hex::encode(&Sha256::digest(text.as_bytes()));
    ConsentText { code, version: VERSION, language: language.code().to_owned(), hash, text }
}
