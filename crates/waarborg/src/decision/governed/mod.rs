//! Acts on what is kept of people (policy 2-8, 5-1, 6.5): each is asked here, in the transaction in which it is done.
//!
//! [`ask`] gathers the facts of an act (`facts.rs`), has the policy in force judge them, writes the ruling to the journal
//! and answers with a [`Permit`] or with what was ruled instead. A refusal is written too, so the caller must commit it.
//!
//! Not guaranteed: that what people state about need and receiver is true. It stands in the journal under their id.

mod document;
mod facts;
mod figures;
mod minutes;
mod passages;
mod permit;
mod view;

use serde_json::Value;

pub use document::{DOCUMENT_TASK, ask_document, ask_release};
pub use facts::{Aim, Receiver};
pub use figures::ask_figures;
pub use minutes::ask_minutes;
pub use passages::{MayBePublic, PassageRuling, ask_passage};
pub use permit::{Declined, DocumentPermit, Permit};
pub use view::{declined_alert, duty};

use super::ask::law_of;
use super::service::{Draft, judge, keep_policy};
use crate::consents;
use crate::db::Tx;
use crate::desk;
use crate::error::Error;
use crate::house::House;
use crate::journal::{Context, SubjectRef};
use crate::records::{File, Item, ItemId, Subject, SubjectId};
use crate::register::{self, Version};

/// What someone wants to do with items about one person in one file.
#[derive(Debug, Clone)]
pub enum Act {
    /// See what they say.
    Consult,
    /// Add them.
    Record,
    /// Put a corrected one in the place of an old one.
    Update,
    /// Give them to someone.
    Share(Receiver),
}

impl Act {
    /// As it stands in the journal and in translations.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Consult => "consult",
            Self::Record => "record",
            Self::Update => "update",
            Self::Share(_) => "share",
        }
    }
}

/// An act, about to be asked.
pub struct Question<'a> {
    /// What.
    pub act: &'a Act,
    /// Why, as the asker states it.
    pub aim: Aim,
    /// In which file.
    pub file: &'a File,
    /// About whom.
    pub subject: &'a Subject,
    /// With which items, all about that person. For `Record` they need not be there yet.
    pub items: &'a [Item],
    /// The file is opened by this very act: who is charged with its law may do that.
    pub fresh: bool,
}

impl Question<'_> {
    fn receiver(&self) -> Option<&Receiver> {
        match self.act {
            Act::Share(receiver) => Some(receiver),
            Act::Consult | Act::Record | Act::Update => None,
        }
    }

    /// For which law or task the items are wanted.
    fn purpose(&self) -> &str {
        self.receiver().map_or(self.file.law.as_str(), |receiver| receiver.purpose.as_str())
    }
}

/// A permit, or what was ruled instead. The outer `Result` is the machinery.
pub type Asked<T> = Result<T, Box<Declined>>;

/// The kind of id under which the log names a person by pseudonym: an id of this system itself.
pub const SUBJECT_ID_TYPE: &str = "waarborg-subject";

/// The person as the journal is told; it keeps a keyed hash.
pub fn subject_ref(id: &SubjectId) -> SubjectRef {
    SubjectRef { id: id.to_string(), id_type: SUBJECT_ID_TYPE.to_owned() }
}

/// Asks for an act on items. Under an activity that does not run nothing is done with data at all (1-1, 2-1, 5-13): that
/// is an error of whoever offered the act.
pub fn ask(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    question: &Question<'_>,
) -> Result<Asked<Permit>, Error> {
    let file = question.file;
    let version = running(tx, &file.activity)?;
    let mut charge = desk::charge(tx, &context.actor.id, &file.law, file.id.as_str())?;
    charge.file |= question.fresh && charge.law;
    let today = tx.now().day();
    let receiver = question.receiver();
    let mut consents = Vec::with_capacity(question.items.len());
    for item in question.items {
        let code = receiver.map(|receiver| receiver.code.as_str());
        consents.push(consents::facts(tx, &item.subject, question.purpose(), &item.kind, code, today)?);
    }
    let facts = facts::of(question, &version.entry, charge, &consents, today);
    let items = question.items.iter().map(|item| item.id.clone()).collect();
    ask_with(tx, house, context, question.act.as_str(), facts, &file.activity, &question.subject.id, items)
}

/// Asks with facts that a chapter gathered itself, such as those of a person's own request. The permit is for these items
/// of this person.
#[expect(clippy::too_many_arguments, reason = "each is another thing, and all are needed")]
pub fn ask_with(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    act: &'static str,
    facts: Value,
    activity: &str,
    subject: &SubjectId,
    items: Vec<ItemId>,
) -> Result<Asked<Permit>, Error> {
    ask_pending(tx, house, context, act, facts, activity, subject, items, false)
}

/// [`ask_with`] for a request that may have been pending on 25 May 2018: such a one stays under the Wbp (UAVG 48).
#[expect(clippy::too_many_arguments, reason = "each is another thing, and all are needed")]
pub fn ask_pending(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    act: &'static str,
    facts: Value,
    activity: &str,
    subject: &SubjectId,
    items: Vec<ItemId>,
    pending_at_transition: bool,
) -> Result<Asked<Permit>, Error> {
    let ask = super::Ask {
        facts,
        activity: Some(activity.to_owned()),
        subject: Some(subject_ref(subject)),
        pending_at_transition,
        ..super::Ask::default()
    };
    let (ruling_id, ruling) = rule(tx, house, context, ask)?;
    Ok(if ruling.outcome.is_passable() {
        Ok(Permit::of(tx, act, ruling_id, subject.clone(), items, ruling.obligations))
    } else {
        Err(Box::new(Declined { ruling_id, ruling }))
    })
}

/// Has the policy in force judge a question, and writes the ruling down. Answers it with its id.
fn rule(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    ask: super::Ask,
) -> Result<(String, decide::Ruling), Error> {
    let when = law_of(None, None, ask.pending_at_transition, tx.now().day());
    let judged = judge(&house.policy_on(when.at), when, tx.now(), ask).map_err(Error::Invalid)?;
    keep_policy(tx, &judged.edition)?;
    // A ruling of its own in the trace of the act: one act may need several.
    let own = context.child(house.entropy.as_ref());
    let entry = Draft::of(house, &own, tx.name(), &judged, None)?.record(tx)?;
    Ok((entry.ruling_id, judged.ruling))
}

/// The register entry of an activity that runs now.
fn running(tx: &mut Tx<'_>, activity: &str) -> Result<Version, Error> {
    register::may_run(tx, activity, tx.now())?.map_err(|refusal| {
        Error::invalid(
            "activity",
            format!("{} (policy {})", refusal.message, refusal.norm),
            format!("{} (beleid {})", refusal.message_nl, refusal.norm),
        )
    })
}
