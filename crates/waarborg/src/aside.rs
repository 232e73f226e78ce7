//! Work that takes long, beside the threads that answer: reading a file, setting a letter.

use crate::error::Error;

/// Does it, and waits for it.
pub(crate) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
}
