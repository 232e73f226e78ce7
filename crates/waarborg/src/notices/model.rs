//! A collection of data, until when its person has to be told, what was done, and where that leaves the duty.

use std::collections::BTreeSet;

use ground::{Actor, Day, Instant};
use serde_json::{Value, json};

use crate::records::{FileId, SubjectId};
use crate::words::words;

/// The id of a collection.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CollectionId(String);

impl CollectionId {
    /// A fresh one.
    pub fn fresh(house: &crate::house::House) -> Self {
        Self(house.fresh_id())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text is not 32 hexadecimal digits in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id of a collection")]
pub struct ParseCollectionIdError;

impl std::str::FromStr for CollectionId {
    type Err = ParseCollectionIdError;

    fn from_str(text: &str) -> Result<Self, ParseCollectionIdError> {
        let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let good = text.len() == 32 && text.bytes().all(digit);
        if good { Ok(Self(text.to_owned())) } else { Err(ParseCollectionIdError) }
    }
}

impl From<&CollectionId> for crate::db::Value {
    fn from(id: &CollectionId) -> Self {
        Self::Text(id.0.clone())
    }
}

words! {
    /// From whom data came.
    ObtainedFrom {
        /// The person.
        Subject = "subject";
        /// Anyone else.
        Elsewhere = "elsewhere";
    }

    /// What someone can already know, in the vocabulary of the rules (`inform.already_known`).
    Element {
        /// That WIL processes the data.
        Controller = "controller";
        /// What for.
        Purpose = "purpose";
        /// Who receives them.
        Recipients = "recipients";
        /// How long they are kept.
        Retention = "retention";
        /// Which rights there are.
        Rights = "rights";
        /// Where they come from.
        Source = "source";
    }

    /// How someone was told (6.3-1).
    Channel {
        /// On the form on which they gave the data.
        Form = "form";
        /// By letter.
        Letter = "letter";
        /// By e-mail.
        Email = "email";
        /// In a talk.
        Oral = "oral";
    }

    /// The script of a talk in which someone was told.
    Script {
        /// The intake.
        Intake = "intake";
        /// At the counter.
        Counter = "counter";
        /// On the telephone.
        Telephone = "telephone";
        /// At their home.
        HomeVisit = "home_visit";
    }

    /// The law asks no notice about data from elsewhere; the policy still does (T-11).
    Waiver {
        /// Impossible, or out of all proportion.
        Impossible = "impossible";
        /// Recording is laid down by law.
        LaidDown = "laid_down";
        /// Professional secrecy laid down by law.
        Secrecy = "secrecy";
    }

    /// Why telling waits in enforcement (6.3-5; UAVG 41).
    DeferReason {
        /// Evidence would be lost.
        EvidenceAtRisk = "evidence_at_risk";
        /// The investigation would fail.
        InvestigationAtRisk = "investigation_at_risk";
        /// Someone else would be in danger.
        OthersAtRisk = "others_at_risk";
    }
}

impl Waiver {
    /// As it is cited.
    pub fn provision(self) -> &'static str {
        match self {
            Self::Impossible => "AVG 14(5)(b)",
            Self::LaidDown => "AVG 14(5)(c)",
            Self::Secrecy => "AVG 14(5)(d)",
        }
    }
}

/// Data about one person that came in at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collection {
    /// The id.
    pub id: CollectionId,
    /// Whom they are about.
    pub subject: SubjectId,
    /// In which file.
    pub file: FileId,
    /// Under which activity of the register.
    pub activity: String,
    /// For which law, by its purpose code.
    pub law: String,
    /// From whom.
    pub from: ObtainedFrom,
    /// The organisation, form or talk; never a person.
    pub source: String,
    /// When they were obtained.
    pub obtained: Day,
    /// When they were recorded.
    pub recorded: Day,
    /// Collected only to pass on.
    pub only_for_third: bool,
}

/// The last days on which telling is in time. None: not before the first disclosure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadlines {
    /// By the policy (2-18, 2-19).
    pub policy: Option<Day>,
    /// By the law of before 25 May 2018 (Wbp 33(1), 34(1)).
    pub wbp: Option<Day>,
    /// By the AVG (13(1), 14(3)). A month that ends on a day of rest is not made longer: the rules count the bare month, and
    /// the strict side is the safe one.
    pub avg: Day,
    /// The day to which Regulation 1182/71 would let that month run on.
    pub avg_at_most: Day,
    /// The earliest: that one binds (T-9).
    pub binding: Day,
}

