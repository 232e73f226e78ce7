//! Everything, cheapest first. Each step writes to a log of its own; a step that fails shows the end of it.
//!
//! The closing line counts what ran: the tests that the test programs report, and one for each check that reports
//! none. A step that cannot run here (an oracle that is not beside the checkout) is *skipped* and says so loudly; it
//! counts neither way.

mod steps;

use anyhow::Context as _;
use std::fs::File;
use std::io::{IsTerminal as _, Write as _, stdout};
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::{Duration, Instant};
use steps::Step;

/// A script that cannot run here ends with this code, and its last line says why.
const SKIPPED: i32 = 77;

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Count {
    passed: usize,
    failed: usize,
}

struct Outcome {
    name: &'static str,
    count: Count,
    took: Duration,
    /// why it did not run
    skipped: Option<String>,
}

/// Runs all steps, or those whose name holds one of `wanted`.
pub(crate) fn run(root: &Path, wanted: &[String]) -> anyhow::Result<()> {
    let all = steps::all();
    let steps: Vec<&Step> = all
        .iter()
        .filter(|step| wanted.is_empty() || wanted.iter().any(|word| step.name.contains(word.as_str())))
        .collect();
    anyhow::ensure!(
        !steps.is_empty(),
        "no step is called {wanted:?}; there are {:?}",
        all.iter().map(|step| step.name).collect::<Vec<_>>()
    );
    let logs = root.join("target/ci");
    std::fs::create_dir_all(&logs)?;

    let begin = Instant::now();
    let mut results = Vec::new();
    for (number, step) in (1..).zip(&steps) {
        let title = format!("[{number}/{}] {}", steps.len(), step.name);
        let result = run_step(root, &logs, step, &title)?;
        results.push(result);
    }
    summarise(&results, begin.elapsed());
    let failed: usize = results.iter().map(|result| result.count.failed).sum();
    if failed > 0 {
        std::process::exit(1); // the closing line stays the last one
    }
    Ok(())
}

fn run_step(root: &Path, logs: &Path, step: &Step, title: &str) -> anyhow::Result<Outcome> {
    let path = logs.join(format!("{}.log", step.name.replace(|letter: char| !letter.is_alphanumeric(), "-")));
    let log = File::create(&path)?;
    let mut command = (step.command)(root);
    command.current_dir(root).stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
    let begin = Instant::now();
    let mut child = command.spawn().with_context(|| format!("cannot start `{}`", step.name))?;
    let terminal = stdout().is_terminal();
    if !terminal {
        println!("{title} …");
    }
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if terminal {
            print!("\r{title} … {} s ", begin.elapsed().as_secs());
            stdout().flush()?;
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    let took = begin.elapsed();
    let text = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
    let (count, skipped) = judge(&text, status);
    let verdict = match (&skipped, count.failed) {
        (Some(reason), _) => format!("SKIPPED: {reason}"),
        (None, 0) => format!("ok, {} passed", count.passed),
        (None, failed) => format!("FAILED, {failed} of {}", count.passed + failed),
    };
    println!("{}{title}: {verdict} ({:.1} s)", if terminal { "\r" } else { "" }, took.as_secs_f64());
    if count.failed > 0 {
        let lines: Vec<&str> = text.lines().collect();
        let tail = lines.get(lines.len().saturating_sub(60)..).unwrap_or_default();
        println!("{}\n    (all of it: {})", tail.join("\n"), path.display());
    }
    Ok(Outcome { name: step.name, count, took, skipped })
}

fn judge(log: &str, status: ExitStatus) -> (Count, Option<String>) {
    if status.code() == Some(SKIPPED) {
        let reason = log.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("no reason given");
        return (Count::default(), Some(reason.trim().to_owned()));
    }
    let mut count = counted(log);
    if !status.success() && count.failed == 0 {
        count.failed = 1;
    }
    if status.success() && count == Count::default() {
        count.passed = 1;
    }
    (count, None)
}

/// Adds up what test programs report: Rust's `test result:`, Node's `# pass 3`, and `3 passed, 0 failed`.
fn counted(log: &str) -> Count {
    let mut count = Count::default();
    for line in log.lines().map(str::trim) {
        if let Some(rest) = line.strip_prefix("test result:") {
            count.passed += number_before(rest, " passed");
            count.failed += number_before(rest, " failed");
        } else if let Some(number) = line.strip_prefix("# pass ").or_else(|| line.strip_prefix("ℹ pass ")) {
            count.passed += number.trim().parse::<usize>().unwrap_or(0);
        } else if let Some(number) = line.strip_prefix("# fail ").or_else(|| line.strip_prefix("ℹ fail ")) {
            count.failed += number.trim().parse::<usize>().unwrap_or(0);
        } else if line.starts_with(|letter: char| letter.is_ascii_digit()) && line.contains(" passed, ") {
            count.passed += number_before(line, " passed");
            count.failed += number_before(line, " failed");
        }
    }
    count
}

fn number_before(text: &str, word: &str) -> usize {
    let Some((head, _)) = text.split_once(word) else { return 0 };
    let digits: Vec<char> = head.chars().rev().take_while(char::is_ascii_digit).collect();
    digits.iter().rev().collect::<String>().parse().unwrap_or(0)
}

fn summarise(results: &[Outcome], took: Duration) {
    println!("\n{:<46} {:>7} {:>7} {:>9}", "step", "passed", "failed", "seconds");
    for result in results {
        let Outcome { name, count, took, skipped } = result;
        match skipped {
            Some(reason) => println!("{name:<46} SKIPPED: {reason}"),
            None => {
                println!("{name:<46} {:>7} {:>7} {:>9.1}", count.passed, count.failed, took.as_secs_f64());
            }
        }
    }
    let skipped = results.iter().filter(|result| result.skipped.is_some()).count();
    if skipped > 0 {
        println!("\nATTENTION: {skipped} steps did not run here and prove nothing.");
    }
    let passed: usize = results.iter().map(|result| result.count.passed).sum();
    let failed: usize = results.iter().map(|result| result.count.failed).sum();
    println!("\nin {} min {} s", took.as_secs() / 60, took.as_secs() % 60);
    println!("{passed} passed, {failed} failed");
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::process::ExitStatusExt as _;

    fn exit(code: i32) -> ExitStatus {
        ExitStatus::from_raw(code << 8)
    }

    #[test]
    fn what_the_programs_report_is_added_up() {
        let log = "test result: ok. 12 passed; 0 failed; 0 ignored\ntest result: FAILED. 3 passed; 2 failed; 0 ignored\n\
                   # pass 4\n# fail 1\nℹ pass 2\n60 passed, 0 failed\n";
        assert_eq!(counted(log), Count { passed: 81, failed: 3 });
    }

    #[test]
    fn a_check_that_reports_nothing_counts_for_one() {
        assert_eq!(judge("", exit(0)), (Count { passed: 1, failed: 0 }, None));
        assert_eq!(judge("boom", exit(1)), (Count { passed: 0, failed: 1 }, None));
    }

    #[test]
    fn a_program_that_dies_after_its_tests_fails() {
        assert_eq!(
            judge("test result: ok. 12 passed; 0 failed", exit(101)).0,
            Count { passed: 12, failed: 1 }
        );
    }

    #[test]
    fn a_skip_counts_neither_way_and_keeps_its_reason() {
        assert_eq!(
            judge("x\nno standards here\n", exit(77)),
            (Count::default(), Some("no standards here".to_owned()))
        );
    }

    #[test]
    fn all_steps_have_names_of_their_own() {
        let mut names: Vec<_> = steps::all().iter().map(|step| step.name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
