//! What a problem document says, by code: title and detail, Dutch and English.

/// The words of one kind of problem.
pub(super) struct Words {
    pub(super) title_nl: &'static str,
    pub(super) title_en: &'static str,
    pub(super) detail_nl: &'static str,
    pub(super) detail_en: &'static str,
}

/// The words under `code`; an unknown code gets the general ones.
pub(super) fn words(code: &str) -> Words {
    let [title_nl, title_en, detail_nl, detail_en] = match code {
        "invalid" => [
            "Ongeldige invoer",
            "Invalid input",
            "Een of meer gegevens kloppen niet. Er is niets vastgelegd. Zie `errors` voor de plaats en de reden.",
            "Some of the input is wrong. Nothing was recorded. See `errors` for the place and the reason.",
        ],
        "malformed" => [
            "De inhoud is niet te lezen",
            "The body cannot be read",
            "De inhoud van het verzoek is geen JSON die wij kunnen lezen. Er is niets vastgelegd.",
            "The body of the request is not JSON that we can read. Nothing was recorded.",
        ],
        "unauthenticated" => [
            "Geen geldig token",
            "No valid token",
            "Stuur een geldig token mee in de kop `Authorization: Bearer …`.",
            "Send a valid token in the header `Authorization: Bearer …`.",
        ],
        "scope" => [
            "Het token geeft hier geen recht op",
            "The token does not give this right",
            "Dit token is geldig, maar niet voor deze handeling. Vraag de beheerder om een token met dit recht.",
            "This token is valid, but not for this act. Ask the administrator for a token with this scope.",
        ],
        "forbidden" => [
            "Dit mag u niet doen",
            "You may not do this",
            "Uw rol geeft geen recht op deze handeling.",
            "Your role does not give the right to do this.",
        ],
        "not-found" => [
            "Niet gevonden",
            "Not found",
            "Op dit adres staat niets. Let op: adressen eindigen hier nooit op een schuine streep.",
            "There is nothing at this address. Note that addresses never end with a slash here.",
        ],
        "method" => [
            "Deze methode kan hier niet",
            "Method not allowed",
            "De kop `Allow` noemt de methoden die op dit adres wel kunnen.",
            "The header `Allow` names the methods that this address takes.",
        ],
        "not-acceptable" => [
            "Deze vorm kunnen wij niet geven",
            "Not acceptable",
            "De kop `Accept` vraagt een vorm die dit adres niet geeft. Vraag om `application/json`.",
            "The header `Accept` asks for a form that this address does not give. Ask for `application/json`.",
        ],
        "media-type" => [
            "Deze vorm kunnen wij niet lezen",
            "Unsupported media type",
            "Stuur de inhoud als `application/json`.",
            "Send the body as `application/json`.",
        ],
        "too-large" => [
            "De inhoud is te groot",
            "The body is too large",
            "Een verzoek mag hoogstens 1 MiB groot zijn. Deel een grote reeks op.",
            "A request may be at most 1 MiB. Divide a large batch.",
        ],
        "conflict" => [
            "Dit past niet bij de huidige stand",
            "Conflict with the present state",
            "De handeling past niet bij de stand van zaken van nu. Haal de gegevens opnieuw op.",
            "The act does not fit the present state. Get the data again.",
        ],
        "refused" => [
            "Geweigerd",
            "Refused",
            "Het beleid laat dit niet toe. Zie `errors` voor de norm en voor wat er anders moet.",
            "The policy does not allow this. See `errors` for the norm and for what would have to change.",
        ],
        "precondition-required" => [
            "Zeg op welke versie u verder gaat",
            "Say which version you build on",
            "Stuur in de kop `If-Match` de `ETag` mee van de versie die u hebt gelezen.",
            "Send the `ETag` of the version you read in the header `If-Match`.",
        ],
        "stale" => [
            "Iemand was u voor",
            "Someone was first",
            "De gegevens zijn intussen veranderd. Haal ze opnieuw op en probeer het nog eens.",
            "The data have changed since. Get them again and try once more.",
        ],
        _ => trouble(code),
    };
    Words { title_nl, title_en, detail_nl, detail_en }
}

/// What is nobody's fault, or ours; an unknown code gets the general words.
fn trouble(code: &str) -> [&'static str; 4] {
    match code {
        "unavailable" => [
            "Nu niet bereikbaar",
            "Unavailable now",
            "De dienst kan dit nu niet doen. Er is niets vastgelegd. Probeer het straks opnieuw.",
            "The service cannot do this now. Nothing was recorded. Try again later.",
        ],
        "internal" => [
            "Er ging bij ons iets mis",
            "Something went wrong on our side",
            "Noem het nummer in `instance` als u dit meldt.",
            "Mention the number in `instance` when you report this.",
        ],
        _ => [
            "Dit verzoek kunnen wij niet uitvoeren",
            "Bad request",
            "Het verzoek is niet zoals dit adres het vraagt. Er is niets vastgelegd.",
            "The request is not as this address wants it. Nothing was recorded.",
        ],
    }
}
