//! The notice: everything of AVG 13 and 14 and of the policy (2-16, 5-12), made from a register entry. As sections for a page,
//! as plain text for mail, as blocks for a letter.
//!
//! The sentences are in translations; what the register says in Dutch stays Dutch in every language.

use ground::Day;
use letter::{Block, Letter};

use crate::house::House;
use crate::register::{Entry, GroundRegime, Level, Outside, SourceKind, Version, Writing, letter_about};
use crate::web::{Arg, Language};

macro_rules! parts {
    ($($(#[$doc:meta])* $variant:ident = $code:literal;)+) => {
        /// What a notice has to hold.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum NoticePart { $($(#[$doc])* $variant,)+ }

        impl NoticePart {
            /// All there are, in the order in which they are read.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word in translations.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }
    };
}

parts! {
    /// Who processes (13(1)(a), 14(1)(a); 5-12).
    Identity = "identity";
    /// How to reach the FG (13(1)(b)).
    Officer = "officer";
    /// What for (13(1)(c)).
    Purpose = "purpose";
    /// The ground with its article (13(1)(c)).
    Ground = "ground";
    /// Which data (14(1)(d); 2-16).
    Data = "data";
    /// Where they come from (14(2)(f)).
    Source = "source";
    /// Who receives them (13(1)(e)).
    Recipients = "recipients";
    /// Whether they leave the European Economic Area (13(1)(f)).
    Transfers = "transfers";
    /// How long they are kept (13(2)(a)).
    Retention = "retention";
    /// Whether giving them is obligatory, and what if not (13(2)(e)).
    Obligation = "obligation";
    /// Whether a machine decides (13(2)(f)).
    Automated = "automated";
    /// Which rights there are (13(2)(b)).
    Rights = "rights";
    /// That consent can be withdrawn (13(2)(c)).
    Withdrawal = "withdrawal";
    /// That one can complain to the authority (13(2)(d)).
    Complaint = "complaint";
}

/// One part of a notice.
#[derive(Clone)]
pub struct Section {
    /// Which.
    pub part: NoticePart,
    /// Its heading.
    pub heading: String,
    /// What it says; never empty.
    pub blocks: Vec<Block>,
}

/// A notice about one activity.
#[derive(Clone)]
pub struct Notice {
    /// The activity.
    pub activity: String,
    /// The version of the entry it was made from: what a record of telling names.
    pub version: i64,
    /// The language of its sentences.
    pub language: Language,
    /// The title.
    pub title: String,
    /// The opening sentence.
    pub lead: String,
    /// All parts.
    pub sections: Vec<Section>,
}

/// The notice of a version of an entry.
pub fn notice(version: &Version, language: Language) -> Notice {
    let entry = &version.entry;
    let section = |part: &NoticePart| Section {
        part: *part,
        heading: language.say(&format!("notices-part-{}", part.as_str())),
        blocks: blocks(*part, entry, language),
    };
    Notice {
        activity: version.id.as_str().to_owned(),
        version: version.number,
        language,
        title: language.say_with("notices-notice-title", &[("name", Arg::Text(&entry.name))]),
        lead: language.say("notices-notice-lead"),
        sections: NoticePart::ALL.iter().map(section).collect(),
    }
}

impl Notice {
    /// All of it as blocks.
    pub fn blocks(&self) -> Vec<Block> {
        let own = |section: &Section| {
            std::iter::once(Block::Heading(section.heading.clone()))
                .chain(section.blocks.iter().cloned())
                .collect::<Vec<_>>()
        };
        std::iter::once(Block::Paragraph(self.lead.clone()))
            .chain(self.sections.iter().flat_map(own))
            .collect()
    }

    /// The letter, under the mark of a file where it goes to someone. `entry` is what the notice was made from.
    pub fn letter(&self, house: &House, entry: &Entry, to: Vec<String>, mark: &str, date: Day) -> Letter {
        let mut body = self.blocks();
        if self.language == Language::English {
            body.insert(1, Block::Paragraph(self.language.say("notices-dutch-parts")));
        }
        // Which version was sent: what a record of telling names.
        let version = format!("{}-{}", self.activity, self.version);
        let reference = if mark.is_empty() { version } else { format!("{mark}, {version}") };
        let subject = self.title.clone();
        let language = self.language;
        letter_about(house, entry, Writing { language, to, date, reference, subject, body })
    }

    /// The text of an e-mail.
    pub fn text(&self) -> String {
        let lines: Vec<String> = self.blocks().iter().map(plain).collect();
        format!("{}\n\n{}\n", self.title, lines.join("\n\n"))
    }
}

fn plain(block: &Block) -> String {
    match block {
        Block::Heading(text) => text.to_uppercase(),
        Block::Paragraph(text) => text.clone(),
        Block::List(lines) => lines.iter().map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n"),
        Block::Table(table) => {
            let rows = std::iter::once(&table.columns).chain(&table.rows);
            let rows = rows.map(|row| row.join(" | ")).collect::<Vec<_>>();
            format!("{}\n{}", table.caption, rows.join("\n"))
        }
        Block::Data(rows) => {
            rows.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n")
        }
    }
}

fn blocks(part: NoticePart, entry: &Entry, language: Language) -> Vec<Block> {
    let say = |key: &str| Block::Paragraph(language.say(&format!("notices-{key}")));
    let with = |key: &str, text: &str| {
        Block::Paragraph(language.say_with(&format!("notices-{key}"), &[("text", Arg::Text(text))]))
    };
    match part {
        NoticePart::Identity => {
            let mut blocks =
                vec![with("identity", &entry.controller.name), with("contact", &entry.controller.contact)];
            if !entry.controller.joint_with.is_empty() {
                blocks.push(with("joint", &entry.controller.joint_with.join("; ")));
            }
            blocks
        }
        NoticePart::Officer => vec![with("officer", &entry.officer)],
        NoticePart::Purpose => {
            vec![Block::Paragraph(entry.purpose.clone()), with("use", &entry.usage.description)]
        }
        NoticePart::Ground => ground(entry, language),
        NoticePart::Data => {
            vec![say("data"), Block::List(entry.data.iter().map(|data| data.name.clone()).collect())]
        }
        NoticePart::Source => {
            let line = |source: &crate::register::Source| {
                let basis = source.basis.as_ref().filter(|_| source.kind != SourceKind::Subject);
                basis.map_or_else(|| source.name.clone(), |basis| format!("{} ({basis})", source.name))
            };
            vec![say("source"), Block::List(entry.sources.iter().map(line).collect())]
        }
        NoticePart::Recipients if entry.recipients.is_empty() => vec![say("no-recipients")],
        NoticePart::Recipients => {
            let line = |it: &crate::register::Recipient| {
                let more: Vec<&str> =
                    [&it.basis, &it.condition].into_iter().filter_map(Option::as_deref).collect();
                if more.is_empty() { it.name.clone() } else { format!("{} ({})", it.name, more.join("; ")) }
            };
            vec![say("recipients"), Block::List(entry.recipients.iter().map(line).collect())]
        }
        NoticePart::Transfers => transfers(entry, language),
        NoticePart::Retention => retention(entry, language),
        NoticePart::Obligation => obligation(entry, language),
        NoticePart::Automated => automated(entry, language),
        NoticePart::Rights => {
            let rights = ["access", "rectify", "erase", "restrict", "object", "portability"];
            let mut blocks = vec![
                say("rights"),
                Block::List(
                    rights.iter().map(|right| language.say(&format!("notices-right-{right}"))).collect(),
                ),
                with("rights-how", &entry.controller.contact),
            ];
            if entry.confidentiality.level == Level::Confidential {
                blocks.push(say("confidential"));
            }
            blocks
        }
        NoticePart::Withdrawal => vec![with("withdrawal", &entry.controller.contact)],
        NoticePart::Complaint => vec![say("complaint")],
    }
}

fn ground(entry: &Entry, language: Language) -> Vec<Block> {
    let grounds = entry.grounds.iter().filter(|ground| ground.regime == GroundRegime::Avg);
    let rows = grounds
        .map(|ground| {
            let word = language.say(&format!("notices-ground-{}", ground.letter.as_str()));
            (format!("AVG {}", ground.article), word)
        })
        .collect();
    let laws: Vec<String> =
        entry.statute_refs.iter().map(|it| format!("{} {}", it.law, it.article)).collect();
    let mut blocks = vec![Block::Paragraph(language.say("notices-ground")), Block::Data(rows)];
    if !laws.is_empty() {
        blocks.push(Block::Paragraph(language.say("notices-laws")));
        blocks.push(Block::List(laws));
    }
    let special: Vec<String> = entry
        .special_data
        .iter()
        .filter_map(|special| Some(format!("{}: {}", special.description, special.avg.as_ref()?)))
        .collect();
    if !special.is_empty() {
        blocks.push(Block::Paragraph(language.say("notices-special")));
        blocks.push(Block::List(special));
    }
    blocks
}

fn automated(entry: &Entry, language: Language) -> Vec<Block> {
    let Some(automated) = &entry.automated_decisions else {
        return vec![Block::Paragraph(language.say("notices-automated-unknown"))];
    };
    let words = language.say(&format!("notices-automated-{}", automated.taken.as_str()));
    let more = [&automated.logic, &automated.basis, &automated.safeguard].into_iter().flatten().cloned();
    std::iter::once(words).chain(more).map(Block::Paragraph).collect()
}

fn transfers(entry: &Entry, language: Language) -> Vec<Block> {
    let outside = entry.transfers.as_ref().filter(|it| it.outside_eea != Outside::None);
    let Some(transfers) = outside else {
        return vec![Block::Paragraph(language.say("notices-no-transfers"))];
    };
    let mut blocks = vec![
        Block::Paragraph(language.say("notices-transfers")),
        Block::Paragraph(transfers.description.clone()),
    ];
    if let Some(mechanism) = &transfers.mechanism {
        let values = [("text", Arg::Text(mechanism.as_str()))];
        blocks.push(Block::Paragraph(language.say_with("notices-mechanism", &values)));
    }
    blocks
}

fn retention(entry: &Entry, language: Language) -> Vec<Block> {
    let rows = entry
        .retention
        .iter()
        .map(|line| {
            let long = match line.period {
                Some(period) => period_words(period, language),
                None => language.say("notices-period-open"),
            };
            let start = line.start.map(|start| language.say(&format!("notices-from-{}", start.as_str())));
            let words: Vec<String> = std::iter::once(long).chain(start).collect();
            let basis = line.basis.as_ref().map(|basis| format!(" ({basis})")).unwrap_or_default();
            (line.result.clone(), format!("{}{basis}", words.join(" ")))
        })
        .collect();
    vec![Block::Paragraph(language.say("notices-retention")), Block::Data(rows)]
}

fn period_words(period: crate::register::Period, language: Language) -> String {
    use crate::register::Period;
    let (key, count) = match period {
        Period::Years(count) => ("years", count),
        Period::Months(count) => ("months", count),
        Period::Weeks(count) => ("weeks", count),
        Period::Days(count) => ("days", count),
        Period::Permanent => ("permanent", 0),
    };
    language.say_with(&format!("notices-period-{key}"), &[("count", Arg::Number(i64::from(count)))])
}

/// A statute that names a kind of data makes giving it obligatory; without one it is needed for what is asked.
fn obligation(entry: &Entry, language: Language) -> Vec<Block> {
    let named: Vec<String> = entry
        .data
        .iter()
        .filter_map(|data| Some(format!("{}: {}", data.name, data.statute.as_ref()?)))
        .collect();
    let key = if named.is_empty() { "notices-voluntary" } else { "notices-obligatory" };
    let mut blocks = vec![Block::Paragraph(language.say(key))];
    if !named.is_empty() {
        blocks.push(Block::List(named));
    }
    blocks.push(Block::Paragraph(language.say("notices-if-not")));
    blocks
}
