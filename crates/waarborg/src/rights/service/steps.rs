//! Identity, more time, taking it back (6.10-3, 6.10-4; AVG 12(3), 12(6)).

use ground::Length;

use super::{Sent, begin, handle, take};
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal::{self, Context};
use crate::records;
use crate::register::{Refusal, Ruled};
use crate::rights::effects;
use crate::rights::facts;
use crate::rights::model::{Authority, Cause, Identity, Proof, Request, RequestId, Step, resident_of};

/// By which means someone showed who they are, as the form says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// By means that fit.
    By(Proof),
    /// They sent, or were asked for, a copy of their document. That is refused: there are lighter means (3-22).
    Copy,
}

impl Shown {
    /// As forms write it.
    pub fn of(word: &str) -> Option<Self> {
        if word == "copy" { Some(Self::Copy) } else { Proof::of(word).map(Self::By) }
    }
}

/// Proof of identity is asked for. From today the clock stands still, if this was without delay.
pub async fn ask_identity(
    house: &House,
    context: &Context,
    id: &RequestId,
    sent: Sent,
) -> Result<Request, Error> {
    let (context, id) = (context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let request = handle(tx, &context, &id, &sent)?;
        take(tx, &context, request, Step::AskIdentity, "rights.ask_identity")
    };
    house.db.write("rights.ask_identity", work).await
}

/// It was seen who asks, and that they may act for the person.
pub async fn identify(
    house: &House,
    context: &Context,
    id: &RequestId,
    shown: Shown,
    authority: Option<Authority>,
    sent: Sent,
) -> Result<Ruled<Request>, Error> {
    let (context, id) = (context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let request = handle(tx, &context, &id, &sent)?;
        let Shown::By(proof) = shown else {
            journal::record_act(tx, &context, "rights.identify", id.as_str(), "refused:3-22")?;
            return Ok(Err(no_copy()));
        };
        // Nobody but the session itself says that someone signed in.
        if proof == Proof::SignedIn {
            return Err(Error::Forbidden("rights.identify"));
        }
        let authority = authority.filter(|_| facts::needs_authority(request.capacity));
        let subject = records::subject(tx, &request.subject)?;
        if authority.is_some() && !request.capacity.fits(&subject, tx.now().day()) {
            let nl = "Volgens de gegevens van WIL heeft deze persoon niet zo'n vertegenwoordiger. Kijk het na in het register.";
            return Err(Error::invalid(
                "bewijs",
                "by what is on record, this person has no such representative",
                nl,
            ));
        }
        let step = Step::Identify(Identity { proof, authority });
        take(tx, &context, request, step, "rights.identify").map(Ok)
    };
    house.db.write("rights.identify", work).await
}

/// More time is taken. Only inside the first term, with one of the two reasons that the law knows, and the person is told.
pub async fn extend(
    house: &House,
    context: &Context,
    id: &RequestId,
    cause: Cause,
    sent: Sent,
) -> Result<Ruled<Request>, Error> {
    let (context, id, edition) = (context.clone(), id.clone(), house.policy());
    let work = move |tx: &mut Tx<'_>| {
        let request = handle(tx, &context, &id, &sent)?;
        let today = tx.now().day();
        let clock = request.clock(length_by(&edition, &request));
        if clock.extendable_until(today).is_none_or(|last| today > last) {
            journal::record_act(tx, &context, "rights.extend", id.as_str(), "refused:6.10-1")?;
            return Ok(Err(no_extension()));
        }
        take(tx, &context, request, Step::Extend { cause }, "rights.extend").map(Ok)
    };
    house.db.write("rights.extend", work).await
}

/// The person takes it back, or tells an employee so.
pub async fn withdraw(
    house: &House,
    context: &Context,
    id: &RequestId,
    sent: Sent,
) -> Result<Request, Error> {
    let (context, id) = (context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let request = if resident_of(&context.actor).is_some() {
            begin(tx, &context, &id, &sent)?
        } else {
            handle(tx, &context, &id, &sent)?
        };
        let request = take(tx, &context, request, Step::Withdraw, "rights.withdraw")?;
        effects::release(tx, &request)?;
        Ok(request)
    };
    house.db.write("rights.withdraw", work).await
}

/// How long the law gives for a request: by the law under which it falls. A right that the Wbp did not know is answered
/// within the term of access.
pub fn length(house: &House, request: &Request) -> Length {
    length_by(&house.policy(), request)
}

fn length_by(edition: &crate::house::Edition, request: &Request) -> Length {
    let regime = crate::decision::law_of(None, Some(request.received), false, request.received).regime;
    let term = |kind| edition.rulebook.term(kind, regime.as_str());
    term(request.right.as_str()).or_else(|| term("access")).unwrap_or_default()
}

fn no_copy() -> Refusal {
    Refusal {
        norm: "3-22",
        message: "no copy of an identity document is needed: look at it, or use one of the other means; destroy the copy",
        message_nl: "Een kopie van een identiteitsbewijs is niet nodig en kan leiden tot fraude. Bekijk het bewijs en geef het terug, of kies een andere manier. Vernietig een kopie die al is gestuurd.",
        fields: Vec::new(),
    }
}

fn no_extension() -> Refusal {
    Refusal {
        norm: "6.10-1",
        message: "an extension is told inside the first month, once, and only under the AVG (AVG 12(3))",
        message_nl: "Verlengen kan niet meer. Dat mag één keer, binnen de eerste maand, en alleen onder de AVG (AVG 12, derde lid).",
        fields: Vec::new(),
    }
}
