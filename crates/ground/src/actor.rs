//! Who acts. Plain identity data, so that the journal can record who without knowing how they signed in.

use serde::{Deserialize, Serialize};

/// The part a person or system plays (policy paragraphs 3, 6.4, 6.12, 6.14).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A staff member who works with files.
    Employee,
    /// Answers for the register entries and procedures of a department (6.14-6).
    DepartmentHead,
    /// Functionaris voor gegevensbescherming: advises and monitors, never decides (6.14-5).
    Officer,
    /// Carries out retention and destruction (6.4).
    Archivist,
    /// Handles requests for public information (6.12).
    DisclosureOfficer,
    /// The controller's organ: the daily board.
    Board,
    /// Keeps the system running; reads no personal data by that role.
    Administrator,
    /// Someone about whom data are kept, in their own place.
    Resident,
    /// Another system, known by its client id.
    System,
    /// A person at the command line of the machine itself.
    Operator,
}

impl Role {
    /// All there are.
    pub const ALL: [Self; 10] = [
        Self::Employee,
        Self::DepartmentHead,
        Self::Officer,
        Self::Archivist,
        Self::DisclosureOfficer,
        Self::Board,
        Self::Administrator,
        Self::Resident,
        Self::System,
        Self::Operator,
    ];

    /// The role of that name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }

    /// The name used in the journal, the database and translations.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Employee => "employee",
            Self::DepartmentHead => "department_head",
            Self::Officer => "officer",
            Self::Archivist => "archivist",
            Self::DisclosureOfficer => "disclosure_officer",
            Self::Board => "board",
            Self::Administrator => "administrator",
            Self::Resident => "resident",
            Self::System => "system",
            Self::Operator => "operator",
        }
    }
}

/// An id and a role; never a name, so that it may stand in audit records.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Actor {
    /// A stable id: an account id, a client id, or `operator`.
    pub id: String,
    /// The role in which the actor acts now.
    pub role: Role,
}
