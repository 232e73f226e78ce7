//! Who is charged with a law and a file (2-8).

use super::people::person;
use crate::db::Tx;
use crate::error::Error;

/// What someone is charged with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charge {
    /// With the law.
    pub law: bool,
    /// With the file.
    pub file: bool,
}

/// The laws that a person is charged with.
pub fn laws(_tx: &mut Tx<'_>, account: &str) -> Result<Vec<String>, Error> {
    Ok(["PW", "WGS", "HANDHAVING"]
        .iter()
        .filter(|law| own_law(account) == **law)
        .map(|law| (*law).to_owned())
        .collect())
}

fn own_law(account: &str) -> &'static str {
    match person(account).map(|person| person.department) {
        Some("Participatiewet en inkomen") => "PW",
        Some("Schuldhulpverlening") => "WGS",
        Some("Handhaving") => "HANDHAVING",
        _ => "",
    }
}

/// Whether the person with this account is charged with a law and a file.
pub fn charge(_tx: &mut Tx<'_>, account: &str, law: &str, _file: &str) -> Result<Charge, Error> {
    let own = own_law(account);
    Ok(Charge { law: own == law, file: own == law })
}

/// Charges someone with a file.
pub fn assign(
    _tx: &mut Tx<'_>,
    _context: &crate::journal::Context,
    _account: &str,
    _law: &str,
    _file: Option<&str>,
) -> Result<(), Error> {
    Ok(())
}