/// What was done about telling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoticeDeed {
    /// The person was told.
    Told {
        /// On which day.
        on: Day,
        /// How.
        channel: Channel,
        /// By whom and by which script, when it was said. Without these nothing was told (6.3-1).
        oral: Option<(String, Script)>,
        /// The version of the register entry that the notice was made from.
        version: i64,
    },
    /// The person knew already.
    Known {
        /// Since when.
        on: Day,
        /// Of which activity they had the notice.
        notice: String,
        /// In which version.
        version: i64,
        /// What they knew from it.
        elements: BTreeSet<Element>,
    },
    /// The law asks no notice.
    Waived(Waiver),
    /// Telling waits for enforcement.
    Deferred {
        /// Why.
        reason: DeferReason,
        /// It is due on this day.
        until: Day,
        /// Who looks again.
        reviewer: String,
    },
    /// The data went to a third party for the first time.
    Disclosed(Day),
}

/// A deed with who recorded it, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeStep {
    /// What.
    pub deed: NoticeDeed,
    /// Who.
    pub by: Actor,
    /// When.
    pub at: Instant,
}

/// A collection with all that was done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeCase {
    /// What came in.
    pub collection: Collection,
    /// From the first to the last.
    pub steps: Vec<NoticeStep>,
}

/// Where the duty to tell stands on a day. From the lightest to the heaviest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duty {
    /// Nothing came in.
    None,
    /// Told, in time or late. Late stays a finding.
    Met {
        /// When.
        on: Day,
        /// After the last day.
        late: bool,
    },
    /// The person knew already. What is missing still has to be told (T-10).
    Exempt {
        /// What they do not know yet.
        missing: BTreeSet<Element>,
    },
    /// It waits until this day.
    Deferred {
        /// Due on it.
        until: Day,
    },
    /// Still to be done.
    Open {
        /// On this day at the latest.
        by: Day,
    },
    /// Too late, and not done.
    Overdue {
        /// The last day was this one.
        since: Day,
    },
}

impl Duty {
    /// The word in the database and in translations.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Met { late: false, .. } => "met",
            Self::Met { late: true, .. } => "met-late",
            Self::Exempt { missing } if missing.is_empty() => "exempt",
            Self::Exempt { .. } => "exempt-partly",
            Self::Deferred { .. } => "deferred",
            Self::Open { .. } => "open",
            Self::Overdue { .. } => "overdue",
        }
    }
}

impl Collection {
    /// The last days, as the rules have them (2-18, 2-19, 6.3-3, 6.3-4). The facts know days only: who is told before
    /// obtaining, is told on an earlier day.
    pub fn deadlines(&self, disclosed: Option<Day>) -> Deadlines {
        let month = self.recorded.plus_months(1);
        let (policy, avg, avg_at_most) = match (self.from, self.only_for_third) {
            (ObtainedFrom::Subject, _) => (Some(self.obtained.plus_days(-1)), self.obtained, self.obtained),
            (ObtainedFrom::Elsewhere, false) => {
                let first = |day: Day| disclosed.map_or(day, |disclosed| day.min(disclosed));
                (Some(self.recorded), first(month), first(month.next_working_day()))
            }
            (ObtainedFrom::Elsewhere, true) => {
                let first = |day: Day| disclosed.map_or(day, |disclosed| day.min(disclosed));
                (disclosed, first(month), first(month.next_working_day()))
            }
        };
        // The Wbp had the timing that the policy kept.
        Deadlines { policy, wbp: policy, avg, avg_at_most, binding: policy.map_or(avg, |day| day.min(avg)) }
    }
}

impl NoticeCase {
    /// The day of the first disclosure.
    pub fn disclosed(&self) -> Option<Day> {
        self.steps.iter().find_map(|step| match step.deed {
            NoticeDeed::Disclosed(day) => Some(day),
            _ => None,
        })
    }

    /// The first day on which the person was told.
    pub fn told(&self) -> Option<Day> {
        let days = self.steps.iter().filter_map(|step| match step.deed {
            NoticeDeed::Told { on, .. } => Some(on),
            _ => None,
        });
        days.min()
    }

