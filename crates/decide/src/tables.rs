//! The law's figures as data: terms of requests and the status of countries by date.

use std::collections::BTreeMap;

use ground::{Day, Length};
use serde::Deserialize;

use crate::facts::{Facts, Item};
use crate::json::Part as _;
use crate::rulebook::Rulebook;
use crate::{Finding, Sources, When, texts};

/// When an answer is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The last day; never a Saturday, Sunday or public holiday (Algemene termijnenwet 1).
    pub day: Day,
    /// The last day after the extension that the law allows, where it does.
    pub extended: Option<Day>,
    /// The article that sets the term.
    pub article: String,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Tables {
    terms: BTreeMap<String, BTreeMap<String, Term>>,
    countries: BTreeMap<String, Country>,
}

#[derive(Debug, Clone, Deserialize)]
struct Term {
    #[serde(default)]
    weeks: i64,
    #[serde(default)]
    months: i64,
    #[serde(default)]
    days: i64,
    #[serde(default)]
    extension_weeks: i64,
    #[serde(default)]
    extension_months: i64,
    #[serde(default)]
    article: String,
}

#[derive(Debug, Clone, Deserialize)]
struct Country {
    #[serde(default)]
    periods: Vec<Period>,
}

#[derive(Debug, Clone, Deserialize)]
struct Period {
    status: String,
    from: toml::value::Datetime,
    to: Option<toml::value::Datetime>,
    scope: Option<String>,
    #[serde(default)]
    certified_only: bool,
}

impl Tables {
    pub(crate) fn read(sources: &Sources, findings: &mut Vec<Finding>) -> Self {
        let tables = Self {
            terms: texts::parse(sources, "law/terms.toml", findings).unwrap_or_default(),
            countries: texts::parse(sources, "law/adequacy.toml", findings).unwrap_or_default(),
        };
        for (code, country) in &tables.countries {
            for period in &country.periods {
                let known = ["eu", "eea", "adequate"].contains(&period.status.as_str());
                let ordered = period.to.is_none_or(|to| day(to) >= day(period.from));
                if !known || !ordered {
                    let message = format!("`{code}` has a period that is no status or ends before it begins");
                    findings.push(Finding { file: "law/adequacy.toml".to_owned(), rule: None, message });
                }
            }
        }
        // Read for their mistakes: people and later chapters use them, no ruling does.
        for file in ["law/gateways.toml", "law/toggles.toml", "organisation.toml"] {
            texts::parse::<toml::Table>(sources, file, findings);
        }
        tables
    }

    /// The status of a country on a day, where the table settles it. A decision that covers only part of the receivers
    /// settles nothing by itself, but it does show that the country is no member state. A country that the table does
    /// not know is what people say it is.
    fn status(&self, country: &str, claimed: Option<&str>, at: Day) -> Option<&str> {
        let periods = &self.countries.get(country)?.periods;
        let covers = |period: &&Period| {
            day(period.from).is_some_and(|from| from <= at)
                && period.to.is_none_or(|to| day(to).is_some_and(|to| at <= to))
        };
        let claims_membership = matches!(claimed, Some("eu" | "eea"));
        match periods.iter().find(covers) {
            Some(period) if claims_membership || (!period.certified_only && period.scope.is_none()) => {
                Some(period.status.as_str())
            }
            None if claims_membership => Some("other"),
            _ => None,
        }
    }
}

fn day(datetime: toml::value::Datetime) -> Option<Day> {
    let date = datetime.date?;
    Day::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?)
}

impl Rulebook {
    /// The row of an item under a regime, with what the tables know for certain on that day.
    ///
    /// A country is what it was on the day, whatever someone calls it: the United Kingdom is no member state after
    /// 2020-01-31 (3-11).
    pub(crate) fn row(&self, facts: &Facts, item: &Item, when: &When) -> Vec<i64> {
        let mut row = item.row(when.regime).clone();
        let transfer = &facts.json().part("transfer");
        for (country, status) in [("country", "status"), ("remote_access_from", "remote_status")] {
            let claimed = transfer.part(status).as_str();
            let country = transfer.part(country).as_str();
            let settled = country.and_then(|country| self.tables.status(country, claimed, when.at));
            let slot = self.vocabulary.slot(&format!("transfer.{status}"));
            let value = settled.and_then(|status| self.vocabulary.word("TransferStatus", status));
            let place = slot.and_then(|slot| row.get_mut(slot));
            if let (Some(place), Some(value)) = (place, value) {
                *place = value;
            }
        }
        row
    }

