//! SQL of the consent ledger. Rows are added and never change: triggers refuse.

use std::collections::BTreeMap;

use ground::{Actor, Day, Instant, Role};

use super::model::{
    Consent, ConsentId, ConsentText, Coverage, Event, Evidence, Giver, Means, Organisation, Quality, Step,
    TextCode, Yes,
};
use crate::db::{Row, Tx, Value};
use crate::error::Error;
use crate::records::SubjectId;
use crate::register::Category;

/// Keeps a text under its version, once. An error when another text has that version.
pub(super) fn keep_text(tx: &mut Tx<'_>, text: &ConsentText) -> Result<(), Error> {
    let key = [text.code.as_str().into(), text.version.into(), text.language.as_str().into()];
    let known = tx.query_one(
        "SELECT hash FROM consents_text WHERE code = $1 AND version = $2 AND language = $3",
        &key,
    )?;
    if let Some(row) = known {
        return if row.text(0)? == text.hash {
            Ok(())
        } else {
            Err(Error::internal("a consent text changed without a new version"))
        };
    }
    let [code, version, language] = key;
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "INSERT INTO consents_text (code, version, language, hash, text, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $6, $7)",
        &[code, version, language, text.hash.as_str().into(), text.text.as_str().into(), now, name],
    )?;
    Ok(())
}

/// Adds a consent without its steps.
pub(super) fn insert(tx: &mut Tx<'_>, consent: &Consent) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    let receiver = consent.coverage.receiver.as_ref();
    tx.execute(
        "INSERT INTO consents_consent (id, subject, purpose, activity, receiver, receiver_kind, receiver_name, \
         text_code, text_version, text_language, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)",
        &[
            (&consent.id).into(),
            (&consent.subject).into(),
            consent.coverage.purpose.as_str().into(),
            consent.coverage.activity.as_str().into(),
            receiver.map(|it| it.code.as_str()).into(),
            receiver.map(|it| it.kind.as_str()).into(),
            receiver.map(|it| it.name.as_str()).into(),
            consent.text.code.as_str().into(),
            consent.text.version.into(),
            consent.text.language.as_str().into(),
            now.clone(),
            name.clone(),
        ],
    )?;
    for (kind, category) in &consent.coverage.kinds {
        tx.execute(
            "INSERT INTO consents_kind (consent, kind, category, created_at, updated_at, updated_by) \
             VALUES ($1, $2, $3, $4, $4, $5)",
            &[
                (&consent.id).into(),
                kind.as_str().into(),
                category.as_str().into(),
                now.clone(),
                name.clone(),
            ],
        )?;
    }
    Ok(())
}

/// Adds a step at the end.
pub(super) fn add_step(tx: &mut Tx<'_>, id: &ConsentId, place: usize, step: &Step) -> Result<(), Error> {
    let place = i64::try_from(place).map_err(Error::internal)?;
    let (giver, yes) = match &step.event {
        Event::Given(yes) => (Some(yes.giver), Some(yes)),
        Event::Refused(giver) | Event::Withdrawn(giver) => (Some(*giver), None),
        Event::Asked | Event::NotObtainable | Event::Expired => (None, None),
    };
    let name = Value::from(tx.name());
    tx.execute(
        "INSERT INTO consents_step (consent, place, event, giver, means, until_day, by_id, by_role, created_at, \
         updated_at, updated_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10)",
        &[
            id.into(),
            place.into(),
            step.event.standing().as_str().into(),
            giver.map(Giver::as_str).into(),
            yes.map(|yes| yes.means.as_str()).into(),
            yes.and_then(|yes| yes.until).into(),
            step.by.id.as_str().into(),
            step.by.role.as_str().into(),
            step.at.into(),
            name.clone(),
        ],
    )?;
    for (quality, evidence) in yes.map(|yes| &yes.answers).into_iter().flatten() {
        tx.execute(
            "INSERT INTO consents_answer (consent, place, quality, evidence, created_at, updated_at, updated_by) \
             VALUES ($1, $2, $3, $4, $5, $5, $6)",
            &[
                id.into(),
                place.into(),
                quality.as_str().into(),
                evidence.as_str().into(),
                step.at.into(),
                name.clone(),
            ],
        )?;
    }
    Ok(())
}

const SELECT: &str = "SELECT c.id, c.subject, c.purpose, c.activity, c.receiver, c.receiver_kind, c.receiver_name, \
     c.text_code, c.text_version, c.text_language, t.hash, t.text FROM consents_consent c JOIN consents_text t \
     ON t.code = c.text_code AND t.version = c.text_version AND t.language = c.text_language";

/// One consent.
pub(super) fn find(tx: &mut Tx<'_>, id: &ConsentId) -> Result<Option<Consent>, Error> {
    let row = tx.query_one(&format!("{SELECT} WHERE c.id = $1"), &[id.into()])?;
    row.map(|row| consent(tx, &row)).transpose()
}

