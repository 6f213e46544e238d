//! One connection: frames in, frames out, in order.
//!
//! The driver never waits for a peer: two stations that each waited for the
//! other to read would wait for ever. What bounds the memory instead is that
//! the answer to a load, which is where anything large comes from, waits until
//! few frames are queued ([`Outbox::room`]); what the exchange says of itself
//! is small. A peer that takes nothing is parted from, and catches up when it
//! is back.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use iroh::endpoint::{Connection, RecvStream, SendStream};
use steward_sync::{Input, MAX_FRAME, SessionId};
use tokio::io::AsyncWriteExt;
use tokio::sync::{Notify, Semaphore, mpsc};
use tokio::time::timeout;

use crate::driver::Event;
use crate::endpoint::ENDED;
use crate::wire;

/// Most frames that wait to be sent; past it the peer is parted from.
const MAX_QUEUED: usize = 1024;
/// With fewer frames waiting than this, there is room for something large.
const FEW: usize = 4;
/// Most frames of one peer that wait for the driver; past it the peer is read
/// no further.
const FRAMES: usize = 2;
/// How long a peer may take to accept [`PIECE`] bytes.
const STALL: Duration = Duration::from_secs(20);
/// How much is written at a time, bytes.
const PIECE: usize = 64 * 1024;
/// How long the last frames may take to arrive.
const FAREWELL: Duration = Duration::from_secs(1);

/// A connection with its stream, ready for the protocol.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) connection: Connection,
    pub(crate) streams: (SendStream, RecvStream),
    pub(crate) is_dialled: bool,
}

/// What waits to be sent on a connection.
#[derive(Clone, Debug)]
pub(crate) struct Outbox {
    frames: mpsc::Sender<Vec<u8>>,
    drained: Arc<Notify>,
}

impl Outbox {
    /// Queues a frame; `false` when too many wait, or the connection is gone.
    pub(crate) fn push(&self, frame: Vec<u8>) -> bool {
        self.frames.try_send(frame).is_ok()
    }

    /// Waits until there is room for something large, or nobody is left to
    /// send it to.
    pub(crate) async fn room(self) {
        loop {
            let drained = self.drained.notified();
            let queued = self.frames.max_capacity() - self.frames.capacity();
            if queued < FEW || self.frames.is_closed() {
                return;
            }
            drained.await;
        }
    }
}

/// Starts the two tasks of a connection. When the outbox is dropped, what is
/// queued is sent, and the connection ends.
pub(crate) fn start(
    session: SessionId,
    connection: &Connection,
    streams: (SendStream, RecvStream),
    events: mpsc::Sender<Event>,
) -> Outbox {
    let (send, receive) = streams;
    let (frames, queue) = mpsc::channel(MAX_QUEUED);
    let drained = Arc::new(Notify::new());
    tokio::spawn(write(connection.clone(), send, queue, Arc::clone(&drained)));
    tokio::spawn(read(session, connection.clone(), receive, events));
    Outbox { frames, drained }
}

async fn write(
    connection: Connection,
    mut send: SendStream,
    mut queue: mpsc::Receiver<Vec<u8>>,
    drained: Arc<Notify>,
) {
    while let Some(frame) = queue.recv().await {
        drained.notify_waiters();
        if let Err(fault) = write_frame(&mut send, &frame).await {
            tracing::debug!(%fault, "a connection takes no more");
            connection.close(ENDED, b"cut");
            break;
        }
    }
    queue.close();
    drained.notify_waiters();
    if send.finish().is_ok() {
        // Closing at once would throw away what is still on its way.
        let _ = timeout(FAREWELL, send.stopped()).await;
    }
    connection.close(ENDED, b"ended");
}

/// Writes in pieces, so that a slow peer is told from a dead one.
async fn write_frame(send: &mut SendStream, frame: &[u8]) -> io::Result<()> {
    let stalled = |_| io::Error::from(io::ErrorKind::TimedOut);
    let length = wire::length_of(frame)?;
    for piece in std::iter::once(length.as_slice()).chain(frame.chunks(PIECE)) {
        let written = timeout(STALL, AsyncWriteExt::write_all(send, piece));
        written.await.map_err(stalled)??;
    }
    Ok(())
}

async fn read(
    session: SessionId,
    connection: Connection,
    mut receive: RecvStream,
    events: mpsc::Sender<Event>,
) {
    // A frame can be large: no peer has more than these here at once.
    let turns = Arc::new(Semaphore::new(FRAMES));
    loop {
        match wire::read_frame(&mut receive, MAX_FRAME).await {
            Ok(Some(frame)) => {
                let Ok(turn) = Arc::clone(&turns).acquire_owned().await else {
                    break;
                };
                let input = Input::Received { session, frame };
                if events.send(Event::Received(input, turn)).await.is_err() {
                    break;
                }
            }
            // The other has said all it had to; its end closes the connection
            // after it has heard our last word.
            Ok(None) => {
                let _ = timeout(FAREWELL, connection.closed()).await;
                break;
            }
            Err(fault) => {
                tracing::debug!(%fault, "a connection brings no more");
                break;
            }
        }
    }
    let _ = events.send(Event::Ended { session }).await;
}