    /// How long a duty of this kind may take under a regime (`wbp`, `avg`, `wob`, `woo`), before the calendar has its say;
    /// none where the regime does not know it.
    pub fn term(&self, kind: &str, regime: &str) -> Option<Length> {
        let by_regime = self.tables.terms.get(kind)?;
        let term = by_regime.get(regime).or_else(|| by_regime.get("awb"))?;
        Some(Length {
            months: term.months,
            weeks: term.weeks,
            more_months: term.extension_months,
            more_weeks: term.extension_weeks,
        })
    }

    /// When the answer to a request of a person is due, if the facts say when it came in (section 19 of the rules).
    ///
    /// Suspension, such as waiting for proof of identity, is not known here.
    pub fn deadline(&self, facts: &Facts, when: &When) -> Option<Deadline> {
        let request = &facts.json().part("request");
        let received = request.part("received").as_str()?.parse::<Day>().ok()?;
        let by_regime = self.tables.terms.get(request.part("type").as_str().unwrap_or_default())?;
        let term = by_regime.get(when.regime.as_str()).or_else(|| by_regime.get("awb"))?;
        let end = |from: Day| from.plus_months(term.months).plus_weeks(term.weeks).plus_days(term.days);
        let extended = |day: Day| day.plus_months(term.extension_months).plus_weeks(term.extension_weeks);
        let has_extension = term.extension_months + term.extension_weeks > 0;
        Some(Deadline {
            day: end(received).next_working_day(),
            extended: has_extension.then(|| extended(end(received)).next_working_day()),
            article: term.article.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Outcome;
    use crate::tests::BOOK;

    fn when(day: &str) -> When {
        When::on(day.parse().unwrap(), false)
    }

    #[test]
    fn terms_follow_the_regime_and_end_on_a_working_day() {
        let facts = |kind: &str, day: &str| {
            BOOK.parse(&serde_json::json!({ "question": "subject_request", "request": { "type": kind, "received": day } }))
                .unwrap()
        };
        let due = |kind, received, at| BOOK.deadline(&facts(kind, received), &when(at)).unwrap();
        assert_eq!(due("access", "2017-10-02", "2017-10-02").day.to_string(), "2017-10-30");
        let now = due("access", "2026-10-02", "2026-10-02");
        assert_eq!(now.day.to_string(), "2026-11-02");
        assert_eq!(now.extended.unwrap().to_string(), "2027-01-04", "2 January 2027 is a Saturday");
        assert_eq!(due("complaint", "2026-10-02", "2026-10-02").day.to_string(), "2026-11-13");
    }

    #[test]
    fn a_country_is_what_it_was_on_the_day() {
        let status = |country, claimed, day: &str| BOOK.tables.status(country, claimed, day.parse().unwrap());
        assert_eq!(status("IE", Some("other"), "2026-06-01"), Some("eu"));
        assert_eq!(status("GB", None, "2019-06-01"), Some("eu"));
        assert_eq!(status("GB", Some("eu"), "2026-06-01"), Some("adequate"));
        assert_eq!(status("US", None, "2026-06-01"), None, "certified organisations only");
        assert_eq!(status("US", Some("eea"), "2023-01-01"), Some("other"), "between two decisions");
        assert_eq!(status("IN", Some("other"), "2026-06-01"), None);
    }

    #[test]
    fn nobody_makes_a_member_state_by_saying_so() {
        let case = crate::tests::cases().into_iter().find(|case| case.id == "D33").unwrap();
        let mut facts = case.facts;
        facts["transfer"]["country"] = "GB".into();
        facts["transfer"]["status"] = "eu".into();
        let ruling = BOOK.decide(&BOOK.parse(&facts).unwrap(), &when("2026-11-16"), None);
        assert_eq!(ruling.outcome, Outcome::AllowedWithObligations);
        assert!(ruling.obligations.contains(&"O-INFORM-BEFORE".to_owned()), "{ruling:?}");
    }
}
