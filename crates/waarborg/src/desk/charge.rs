//! Who is charged with a law and a file (2-8). An account that is not ready is charged with nothing (6.5-2, 6.7-4).

use ground::Instant;

use super::account::{self};
use super::model::{Assignment, Charge};
use super::store;
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal::{Context, record_act};

/// The laws and tasks that files belong to, by the purpose codes of the register.
pub const LAWS: [&str; 13] = [
    "PW",
    "MINIMA",
    "WGS",
    "WSP",
    "CONTRACT",
    "HR",
    "HANDHAVING",
    "WOO",
    "CLAIMS",
    "ARCHIEF",
    "KLACHT",
    "RECHTEN",
    "BEVEILIGING",
];

/// The longest code or id that is taken.
const LONGEST: usize = 64;

/// Whether the person with this account is charged with a law and a file.
pub fn charge(tx: &mut Tx<'_>, account: &str, law: &str, file: &str) -> Result<Charge, Error> {
    if !account::is_ready(tx, account)? {
        return Ok(Charge { law: false, file: false });
    }
    let law_too = store::is_assigned(tx, account, law, "")?;
    let file_too = !file.is_empty() && store::is_assigned(tx, account, law, file)?;
    Ok(Charge { law: law_too, file: file_too })
}

/// The laws that a person is charged with.
pub fn laws(tx: &mut Tx<'_>, account: &str) -> Result<Vec<String>, Error> {
    if account::is_ready(tx, account)? { store::assigned_laws(tx, account) } else { Ok(Vec::new()) }
}

/// The files that a person is charged with, of all laws.
pub fn assigned_files(tx: &mut Tx<'_>, account: &str) -> Result<Vec<String>, Error> {
    if account::is_ready(tx, account)? { store::assigned_files(tx, account) } else { Ok(Vec::new()) }
}

/// Charges someone with a law, or with a file under it. Who is charged already stays so.
pub fn assign(
    tx: &mut Tx<'_>,
    context: &Context,
    account: &str,
    law: &str,
    file: Option<&str>,
) -> Result<(), Error> {
    assign_until(tx, context, account, law, file, None)
}

/// [`assign`] with a moment at which it ends by itself.
pub fn assign_until(
    tx: &mut Tx<'_>,
    context: &Context,
    account: &str,
    law: &str,
    file: Option<&str>,
    until: Option<Instant>,
) -> Result<(), Error> {
    if !is_code(law) {
        return Err(Error::invalid("wet", "choose a law", "Kies een wet."));
    }
    if file.is_some_and(|file| !is_code(file)) {
        return Err(Error::invalid("dossier", "not an id of a file", "Dit is geen kenmerk van een dossier."));
    }
    let now = tx.now();
    if until.is_some_and(|until| until <= now) {
        return Err(Error::invalid("tot", "the end has to be later than now", "Kies een dag na vandaag."));
    }
    if !store::account_exists(tx, account)? {
        return Err(Error::invalid("medewerker", "there is no such account", "Kies een medewerker."));
    }
    if store::is_assigned(tx, account, law, file.unwrap_or_default())? {
        return Ok(());
    }
    let number = record_act(tx, context, "assignment.begin", &object(account, law, file), "ok")?;
    let assignment = Assignment {
        id: format!("{number}"),
        account: account.to_owned(),
        law: law.to_owned(),
        file: file.map(str::to_owned),
        from: now,
        until,
    };
    store::insert_assignment(tx, &assignment)
}

/// Ends an assignment now; with the law, those to its files as well.
pub fn unassign(
    tx: &mut Tx<'_>,
    context: &Context,
    account: &str,
    law: &str,
    file: Option<&str>,
) -> Result<(), Error> {
    if !store::end_assignments(tx, account, law, file)? {
        return Err(Error::NotFound("assignment"));
    }
    record_act(tx, context, "assignment.end", &object(account, law, file), "ok").map(drop)
}

/// All that is open now, by account.
pub async fn assignments(house: &House) -> Result<Vec<Assignment>, Error> {
    house.db.read("desk.assignments", store::open_assignments).await
}

/// Ids and codes only.
fn object(account: &str, law: &str, file: Option<&str>) -> String {
    format!("{account}/{law}/{}", file.unwrap_or("-"))
}

fn is_code(text: &str) -> bool {
    let fits = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '.');
    !text.is_empty() && text.len() <= LONGEST && text.chars().all(fits)
}
