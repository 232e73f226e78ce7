//! placeholder
pub(crate) fn run(_root: &std::path::Path, _names: &[String]) -> anyhow::Result<()> {
    anyhow::bail!("not yet")
}
