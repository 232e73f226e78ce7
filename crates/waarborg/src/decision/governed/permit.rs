//! What a yes is worth: a permit for named items, once, in its own transaction.

use decide::Ruling;

use crate::db::Tx;
use crate::error::Error;
use crate::records::{ItemId, SubjectId};

/// Permission to do one act with these items of this person.
///
/// INVARIANT: made by a ruling that was a yes and that stands in the journal of the same transaction. It cannot be copied;
/// whoever uses it, uses it up. Only `decision` can make one:
///
/// Not guaranteed: that it is used. What was permitted and not done is in the journal as permitted.
#[must_use = "a permit that is not used was asked for in vain"]
#[derive(Debug)]
pub struct Permit {
    act: &'static str,
    ruling: String,
    subject: SubjectId,
    items: Vec<ItemId>,
    obligations: Vec<String>,
    transaction: u64,
}

/// A ruling that was no yes: refused, or first someone's advice, decision or answer.
#[derive(Debug)]
pub struct Declined {
    /// Its id in the journal.
    pub ruling_id: String,
    /// What was ruled, with its reasons.
    pub ruling: Ruling,
}

impl Permit {
    /// Only here, and only behind a yes.
    pub(super) fn of(
        tx: &Tx<'_>,
        act: &'static str,
        ruling: String,
        subject: SubjectId,
        items: Vec<ItemId>,
        obligations: Vec<String>,
    ) -> Self {
        Self { act, ruling, subject, items, obligations, transaction: tx.number() }
    }

    /// Which act was permitted: `consult`, `record`, `update`, `share`, or a chapter's own.
    pub fn act(&self) -> &'static str {
        self.act
    }

    /// The ruling that permitted it.
    pub fn ruling(&self) -> &str {
        &self.ruling
    }

    /// Whose items.
    pub fn subject(&self) -> &SubjectId {
        &self.subject
    }

    /// Which items.
    pub fn items(&self) -> &[ItemId] {
        &self.items
    }

    /// What has to be done along with it.
    pub fn obligations(&self) -> &[String] {
        &self.obligations
    }

    /// Uses it up: an error in any transaction but the one in which it was given, and for any other act.
    pub fn spend(self, tx: &Tx<'_>, acts: &[&str]) -> Result<(SubjectId, Vec<ItemId>), Error> {
        if self.transaction != tx.number() || !acts.contains(&self.act) {
            return Err(Error::internal("a permit was used for what it is not for"));
        }
        Ok((self.subject, self.items))
    }
}

/// Permission to do one act with one document. Made, used up and worth as much as a [`Permit`].
///
/// INVARIANT: as of [`Permit`].
#[must_use = "a permit that is not used was asked for in vain"]
#[derive(Debug)]
pub struct DocumentPermit {
    act: &'static str,
    document: String,
    transaction: u64,
}

impl DocumentPermit {
    /// Only here, and only behind a yes.
    pub(super) fn of(tx: &Tx<'_>, act: &'static str, document: String) -> Self {
        Self { act, document, transaction: tx.number() }
    }

    /// Uses it up: an error in any transaction but the one in which it was given, for any other act and document.
    pub fn spend(self, tx: &Tx<'_>, act: &str, document: &str) -> Result<(), Error> {
        if self.transaction != tx.number() || self.act != act || self.document != document {
            return Err(Error::internal("a permit was used for what it is not for"));
        }
        Ok(())
    }
}