    /// What the person knew already; empty when nobody showed anything.
    pub fn known(&self) -> BTreeSet<Element> {
        let all = self.steps.iter().filter_map(|step| match &step.deed {
            NoticeDeed::Known { elements, .. } => Some(elements.iter().copied()),
            _ => None,
        });
        all.flatten().collect()
    }

    /// Until when it waits, by the last deferral.
    pub fn deferred_until(&self) -> Option<Day> {
        self.steps.iter().rev().find_map(|step| match step.deed {
            NoticeDeed::Deferred { until, .. } => Some(until),
            _ => None,
        })
    }

    fn waived(&self, waiver: Waiver) -> bool {
        self.steps.iter().any(|step| step.deed == NoticeDeed::Waived(waiver))
    }

    /// What the AVG asks to be told.
    pub fn asked(&self) -> BTreeSet<Element> {
        let elsewhere = self.collection.from == ObtainedFrom::Elsewhere;
        Element::ALL.iter().copied().filter(|element| *element != Element::Source || elsewhere).collect()
    }

    /// Where the duty stands.
    pub fn duty(&self, today: Day) -> Duty {
        let binding = self.collection.deadlines(self.disclosed()).binding;
        // A deferral moves the last day; when it ends, the duty is there again.
        let due = self.deferred_until().map_or(binding, |until| until.max(binding));
        if let Some(on) = self.told() {
            return Duty::Met { on, late: on > due };
        }
        let known = self.known();
        if known.contains(&Element::Controller) && known.contains(&Element::Purpose) {
            return Duty::Exempt { missing: self.asked().difference(&known).copied().collect() };
        }
        match self.deferred_until() {
            Some(until) if today < until => Duty::Deferred { until },
            _ if today <= due => Duty::Open { by: due },
            _ => Duty::Overdue { since: due },
        }
    }

    /// The last day as things stand, for lists.
    pub fn due(&self, today: Day) -> Day {
        match self.duty(today) {
            Duty::Open { by: day } | Duty::Overdue { since: day } | Duty::Deferred { until: day } => day,
            _ => self.collection.deadlines(self.disclosed()).binding,
        }
    }

