//! Installs the CSS of the NL Design System, which the program takes in when it is built.

use anyhow::{Context as _, ensure};
use std::path::Path;
use std::process::Command;

/// `npm ci` when the packages are not there or older than their lock file, then `npm run css`.
pub(crate) fn run(root: &Path) -> anyhow::Result<()> {
    let web = root.join("web");
    if !is_installed(&web) {
        println!("web: npm ci");
        npm(&web, &["ci", "--no-audit", "--no-fund", "--loglevel=error"])?;
    }
    npm(&web, &["run", "--silent", "css"])?;
    println!("web: stylesheets are in crates/waarborg/static/vendor; build again to take them in");
    Ok(())
}

fn is_installed(web: &Path) -> bool {
    let changed = |name: &str| std::fs::metadata(web.join(name)).and_then(|data| data.modified()).ok();
    match (changed("node_modules/.package-lock.json"), changed("package-lock.json")) {
        (Some(installed), Some(wanted)) => installed >= wanted,
        _ => false,
    }
}

fn npm(web: &Path, arguments: &[&str]) -> anyhow::Result<()> {
    let status = Command::new("npm").args(arguments).current_dir(web).status().context("npm is needed")?;
    ensure!(status.success(), "npm {} failed", arguments.join(" "));
    Ok(())
}
