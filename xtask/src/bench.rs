//! Benchmarks, each beside its yardstick in the same run.
//!
//! A benchmark is an example called `bench_…` in any crate (`crates/decide/examples/bench_ruling.rs`); there is no list
//! to forget. It prints what it likes for people, and for each figure one line, separated by tabs:
//!
//! ```text
//! bench:⇥what⇥unit⇥ours⇥yardstick's name⇥yardstick
//! bench:⇥one full ruling, p99⇥µs⇥8.1⇥Cedar's authorizer, same facts⇥118
//! ```
//!
//! A figure without a yardstick leaves the last two fields out. Figures depend on the machine; the ratio does less.

use anyhow::{Context as _, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

#[derive(Debug, PartialEq)]
struct Figure {
    what: String,
    unit: String,
    ours: f64,
    yardstick: Option<(String, f64)>,
}

/// Runs the benchmarks whose name holds one of `wanted`; all without.
pub(crate) fn run(root: &Path, wanted: &[String]) -> anyhow::Result<()> {
    let all = examples(root)?;
    let chosen: Vec<_> = all
        .iter()
        .filter(|(_, name)| wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str())))
        .collect();
    if chosen.is_empty() {
        let names: Vec<_> = all.iter().map(|(_, name)| name.as_str()).collect();
        bail!("no benchmark is called {wanted:?}; there are {names:?}");
    }
    let mut figures = Vec::new();
    for (number, (package, name)) in (1..).zip(&chosen) {
        eprintln!("[{number}/{}] {name} (builds with optimisation first)", chosen.len());
        let begin = Instant::now();
        let output = Command::new("cargo")
            .args(["run", "--quiet", "--locked", "--release", "--package", package, "--example", name])
            .current_dir(root)
            .stderr(Stdio::inherit())
            .output()
            .with_context(|| format!("cannot run {name}"))?;
        let text = String::from_utf8_lossy(&output.stdout);
        for line in text.lines() {
            match parse(line) {
                Some(figure) => figures.push(figure),
                None => println!("{line}"),
            }
        }
        if !output.status.success() {
            bail!("{name} failed");
        }
        eprintln!("[{number}/{}] {name}: {:.0} s", chosen.len(), begin.elapsed().as_secs_f64());
    }
    print!("{}", table(&figures));
    Ok(())
}

/// (package, example) of every `bench_*.rs`.
fn examples(root: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    for package in fs::read_dir(root.join("crates"))? {
        let package = package?;
        let folder: PathBuf = package.path().join("examples");
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let name = entry?.file_name().to_string_lossy().into_owned();
            let stem = name.strip_suffix(".rs").unwrap_or(&name);
            if stem.starts_with("bench_") {
                found.push((package.file_name().to_string_lossy().into_owned(), stem.to_owned()));
            }
        }
    }
    found.sort();
    Ok(found)
}

fn parse(line: &str) -> Option<Figure> {
    let mut cells = line.strip_prefix("bench:\t")?.split('\t').map(str::trim);
    let (what, unit, ours) =
        (cells.next()?.to_owned(), cells.next()?.to_owned(), cells.next()?.parse().ok()?);
    let yardstick = match (cells.next(), cells.next()) {
        (Some(name), Some(value)) => Some((name.to_owned(), value.parse().ok()?)),
        _ => None,
    };
    Some(Figure { what, unit, ours, yardstick })
}

fn table(figures: &[Figure]) -> String {
    let wide =
        |texts: &mut dyn Iterator<Item = &str>| texts.map(|text| text.chars().count()).max().unwrap_or(0);
    let what = wide(&mut figures.iter().map(|figure| figure.what.as_str())).max("what".len());
    let name = wide(&mut figures.iter().filter_map(|figure| Some(figure.yardstick.as_ref()?.0.as_str())))
        .max("yardstick".len());
    let mut lines = vec![format!(
        "{:what$}  {:>12}  {:>12}  {:name$}  {:>7}",
        "what", "ours", "yardstick", "yardstick", "ratio"
    )];
    for figure in figures {
        let ours = format!("{} {}", number(figure.ours), figure.unit);
        let line = match &figure.yardstick {
            Some((yardstick, value)) => format!(
                "{:what$}  {ours:>12}  {:>12}  {yardstick:name$}  {:>7}",
                figure.what,
                format!("{} {}", number(*value), figure.unit),
                format!("{:.2}", figure.ours / value),
            ),
            None => format!("{:what$}  {ours:>12}", figure.what),
        };
        lines.push(line);
    }
    lines.push(String::new());
    lines.join("\n")
}

/// Three digits that matter: 0.412, 8.10, 118, 6400.
fn number(value: f64) -> String {
    match value.abs() {
        small if small < 1.0 => format!("{value:.3}"),
        small if small < 10.0 => format!("{value:.2}"),
        small if small < 100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_read_and_shown_beside_its_yardstick() {
        let figure = parse("bench:\tone ruling\tµs\t8.1\tCedar\t118").unwrap();
        assert_eq!(figure.yardstick, Some(("Cedar".to_owned(), 118.0)));
        let bare = parse("bench:\tproof\tµs\t2.5").unwrap();
        let text = table(&[figure, bare]);
        assert!(text.contains("0.07") && text.contains("118 µs") && text.contains("2.50 µs"), "{text}");
    }

    #[test]
    fn other_lines_are_for_people() {
        for line in ["", "warming up", "bench:\tx", "bench:\tx\tµs\tfast", "bench:\tx\tµs\t1\tCedar\tslow"]
        {
            assert_eq!(parse(line), None, "{line}");
        }
    }
}