    /// The facts of the question `inform`. What is not known is left out.
    pub fn facts(&self, today: Day) -> Value {
        let collection = &self.collection;
        let known = self.known();
        let waits = self.deferred_until().filter(|until| today < *until);
        let mut inform = json!({
            "obtained_from": collection.from.as_str(),
            "t_inform": self.told(),
            "t_obtain": collection.obtained,
            "t_record": collection.recorded,
            "only_for_third_party": collection.only_for_third,
            "already_known": known.iter().map(|element| element.as_str()).collect::<Vec<_>>(),
            "evidence": !known.is_empty(),
            "statutory_recording": self.waived(Waiver::LaidDown),
            "enforcement_deferral": waits.is_some(),
        });
        if let (Some(day), Some(map)) = (self.disclosed(), inform.as_object_mut()) {
            map.insert(String::from("t_first_disclosure"), json!(day));
        }
        let mut facts = json!({
            "question": "inform",
            "scope": { "identifiable": "person" },
            "inform": inform,
        });
        if let (Some(until), Some(map)) = (waits, facts.as_object_mut()) {
            map.insert(String::from("enforcement"), json!({ "defer_until": until }));
        }
        facts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn case(from: ObtainedFrom, only_for_third: bool, recorded: &str) -> NoticeCase {
        let collection = Collection {
            id: "00000000000000000000000000000001".parse().unwrap(),
            subject: "00000000000000000000000000000002".parse().unwrap(),
            file: "00000000000000000000000000000003".parse().unwrap(),
            activity: String::from("REG-01"),
            law: String::from("PW"),
            from,
            source: String::from("UWV"),
            obtained: day(recorded),
            recorded: day(recorded),
            only_for_third,
        };
        NoticeCase { collection, steps: Vec::new() }
    }

    fn with(mut case: NoticeCase, deed: NoticeDeed) -> NoticeCase {
        let by = Actor { id: String::from("demo-bram"), role: ground::Role::Employee };
        case.steps.push(NoticeStep { deed, by, at: Instant(0) });
        case
    }

    fn told(on: &str) -> NoticeDeed {
        NoticeDeed::Told { on: day(on), channel: Channel::Letter, oral: None, version: 1 }
    }

    // proves!("2-18", "2-19", "6.3-3", "6.3-4", "T-9")
    #[test]
    fn each_way_of_collecting_has_its_last_day() {
        use ObtainedFrom::{Elsewhere, Subject};
        // From, only to pass on, recorded, first disclosed: policy, AVG, binding.
        for (from, third, recorded, disclosed, policy, avg, binding) in [
            (Subject, false, "2026-11-10", None, Some("2026-11-09"), "2026-11-10", "2026-11-09"),
            (Elsewhere, false, "2026-03-01", None, Some("2026-03-01"), "2026-04-01", "2026-03-01"),
            (Elsewhere, false, "2026-01-31", None, Some("2026-01-31"), "2026-02-28", "2026-01-31"),
            (Elsewhere, true, "2026-03-01", None, None, "2026-04-01", "2026-04-01"),
            (
                Elsewhere,
                true,
                "2026-03-01",
                Some("2026-03-20"),
                Some("2026-03-20"),
                "2026-03-20",
                "2026-03-20",
            ),
            (
                Elsewhere,
                true,
                "2026-03-01",
                Some("2026-05-04"),
                Some("2026-05-04"),
                "2026-04-01",
                "2026-04-01",
            ),
        ] {
            let deadlines = case(from, third, recorded).collection.deadlines(disclosed.map(day));
            assert_eq!(deadlines.policy, policy.map(day), "{from:?} {third} {disclosed:?}");
            assert_eq!(deadlines.wbp, deadlines.policy);
            assert_eq!(deadlines.avg, day(avg), "{from:?} {third} {disclosed:?}");
            assert_eq!(deadlines.binding, day(binding), "{from:?} {third} {disclosed:?}");
        }
        // A month that ends on Sunday: the regulation would let it run to Monday, the rules do not.
        let deadlines = case(Elsewhere, true, "2026-02-01").collection.deadlines(None);
        assert_eq!((deadlines.avg, deadlines.avg_at_most), (day("2026-03-01"), day("2026-03-02")));
    }

    // proves!("T-9", "2-19")
    #[test]
    fn recorded_on_the_first_and_told_on_the_twentieth_is_late_for_the_policy_only() {
        let late = with(case(ObtainedFrom::Elsewhere, false, "2026-03-01"), told("2026-03-20"));
        assert_eq!(late.duty(day("2026-03-21")), Duty::Met { on: day("2026-03-20"), late: true });
        assert!(day("2026-03-20") <= late.collection.deadlines(None).avg, "inside the month of the AVG");
    }

    // proves!("T-10", "2-17", "6.3-2")
    #[test]
    fn what_someone_does_not_know_yet_is_still_told() {
        let known = |elements: &[Element]| NoticeDeed::Known {
            on: day("2026-01-01"),
            notice: String::from("REG-01"),
            version: 1,
            elements: elements.iter().copied().collect(),
        };
        let start = case(ObtainedFrom::Elsewhere, false, "2026-03-01");
        let partly = with(start.clone(), known(&[Element::Controller, Element::Purpose]));
        let Duty::Exempt { missing } = partly.duty(day("2026-03-10")) else { panic!("not exempt") };
        assert_eq!(missing.len(), 4, "recipients, retention, rights and the source");
        let all = with(start, known(Element::ALL));
        assert_eq!(all.duty(day("2026-03-10")), Duty::Exempt { missing: BTreeSet::new() });
    }

    // proves!("6.3-5")
    #[test]
    fn after_a_deferral_the_duty_is_there_again() {
        let waits = NoticeDeed::Deferred {
            reason: DeferReason::EvidenceAtRisk,
            until: day("2026-06-01"),
            reviewer: String::from("demo-fatma"),
        };
        let case = with(case(ObtainedFrom::Elsewhere, false, "2026-03-01"), waits);
        assert_eq!(case.duty(day("2026-05-31")), Duty::Deferred { until: day("2026-06-01") });
        assert_eq!(case.duty(day("2026-06-01")), Duty::Open { by: day("2026-06-01") });
        assert_eq!(case.duty(day("2026-06-02")), Duty::Overdue { since: day("2026-06-01") });
        assert_eq!(case.facts(day("2026-06-01"))["inform"]["enforcement_deferral"], false);
        let told = with(case, told("2026-06-01"));
        assert_eq!(told.duty(day("2026-07-01")), Duty::Met { on: day("2026-06-01"), late: false });
    }
}
