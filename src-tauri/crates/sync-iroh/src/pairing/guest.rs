//! The side that types the code.

use std::io;
use std::net::SocketAddr;

use steward_sync::{Card, Guest, HouseFault, Welcome};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::channel::{Channel, STEP, Shared, Side, signed_part};
use super::{Done, Entered, Joined, digits};
use crate::PairFault;

/// Joins the venue of the station at `to`, which shows `code`.
///
/// # Errors
/// Any [`PairFault`]. With [`PairFault::Refused`], [`PairFault::Silent`] or
/// [`PairFault::Broken`] the guest may have entered already, without being
/// admitted: its folder is then of no use.
pub async fn join(to: SocketAddr, code: &str, guest: Box<dyn Guest>) -> Result<Joined, PairFault> {
    let code = digits(code).ok_or(PairFault::NotACode)?;
    let stream = timeout(STEP, TcpStream::connect(to))
        .await
        .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
        .map_err(PairFault::Unreachable)?;
    let shared = Shared::agree(stream, Side::Guest, &code).await?;
    let mut channel = shared.prove_as_guest().await?;
    let welcome: Welcome = channel.receive(STEP).await?;
    let (card, signature) = enter(&channel, guest, welcome.clone()).await?;
    let entered = Entered {
        card: card.clone(),
        signature,
    };
    channel.send(&entered).await?;
    let done: Done = channel.receive(STEP).await?;
    if !done.is_admitted {
        return Err(PairFault::Refused);
    }
    Ok(Joined {
        welcome,
        card,
        host_addresses: done.addresses,
    })
}

/// Makes the station, where the disk holds nobody up.
async fn enter(
    channel: &Channel,
    mut guest: Box<dyn Guest>,
    welcome: Welcome,
) -> Result<(Card, Vec<u8>), PairFault> {
    let gone = |gone: tokio::task::JoinError| PairFault::Guest(HouseFault(gone.to_string()));
    let entering = tokio::task::spawn_blocking(move || {
        let card = guest.enter(&welcome);
        (card, guest)
    });
    let (card, mut guest) = entering.await.map_err(gone)?;
    let card = card.map_err(PairFault::Guest)?;
    let message = signed_part(&channel.said(), &card.key);
    let signing = tokio::task::spawn_blocking(move || guest.sign(&message));
    let signature = signing.await.map_err(gone)?.map_err(PairFault::Guest)?;
    Ok((card, signature.to_vec()))
}
