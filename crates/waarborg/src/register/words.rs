//! The closed lists of the register: what a field may hold, its code and the Dutch word that people read.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal, $nl:literal;)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $code)] $variant,)+ }

        impl $name {
            /// Every code with its Dutch word, in the order of the list.
            pub const WORDS: &[(&str, &str)] = &[$(($code, $nl)),+];
            /// Every value, in the order of the list.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The code in documents, the database and the API.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The Dutch word.
            pub fn nl(self) -> &'static str {
                match self { $(Self::$variant => $nl,)+ }
            }

            /// The value with this code.
            pub fn of(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    )+};
}

words! {
    /// Where an entry stands (policy 2-1: a draft may not start).
    Status {
        /// Being written; processing may not start.
        Draft = "draft", "concept";
        /// In force.
        Active = "active", "actief";
        /// Ended; kept for accountability.
        Closed = "closed", "gesloten";
    }

    /// The law that a ground belongs to.
    GroundRegime {
        /// Until 24 May 2018.
        Wbp = "wbp", "Wbp";
        /// From 25 May 2018.
        Avg = "avg", "AVG";
    }

    /// The grounds of Wbp 8 and AVG 6(1), which share their letters.
    Letter {
        /// Consent.
        A = "a", "toestemming";
        /// Performance of a contract.
        B = "b", "uitvoering van een overeenkomst";
        /// Legal obligation.
        C = "c", "wettelijke verplichting";
        /// Vital interests.
        D = "d", "vitaal belang";
        /// Public task.
        E = "e", "publieke taak";
        /// Legitimate interests.
        F = "f", "gerechtvaardigd belang";
    }

    /// What a provision does (the vocabulary of `items[].statute.effect`).
    Effect {
        /// WIL must.
        Obliges = "obliges", "verplicht";
        /// WIL may.
        Permits = "permits", "staat toe";
        /// WIL may not.
        Forbids = "forbids", "verbiedt";
    }

    /// Who the data are about (the vocabulary of `subject.kind`).
    SubjectKind {
        /// A client.
        Client = "client", "cliënt";
        /// Someone of a client's household.
        Household = "household", "huisgenoot";
        /// A person at an employer.
        EmployerContact = "employer_contact", "contact bij een werkgever";
        /// A person at a supplier.
        Supplier = "supplier", "leverancier";
        /// WIL's own staff (policy 1-3).
        Employee = "employee", "medewerker";
        /// A job applicant.
        Applicant = "applicant", "sollicitant";
        /// Someone who reports something.
        Informant = "informant", "melder";
        /// Someone who complains.
        Complainant = "complainant", "klager";
        /// Who acts for another.
        Representative = "representative", "vertegenwoordiger";
        /// Anyone else.
        Citizen = "citizen", "inwoner";
    }

    /// The kind of data (the vocabulary of `items[].category`).
    Category {
        /// No special kind.
        Ordinary = "ordinary", "gewoon";
        /// Money.
        Financial = "financial", "financieel";
        /// Who lives with whom.
        Household = "household", "huishouden";
        /// Citizen service number.
        Bsn = "bsn", "BSN";
        /// Health.
        Health = "health", "gezondheid";
        /// Racial or ethnic origin.
        Ethnicity = "ethnicity", "ras of afkomst";
        /// Religion or philosophy of life.
        Religion = "religion", "geloof of levensovertuiging";
        /// Political opinions.
        Politics = "politics", "politieke opvatting";
        /// Trade union membership.
        Union = "union", "lidmaatschap van een vakbond";
        /// Sex life.
        SexLife = "sex_life", "seksueel leven";
        /// Genetic data.
        Genetic = "genetic", "genetisch";
        /// Biometric data.
        Biometric = "biometric", "biometrisch";
        /// Criminal convictions and offences.
        Criminal = "criminal", "strafrechtelijk";
    }

    /// Where data come from (policy 2-5, 2-6).
    SourceKind {
        /// The data subject.
        Subject = "subject", "betrokkene";
        /// A third party.
        ThirdParty = "third_party", "derde";
        /// A partner in the chain.
        Chain = "chain", "ketenpartner";
        /// Another unit of WIL.
        OwnUnit = "own_unit", "eigen organisatie";
        /// A public source.
        Public = "public", "openbare bron";
    }

    /// The acts of policy 5-3.
    Act {
        /// Collect.
        Collect = "collect", "verzamelen";
        /// Record.
        Record = "record", "vastleggen";
        /// Put in order.
        Order = "order", "ordenen";
        /// Store.
        Store = "store", "bewaren";
        /// Update.
        Update = "update", "bijwerken";
        /// Alter.
        Alter = "alter", "wijzigen";
        /// Retrieve.
        Retrieve = "retrieve", "opvragen";
        /// Consult.
        Consult = "consult", "raadplegen";
        /// Use.
        Use = "use", "gebruiken";
        /// Disclose by forwarding.
        Disclose = "disclose", "verstrekken";
        /// Disseminate.
        Disseminate = "disseminate", "verspreiden";
        /// Make available.
        MakeAvailable = "make_available", "ter beschikking stellen";
        /// Combine.
        Combine = "combine", "samenbrengen";
        /// Link.
        Link = "link", "met elkaar in verband brengen";
        /// Shield.
        Shield = "shield", "afschermen";
        /// Erase.
        Erase = "erase", "uitwissen";
        /// Destroy.
        Destroy = "destroy", "vernietigen";
    }

    /// The part a recipient plays (AVG 4, 26, 28).
    RecipientRole {
        /// Not subject, controller, processor or their staff.
        ThirdParty = "third_party", "derde";
        /// A controller together with WIL.
        JointController = "joint_controller", "gezamenlijk verantwoordelijke";
        /// Works for WIL.
        Processor = "processor", "verwerker";
        /// Another unit of WIL itself.
        OwnUnit = "own_unit", "eigen organisatie";
    }

    /// Where a retention period comes from (policy 2-12, 2-13).
    RetentionSource {
        /// A statute fixes it.
        Statute = "statute", "wet";
        /// The selection list fixes it.
        SelectionList = "selection_list", "selectielijst";
        /// The daily board decided.
        Board = "board_decision", "besluit van het dagelijks bestuur";
        /// Nobody has decided yet (outcome `NEEDS_BOARD_DECISION`).
        Missing = "board_decision_missing", "besluit van het dagelijks bestuur nodig";
    }

    /// When a retention period begins.
    RetentionStart {
        /// When the case is closed.
        Closing = "closing", "het sluiten van de zaak";
        /// When what the case is about ends: benefit, contract, employment.
        EndOfObject = "end_of_object", "het einde van de uitkering, het contract of het dienstverband";
        /// At the end of the calendar year.
        YearEnd = "year_end", "het einde van het kalenderjaar";
        /// When it was written down.
        Recording = "recording", "het vastleggen";
    }

    /// The two kinds of measures of AVG 32.
    MeasureKind {
        /// Technical.
        Technical = "technical", "technisch";
        /// Organisational.
        Organisational = "organisational", "organisatorisch";
    }

    /// Whether data leave the European Economic Area.
    Outside {
        /// They do not.
        None = "none", "nee";
        /// In some cases, after an assessment.
        Possible = "possible", "soms";
        /// They do.
        Yes = "yes", "ja";
    }

    /// Whether a computer decides about people (AVG 22).
    Automated {
        /// It does not.
        None = "none", "nee, een mens beslist";
        /// It prepares; a person decides.
        Prepared = "prepared", "een computer bereidt het voor, een mens beslist";
        /// It does, without a person.
        Alone = "alone", "ja, een computer beslist";
    }

    /// How it stood with the notification of Wbp 27 (policy 5-13 to 5-17); history since 25 May 2018.
    WbpStatus {
        /// Notified to the AP.
        NotifiedAp = "notified_ap", "gemeld bij de AP";
        /// Notified to the FG.
        NotifiedFg = "notified_fg", "gemeld bij de FG";
        /// Exempt by the Vrijstellingsbesluit.
        Exempt = "exempt", "vrijgesteld";
        /// A register that a statute orders (Wbp 29(4)).
        StatutoryRegister = "statutory_register", "wettelijk register";
        /// Prior examination by the AP (Wbp 31).
        PriorExamination = "prior_examination", "voorafgaand onderzoek";
        /// Not known.
        Unknown = "unknown", "niet bekend";
    }

    /// The impact assessment of AVG 35 and 36.
    DpiaStatus {
        /// Not needed, with the reason.
        NotNeeded = "not_needed", "niet nodig";
        /// Needed and not done.
        Needed = "needed", "nodig, nog niet gedaan";
        /// Done, with the advice of the FG.
        Done = "done", "gedaan";
        /// The AP was consulted.
        PriorConsultation = "prior_consultation", "voorafgaande raadpleging van de AP";
    }

    /// Whether people may be told about records of this activity at once (Logboek Dataverwerkingen, rule 8).
    Level {
        /// Yes.
        Open = "open", "open";
        /// Not while the reason lasts.
        Confidential = "confidential", "vertrouwelijk";
    }
}
