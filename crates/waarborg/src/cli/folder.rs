//! The policy that a command works on: the one in this program, or one in a folder.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use decide::{Rulebook, Sources};

use super::BadInput;
use crate::house::{embedded_sources, load_rulebook};

/// The policy in a folder; without one, the policy in this program.
pub(super) fn sources_of(folder: Option<&Path>) -> Result<Sources, BadInput> {
    match folder {
        None => Ok(embedded_sources()),
        Some(folder) => read(folder).map_err(|error| BadInput(format!("{}: {error:#}", folder.display()))),
    }
}

/// The rules, which must be free of mistakes: `policy check` names them.
pub(super) fn rulebook_of(sources: &Sources) -> Result<Arc<Rulebook>, BadInput> {
    load_rulebook(sources).map_err(|findings| {
        let lines = findings.iter().map(ToString::to_string).collect::<Vec<_>>();
        BadInput(format!("the policy has {} mistake(s)\n{}", findings.len(), lines.join("\n")))
    })
}

/// Every file but the page for who reads the folder itself.
fn read(root: &Path) -> anyhow::Result<Sources> {
    let mut sources = Sources::default();
    let mut waiting = vec![root.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            if path.is_dir() {
                waiting.push(path);
            } else if path.is_file() && name != "README.md" {
                let text = fs::read_to_string(&path).with_context(|| name.clone())?;
                sources.0.insert(name, text);
            }
        }
    }
    anyhow::ensure!(!sources.0.is_empty(), "there is no policy here");
    Ok(sources)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_policy_is_refused() {
        let folder = std::env::temp_dir().join(format!("waarborg-empty-policy-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        assert!(read(&folder).is_err());
        fs::remove_dir(&folder).unwrap();
        assert!(read(&folder).is_err());
    }
}
