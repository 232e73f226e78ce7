//! Lists three folders at build time, so that the program carries them: the policy (`policy/` at the root of the
//! repository), the migrations of both engines, and the installed CSS of the NL Design System, when it is there.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    // Cargo always sets these two for a build script.
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("policy_files.rs"), policy(&here.join("../../policy"))?)?;
    fs::write(out.join("migrations.rs"), migrations(&here.join("migrations"))?)?;
    fs::write(out.join("vendor_files.rs"), vendor(&here.join("static/vendor"))?)
}

/// `&[(name, bytes)]` of what `cargo xtask web` installed; empty when it was not run.
fn vendor(root: &Path) -> io::Result<String> {
    println!("cargo:rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    if root.is_dir() {
        for entry in fs::read_dir(root)? {
            let path = entry?.path();
            println!("cargo:rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
    files.sort();
    let mut text = String::from("&[\n");
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let path = path.to_string_lossy();
        writeln!(text, "    ({name:?}, include_bytes!({path:?})),").map_err(io::Error::other)?;
    }
    text.push_str("]\n");
    Ok(text)
}

/// `&[(path below policy/, text)]`, in order of path. Leaves out the page for who reads the
/// folder itself.
fn policy(root: &Path) -> io::Result<String> {
    println!("cargo:rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    if root.is_dir() {
        walk(root, root, &mut files)?;
    }
    files.sort();
    let mut text = String::from("&[\n");
    for (name, path) in files {
        let path = path.to_string_lossy();
        writeln!(text, "    ({name:?}, include_str!({path:?})),").map_err(io::Error::other)?;
    }
    text.push_str("]\n");
    Ok(text)
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden || name == "README.md" {
            continue;
        }
        println!("cargo:rerun-if-changed={}", path.display());
        if path.is_dir() {
            walk(root, &path, files)?;
        } else {
            files.push((name, path.canonicalize()?));
        }
    }
    Ok(())
}

/// `&[(name, SQLite text, PostgreSQL text)]`, in order of number. A migration that one engine lacks fails the build.
fn migrations(root: &Path) -> io::Result<String> {
    let names = |engine: &str| -> io::Result<Vec<String>> {
        println!("cargo:rerun-if-changed={}", root.join(engine).display());
        let mut names = Vec::new();
        for entry in fs::read_dir(root.join(engine))? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if let Some(stem) = name.strip_suffix(".sql") {
                println!("cargo:rerun-if-changed={}", root.join(engine).join(&name).display());
                names.push(stem.to_owned());
            }
        }
        names.sort();
        Ok(names)
    };
    let (sqlite, postgres) = (names("sqlite")?, names("postgres")?);
    if sqlite != postgres {
        return Err(io::Error::other(format!(
            "migrations/sqlite and migrations/postgres differ: {sqlite:?} and {postgres:?}"
        )));
    }
    let mut text = String::from("&[\n");
    for name in sqlite {
        let path =
            |engine: &str| root.join(engine).join(format!("{name}.sql")).to_string_lossy().into_owned();
        writeln!(
            text,
            "    ({name:?}, include_str!({:?}), include_str!({:?})),",
            path("sqlite"),
            path("postgres")
        )
        .map_err(io::Error::other)?;
    }
    text.push_str("]\n");
    Ok(text)
}