/// All consents of a person, the newest first.
pub(super) fn of_subject(tx: &mut Tx<'_>, subject: &SubjectId) -> Result<Vec<Consent>, Error> {
    let sql = format!("{SELECT} WHERE c.subject = $1 ORDER BY c.created_at DESC, c.id");
    let rows = tx.query(&sql, &[subject.into()])?;
    rows.iter().map(|row| consent(tx, row)).collect()
}

/// Consents whose last step is a yes that held until a day before this one.
pub(super) fn past(tx: &mut Tx<'_>, today: Day) -> Result<Vec<ConsentId>, Error> {
    let rows = tx.query(
        "SELECT s.consent FROM consents_step s WHERE s.event = 'given' AND s.until_day < $1 AND NOT EXISTS \
         (SELECT 1 FROM consents_step n WHERE n.consent = s.consent AND n.place > s.place) ORDER BY s.consent",
        &[today.into()],
    )?;
    rows.iter()
        .map(|row| row.text(0)?.parse().map_err(|_| Error::inconsistent("consents_step", "consent", "?")))
        .collect()
}

fn consent(tx: &mut Tx<'_>, row: &Row) -> Result<Consent, Error> {
    let text = row.text(0)?;
    let odd = |column| Error::inconsistent("consents_consent", column, &text);
    let id: ConsentId = text.parse().map_err(|_| odd("id"))?;
    let receiver = match (row.opt_text(4)?, row.opt_text(5)?, row.opt_text(6)?) {
        (Some(code), Some(kind), Some(name)) => Some(Organisation { code, kind, name }),
        (None, None, None) => None,
        _ => return Err(odd("receiver")),
    };
    let mut kinds = BTreeMap::new();
    let sql = "SELECT kind, category FROM consents_kind WHERE consent = $1";
    for row in tx.query(sql, &[(&id).into()])? {
        let category = Category::of(&row.text(1)?);
        kinds.insert(
            row.text(0)?,
            category.ok_or_else(|| Error::inconsistent("consents_kind", "category", &text))?,
        );
    }
    Ok(Consent {
        subject: row.text(1)?.parse().map_err(|_| odd("subject"))?,
        coverage: Coverage { purpose: row.text(2)?, activity: row.text(3)?, kinds, receiver },
        text: ConsentText {
            code: TextCode::of(&row.text(7)?).ok_or_else(|| odd("text_code"))?,
            version: row.int(8)?,
            language: row.text(9)?,
            hash: row.text(10)?,
            text: row.text(11)?,
        },
        steps: steps(tx, &id)?,
        id,
    })
}

fn steps(tx: &mut Tx<'_>, id: &ConsentId) -> Result<Vec<Step>, Error> {
    let odd = |column| Error::inconsistent("consents_step", column, id.as_str());
    let rows = tx.query(
        "SELECT place, event, giver, means, until_day, by_id, by_role, created_at FROM consents_step \
         WHERE consent = $1 ORDER BY place",
        &[id.into()],
    )?;
    let mut answers: BTreeMap<i64, BTreeMap<Quality, Evidence>> = BTreeMap::new();
    let sql = "SELECT place, quality, evidence FROM consents_answer WHERE consent = $1";
    for row in tx.query(sql, &[id.into()])? {
        let pair = Quality::of(&row.text(1)?).zip(Evidence::of(&row.text(2)?));
        let (quality, evidence) =
            pair.ok_or_else(|| Error::inconsistent("consents_answer", "quality", id.as_str()))?;
        answers.entry(row.int(0)?).or_default().insert(quality, evidence);
    }
    rows.iter()
        .map(|row| {
            let giver = row.opt_text(2)?.and_then(|word| Giver::of(&word));
            let needed = || giver.ok_or_else(|| odd("giver"));
            let until = row.opt_text(4)?.map(|day| day.parse::<Day>().map_err(|_| odd("until_day")));
            let event = match row.text(1)?.as_str() {
                "asked" => Event::Asked,
                "given" => Event::Given(Yes {
                    giver: needed()?,
                    means: row.opt_text(3)?.and_then(|word| Means::of(&word)).ok_or_else(|| odd("means"))?,
                    answers: answers.remove(&row.int(0)?).unwrap_or_default(),
                    until: until.transpose()?,
                }),
                "refused" => Event::Refused(needed()?),
                "not_obtainable" => Event::NotObtainable,
                "withdrawn" => Event::Withdrawn(needed()?),
                "expired" => Event::Expired,
                _ => return Err(odd("event")),
            };
            let role = serde_json::from_value::<Role>(row.text(6)?.into()).map_err(|_| odd("by_role"))?;
            Ok(Step { event, by: Actor { id: row.text(5)?, role }, at: Instant(row.int(7)?) })
        })
        .collect()
}
