//! The files of the repository, read once.

use anyhow::{Context as _, bail};
use norms::File;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Every text file that git tracks or would track.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tree {
    pub(crate) files: Vec<File>,
}

/// Something that is not tidy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Complaint {
    pub(crate) path: String,
    /// from 1; 0 when it concerns the whole file
    pub(crate) line: usize,
    pub(crate) message: String,
}

impl Tree {
    pub(crate) fn read(root: &Path) -> anyhow::Result<Self> {
        let listing = Command::new("git")
            .args(["ls-files", "--cached", "--others", "--exclude-standard"])
            .current_dir(root)
            .output()
            .context("git is needed to list the files")?;
        let names = if listing.status.success() {
            String::from_utf8(listing.stdout)?.lines().map(str::to_owned).collect()
        } else {
            // An unpacked archive has no git; then everything but build output counts.
            let mut names = Vec::new();
            walk(root, root, &mut names)?;
            names
        };
        let mut files = Vec::new();
        for path in names {
            // A file may be listed and just removed; a picture is no text.
            if let Ok(text) = std::fs::read_to_string(root.join(&path)) {
                files.push(File { path, text });
            }
        }
        files.sort_by(|left, right| left.path.cmp(&right.path));
        if files.is_empty() {
            bail!("no files below {}", root.display());
        }
        Ok(Self { files })
    }

    pub(crate) fn find(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// All Rust sources.
    pub(crate) fn rust(&self) -> impl Iterator<Item = &File> {
        self.ending("rs")
    }

    /// The files with this extension.
    pub(crate) fn ending<'a>(&'a self, extension: &'a str) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |file| file.extension() == extension)
    }

    /// A tree made up for a test: paths and texts.
    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let files =
            files.iter().map(|(path, text)| File { path: (*path).to_owned(), text: (*text).to_owned() });
        Self { files: files.collect() }
    }
}

/// The root of the repository: the folder above this crate.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

fn walk(root: &Path, folder: &Path, names: &mut Vec<String>) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if matches!(name.as_str(), "target" | "node_modules" | ".git" | "data") {
            continue;
        }
        if path.is_dir() {
            walk(root, &path, names)?;
        } else if let Ok(below) = path.strip_prefix(root) {
            names.push(below.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}
