//! What one stream alone carries between two sockets of this machine: the
//! yardstick that a whole copy is held against.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use iroh::endpoint::presets;
use iroh::{Endpoint, EndpointAddr, RelayMode};
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::CarrierFault;

const NAME: &[u8] = b"steward/yardstick/1";
/// Bytes at a time.
const PIECE: usize = 1024 * 1024;

/// Copies a file to another through one stream; how long it took, until it is
/// on the disk.
///
/// # Errors
/// When a socket or a file fails.
pub async fn copy_through_one_stream(from: &Path, to: &Path) -> Result<Duration, CarrierFault> {
    let (giver, taker) = (bind().await?, Arc::new(bind().await?));
    let at = taker.bound_sockets().into_iter();
    let at = at.fold(EndpointAddr::new(taker.id()), EndpointAddr::with_ip_addr);
    let taking = tokio::spawn(take(Arc::clone(&taker), to.to_path_buf()));
    let connection = giver.connect(at, NAME).await.map_err(|e| failed(&e))?;
    let (mut send, mut receive) = connection.open_bi().await.map_err(|e| failed(&e))?;
    let began = Instant::now();
    let (mut file, mut piece) = (File::open(from).await?, vec![0; PIECE]);
    loop {
        let read = file.read(&mut piece).await?;
        let Some(bytes) = piece.get(..read).filter(|bytes| !bytes.is_empty()) else {
            break;
        };
        send.write_all(bytes).await.map_err(|e| failed(&e))?;
    }
    send.finish().map_err(|e| failed(&e))?;
    // One byte says that all of it is on the disk.
    let _ = receive.read_to_end(1).await.map_err(|e| failed(&e))?;
    let took = began.elapsed();
    connection.close(0_u32.into(), b"done");
    taking.await.map_err(|e| failed(&e))??;
    giver.close().await;
    taker.close().await;
    Ok(took)
}

async fn take(taker: Arc<Endpoint>, to: std::path::PathBuf) -> Result<(), CarrierFault> {
    let Some(incoming) = taker.accept().await else {
        return Ok(());
    };
    let connection = incoming.await.map_err(|e| failed(&e))?;
    let (mut send, mut receive) = connection.accept_bi().await.map_err(|e| failed(&e))?;
    let (mut file, mut piece) = (File::create(to).await?, vec![0; PIECE]);
    while let Some(read) = receive.read(&mut piece).await.map_err(|e| failed(&e))? {
        file.write_all(piece.get(..read).unwrap_or_default())
            .await?;
    }
    file.sync_all().await?;
    send.write_all(b"!").await.map_err(|e| failed(&e))?;
    send.finish().map_err(|e| failed(&e))?;
    connection.closed().await;
    Ok(())
}

async fn bind() -> Result<Endpoint, CarrierFault> {
    let builder = Endpoint::builder(presets::Minimal)
        .relay_mode(RelayMode::Disabled)
        .clear_address_lookup()
        .clear_ip_transports()
        .alpns(vec![NAME.to_vec()])
        .bind_addr(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
        .map_err(|e| failed(&e))?;
    builder.bind().await.map_err(|e| failed(&e))
}

fn failed(fault: &dyn std::fmt::Display) -> CarrierFault {
    CarrierFault::Socket(std::io::Error::other(fault.to_string()))
}
