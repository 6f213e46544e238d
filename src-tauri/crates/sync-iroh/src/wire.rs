//! Frames on a byte stream: a length (u32, big-endian) and that many bytes.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// The next frame; `None` at the stream's end.
///
/// # Errors
/// [`io::ErrorKind::InvalidData`] for a length above `max`,
/// [`io::ErrorKind::UnexpectedEof`] for a stream that ends within a frame.
pub(crate) async fn read_frame(
    from: &mut (impl AsyncRead + Unpin),
    max: usize,
) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    let got = from.read(&mut length).await?;
    if got == 0 {
        return Ok(None);
    }
    let rest = length.get_mut(got..).unwrap_or_default();
    from.read_exact(rest).await?;
    let wanted = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX);
    if wanted > max {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut frame = Vec::new();
    fill(from, wanted, &mut frame).await?;
    Ok(Some(frame))
}

/// Reads `wanted` bytes. The buffer grows with what has come, never with what
/// was only announced.
pub(crate) async fn fill(
    from: &mut (impl AsyncRead + Unpin),
    wanted: usize,
    frame: &mut Vec<u8>,
) -> io::Result<()> {
    let limit = u64::try_from(wanted).unwrap_or(u64::MAX);
    from.take(limit).read_to_end(frame).await?;
    if frame.len() < wanted {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(())
}

/// The length that goes before a frame.
pub(crate) fn length_of(frame: &[u8]) -> io::Result<[u8; 4]> {
    u32::try_from(frame.len())
        .map(u32::to_be_bytes)
        .map_err(|_| io::ErrorKind::InvalidInput.into())
}

/// Writes a frame and flushes it.
pub(crate) async fn write_frame(
    to: &mut (impl AsyncWrite + Unpin),
    frame: &[u8],
) -> io::Result<()> {
    to.write_all(&length_of(frame)?).await?;
    to.write_all(frame).await?;
    to.flush().await
}
