//! `waarborg policy coverage`: reads a checkout and prints what crate `norms` finds in it.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use norms::{File, Report};

use super::BadInput;

const TABLE: &str = "docs/requirements.md";

/// Exit code 1 when a statement that is marked as carried has no rule or no test.
pub(super) fn run(root: &Path) -> anyhow::Result<ExitCode> {
    let report = report(root)?;
    std::io::stdout().lock().write_all(report.text().as_bytes())?;
    Ok(if report.mistakes.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn report(root: &Path) -> anyhow::Result<Report> {
    let table = fs::read_to_string(root.join(TABLE)).map_err(|_| {
        BadInput(format!("{TABLE} is not below {}: give the checkout with --root", root.display()))
    })?;
    let statements = norms::statements(&table).map_err(|mistakes| BadInput(mistakes.join("\n")))?;
    let mut files = Vec::new();
    for folder in ["policy", "crates", "web/tests"] {
        // A folder that is not there holds no evidence; the report then says what is missing.
        collect(root, &root.join(folder), &mut files);
    }
    Ok(norms::trace(&statements, &files))
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default();
        if path.is_dir() {
            if name != "target" && name != "node_modules" {
                collect(root, &path, files);
            }
        } else if let (Ok(below), Ok(text)) = (path.strip_prefix(root), fs::read_to_string(&path)) {
            files.push(File { path: below.to_string_lossy().replace('\\', "/"), text });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_checkout_is_covered() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        assert!(report(&root).unwrap().mistakes.is_empty());
    }

    #[test]
    fn a_folder_that_is_no_checkout_is_refused() {
        let error = report(Path::new("no/such/folder")).unwrap_err();
        assert!(error.is::<BadInput>(), "{error:#}");
    }
}
