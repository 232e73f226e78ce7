//! `waarborg statistics [opened|closed] [--format table|csv]`: counts of files without small ones, on standard output.
//!
//! The policy is asked and the answer is written down as on the page; a no ends with exit code 1 and its reasons.

use std::io::Write as _;
use std::process::ExitCode;

use clap::ValueEnum;

use super::{Place, World, open_house, operator, run_async};
use crate::journal::Context;
use crate::register;
use crate::statistics::{self, Figures, Tally};

#[derive(Debug, clap::Args)]
pub(super) struct Statistics {
    /// What to count: files that were opened, by law; or files that were closed, by result.
    #[arg(value_enum, default_value = "opened")]
    what: What,
    /// table: to read; csv: for spreadsheets.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum What {
    Opened,
    Closed,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Table,
    Csv,
}

pub(super) fn run(arguments: &Statistics, place: &Place, world: &World) -> anyhow::Result<ExitCode> {
    let tally = match arguments.what {
        What::Opened => Tally::Opened,
        What::Closed => Tally::Closed,
    };
    let house = open_house(place, world, "http://localhost", false)?;
    let context: Context = operator(&house);
    let asked = run_async(statistics::figures(&house, &context, tally))??;
    house.db.stop();
    match asked {
        Ok(figures) => {
            std::io::stdout().lock().write_all(written(&figures, arguments.format).as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
        Err(declined) => {
            let reasons: Vec<&str> =
                declined.ruling.reasons.iter().map(|reason| reason.text.as_str()).collect();
            anyhow::bail!("the policy does not let this be seen: {}", reasons.join(" "))
        }
    }
}

fn written(figures: &Figures, format: Format) -> String {
    let lines = figures.lines(figures.tally.as_str(), "totaal", "x");
    match format {
        Format::Csv => lines.into_iter().map(|line| register::csv_row(line.into_iter())).collect(),
        Format::Table => {
            let widths: Vec<usize> = (0..figures.years.len() + 2)
                .map(|column| {
                    lines.iter().filter_map(|line| line.get(column)).map(|it| it.chars().count()).max()
                })
                .map(Option::unwrap_or_default)
                .collect();
            let row = |line: &Vec<String>| {
                let cells = line.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
                    if column == 0 { format!("{cell:width$}") } else { format!("{cell:>width$}") }
                });
                cells.collect::<Vec<_>>().join("  ") + "\n"
            };
            lines.iter().map(row).collect()
        }
    }
}
