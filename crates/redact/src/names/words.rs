//! The words that stand before, in and around names.

/// Titles of address: what follows with a capital is a name.
pub(super) const TITLES: &[&str] = &[
    "mevrouw", "mevr", "mw", "mvr", "meneer", "mijnheer", "heer", "heren", "dames", "dhr", "hr", "dr", "drs", "prof", "professor", "ir", "ing", "mr", "ds",
    "juffrouw", "fam", "familie", "echtpaar", "dokter", "dominee", "pastoor", "imam", "weduwe", "wed", "mrs", "madame", "monsieur", "sir", "lady", "mgr", "jhr", "jonkheer", "freule", "ba", "bc", "mej",
];

/// Functions that are public: their bearers act for the body (T-20).
pub(super) const OFFICIALS: &[&str] = &[
    "wethouder", "burgemeester", "raadslid", "commissielid", "gemeentesecretaris", "griffier", "raadsgriffier", "minister", "staatssecretaris", "gedeputeerde", "raadsvoorzitter", "loco-burgemeester", "wethouders", "dijkgraaf", "commissaris", "kamerlid", "fractievoorzitter", "portefeuillehouder", "burgerraadslid", "locoburgemeester",
];

/// Functions and occupations after which a capital opens a name.
pub(super) const ROLES: &[&str] = &[
    "voorzitter", "secretaris", "notulist", "notuliste", "directeur", "teamleider", "consulent", "consulente", "klantmanager", "casemanager", "jobcoach", "huisarts", "arts", "psycholoog", "psychiater",
    "advocaat", "notaris", "rechter", "officier", "agent", "wijkagent", "rechercheur", "collega", "beleidsmedewerker", "medewerker", "medewerkster", "bewindvoerder", "curator", "mentor", "begeleider", "begeleidster", "werkcoach", "participatiecoach", "bedrijfsarts", "verzekeringsarts",
    "president", "premier", "koning", "koningin", "prins", "prinses", "keizer", "paus", "bisschop", "kardinaal", "graaf", "hertog", "baron", "kolonel", "generaal", "kapitein", "majoor", "sergeant", "trainer", "coach", "bondscoach", "schrijver", "schrijfster", "dichter", "schilder", "componist", "zanger", "zangeres", "acteur", "actrice", "regisseur", "woordvoerder", "woordvoerster", "hoogleraar", "docent", "leraar", "lerares", "juf", "meester", "maatschappelijk werker", "werker", "inspecteur", "handhaver", "sociaal", "cliënt", "client", "klant", "kandidaat", "belanghebbende", "verdachte", "getuige", "bezwaarmaker", "verzoeker", "verzoekster", "eiser", "eiseres", "appellant", "gemachtigde", "deelnemer", "deelneemster", "oma", "opa", "tante", "oom",
];

/// Kin and company: a first name follows.
pub(super) const KIN: &[&str] = &[
    "zoon", "dochter", "moeder", "vader", "broer", "zus", "zusje", "broertje", "partner", "echtgenoot", "echtgenote", "man", "vrouw", "ex-man", "ex-vrouw", "ex-partner", "ex", "vriend", "vriendin", "kind", "kinderen", "zoontje", "dochtertje", "buurman", "buurvrouw", "zoons", "dochters", "kleinzoon", "kleindochter", "neef", "nicht", "genaamd", "heet", "heette", "genoemd", "voornaam", "achternaam", "naam", "roepnaam",
];

/// Words between the parts of a name.
pub(super) const PREFIXES: &[&str] = &[
    "van", "de", "der", "den", "'t", "'s", "ten", "ter", "te", "in", "op", "aan", "vd", "von", "zu", "du", "des", "la", "le", "el", "al", "bin", "ben", "ibn", "da", "dos", "di", "del", "della", "do", "uit", "onder", "over", "d'", "l'", "san", "st", "ould", "af", "voor", "bij", "v.d", "vom", "und", "y", "e",
];

/// Those of them that are words for a place too: they only join a name before `'t`, `den` or `der`.
pub(super) const PLACING: &[&str] = &["in", "op", "aan", "uit", "onder", "over", "voor", "bij", "te", "al", "e", "y", "do", "af"];

/// Those of them that open a surname by themselves.
pub(super) const OPENING: &[&str] = &["van", "de", "der", "den", "ten", "ter", "te", "vd", "von", "el", "al", "'t", "in", "op", "du", "la", "le", "di", "da", "dos", "ben", "v.d", "aan", "het", "uit"];

/// Words with a capital that are no part of a name, also where a name could go on.
pub(super) const NEVER: &[&str] = &[
    "de", "het", "een", "en", "of", "in", "op", "van", "voor", "met", "zij", "hij", "ze", "wij", "we", "ik", "u", "dit", "dat", "deze", "die", "er", "als", "maar", "ook", "want", "dus", "toen", "nu", "na", "bij", "om", "uit", "over", "onder", "tot", "door", "aan", "naar", "geen", "niet", "wel", "daarnaast", "daarom", "hierbij", "namens", "betreft", "geachte", "beste", "aanwezig", "afwezig", "datum", "onderwerp", "gemeente", "college", "raad", "commissie", "stichting", "vereniging", "afdeling", "team", "dienst", "bureau", "ministerie", "provincie", "rechtbank", "wet", "artikel", "kamer", "tweede", "eerste", "partij", "fractie", "wil", "uwv", "svb", "ggz", "ggd", "cjib", "avg", "wmo", "woo", "wob", "awb", "bsn", "iban", "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "nederland", "nederlandse", "telefoon", "tel", "mail", "e-mail", "email", "adres", "postcode", "woonplaats", "geboortedatum", "naam", "vvd", "cda", "pvda", "d66", "groenlinks", "sp", "pvv", "sgp", "christenunie", "hoogachtend", "bijlage", "besluit", "kenmerk", "kopie", "cc", "agenda", "verslag", "notulen", "mevrouw", "meneer", "heer", "dhr", "mw", "mevr", "tevens", "volgens", "tijdens", "zoals", "wie", "wat", "waar", "hoe", "wanneer", "waarom", "ja", "nee", "uw", "mijn", "zijn", "haar", "hun", "ons", "onze",
];

/// Closing formulas: a name stands under them.
pub(super) const CLOSINGS: &[&str] = &["hoogachtend", "groet", "groeten", "groetjes", "getekend", "w.g.", "wg", "ondertekening", "handtekening", "ondertekend", "namens"];

/// Headings of a list of people, before a colon.
pub(super) const ATTENDANCE: &[&str] = &["aanwezig", "aanwezigen", "afwezig", "deelnemers", "genodigden", "aanwezige", "voorzitter", "notulist", "notuliste", "secretaris", "verslag", "verslaglegging", "afwezigen", "bericht van verhindering", "verhinderd", "gasten", "gast", "toehoorders", "leden", "insprekers", "inspreker", "verslaglegger", "kopie", "cc", "aan", "van", "behandeld door", "door", "contactpersoon", "behandelaar", "ingekomen", "naam", "klant", "cliënt", "client", "inwoner", "belanghebbende", "partner", "betrokkene", "betrokkenen", "medewerker", "consulent", "afgemeld", "inzender", "opsteller", "auteur", "actiehouder", "achternaam", "voornaam", "voornamen", "roepnaam", "tolk", "gemachtigde", "bewindvoerder", "kinderen", "kind"];
