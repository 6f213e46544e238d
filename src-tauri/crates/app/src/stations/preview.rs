//! Far behind: what another station sees today is shown until the log is
//! here, marked as what it is, and how far the catch-up has come.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::clash::{Occupancy, Severity};
use steward_domain::ids::{MeetingId, StationId};
use steward_domain::meeting::{Meeting, State};
use steward_domain::room::Room;
use steward_domain::venue::Venue;
use steward_store::Reader;
use steward_sync::MAX_PREVIEW;

use super::mesh::Mesh;
use crate::Desk;
use crate::house::House;
use crate::views::{
    Board, BoardMeeting, CatchUp, CatchUpStage, ClashWith, MeetingBrief, PreviewView, Refusal,
};

/// Commits that must lack before a catch-up is called a long one.
const LONG: u64 = 1_000;

/// What goes from one house to the other.
#[derive(Debug, Serialize, Deserialize)]
struct Preview {
    at: DateTime<Utc>,
    boards: Vec<Board>,
}

/// What another station showed.
pub(crate) struct Shown {
    by: StationId,
    at: DateTime<Utc>,
    boards: Arc<Vec<Board>>,
}

impl Mesh {
    /// Takes note of how much lacks, as a measure of how far a catch-up came.
    pub(super) fn look_how_far_behind(&mut self) {
        let most = self.peers.iter().max_by_key(|peer| peer.not_here);
        let Some((peer, lacks)) = most.map(|peer| (peer.station, peer.not_here)) else {
            // Out of sight it is still as far behind.
            return;
        };
        self.behind = match self.behind {
            Some((from, most)) if from == peer && lacks > 0 => Some((from, most.max(lacks))),
            _ if lacks >= LONG => Some((peer, lacks)),
            _ => None,
        };
        if self.behind.is_none() {
            self.preview = None;
        }
    }
}

impl Desk {
    /// Today and tomorrow as another station sees them, while this one is far
    /// behind; none when it is not, or nobody said.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn preview(&self) -> Result<Option<PreviewView>, Refusal> {
        let shown = {
            let mesh = self.mesh();
            let shown = mesh.preview.as_ref();
            shown.map(|shown| (shown.by, shown.at, Arc::clone(&shown.boards)))
        };
        let Some((by, at, boards)) = shown else {
            return Ok(None);
        };
        let by = self.read(|r| Ok(r.station_name(by)?))?;
        let boards = self.viewer().veiled(boards.as_ref());
        Ok(Some(PreviewView { by, at, boards }))
    }

    /// The days another station shows, while they are shown.
    pub(crate) fn seen_elsewhere(&self) -> Option<Arc<Vec<Board>>> {
        let mesh = self.mesh();
        mesh.preview.as_ref().map(|shown| Arc::clone(&shown.boards))
    }

    /// What this station shows to one that is far behind: today, and tomorrow
    /// if there is room.
    pub(super) fn preview_to_give(&self) -> Result<Vec<u8>, Refusal> {
        let today = self.board(None)?;
        let tomorrow = today.date.succ_opt().map(|date| self.board(Some(date)));
        let mut preview = Preview {
            at: self.now(),
            boards: vec![today],
        };
        preview.boards.extend(tomorrow.transpose()?);
        loop {
            let bytes = serde_json::to_vec(&preview).unwrap_or_default();
            if bytes.len() <= MAX_PREVIEW {
                return Ok(bytes);
            }
            preview.boards.pop();
        }
    }

    /// Another station showed its day. What cannot be read is of a newer
    /// version, and not shown.
    pub(super) fn show_preview(&self, by: StationId, bytes: &[u8]) {
        match serde_json::from_slice::<Preview>(bytes) {
            Ok(Preview { at, boards }) => {
                let mut mesh = self.mesh();
                if mesh.behind.is_some_and(|(from, _)| from == by) || mesh.behind.is_none() {
                    mesh.preview = Some(Shown {
                        by,
                        at,
                        boards: Arc::new(boards),
                    });
                }
            }
            Err(fault) => tracing::warn!(%fault, "a preview cannot be read"),
        }
        self.mesh_changed();
    }

    /// All that a station has is here.
    pub(super) fn caught_up_with(&self, station: StationId) {
        let mut mesh = self.mesh();
        mesh.preview = None;
        mesh.behind = None;
        drop(mesh);
        self.copy_arrived_at(station);
    }

    /// How far a long catch-up has come; none when nothing much lacks.
    pub(super) fn catch_up(&self, r: &Reader<'_>) -> Result<Option<CatchUp>, Refusal> {
        let copied = self.copy_progress();
        let (behind, seen_at, lacks) = {
            let mesh = self.mesh();
            let peers = mesh.peers.iter();
            (
                mesh.behind,
                mesh.preview.as_ref().map(|shown| shown.at),
                peers.map(|peer| peer.not_here).max(),
            )
        };
        let (from, stage, percent) = match (copied, behind) {
            (Some((from, stage, percent)), _) => (from, stage, percent),
            (None, Some((from, most))) => {
                let done = most.saturating_sub(lacks.unwrap_or(most));
                let percent = done.saturating_mul(100) / most.max(1);
                (from, CatchUpStage::Pulling, percent)
            }
            (None, None) => return Ok(None),
        };
        Ok(Some(CatchUp {
            from: r.station_name(from)?,
            stage,
            percent: u32::try_from(percent.min(99)).unwrap_or(99),
            seen_at,
            is_copy_spoilt: self.is_copy_spoilt(),
            can_book: !r.all::<Venue>()?.is_empty() && !r.all::<Room>()?.is_empty(),
        }))
    }
}

/// What another station sees in a meeting's place, and is not here yet.
pub(crate) fn seen_in_the_way(
    from: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
    wanted: &Occupancy,
) -> Result<Vec<ClashWith>, Refusal> {
    let rows = house.blocked_rows(&meeting.slot);
    let mut with = Vec::new();
    for board in house.elsewhere.iter().flat_map(|boards| boards.iter()) {
        let begins = house.minute(board.date, wanted.from);
        let ends = house.minute(board.date, wanted.until);
        for other in &board.meetings {
            let meets = other.set_up_minute < ends && begins < other.clear_minute;
            let shares = other.blocks.iter().any(|room| rows.contains(room));
            // Enquiries do not stand in the way.
            let stands = other.state != State::Enquiry && other.id != meeting.id;
            if meets && shares && stands && !is_here(from, other.id)? {
                with.push(clash_with(board, other));
            }
        }
    }
    Ok(with)
}

fn is_here(from: &Reader<'_>, id: MeetingId) -> Result<bool, Refusal> {
    Ok(from.get::<Meeting>(id.0)?.is_some())
}

fn clash_with(board: &Board, other: &BoardMeeting) -> ClashWith {
    let room = board.rooms.iter().find(|room| Some(room.id) == other.room);
    ClashWith {
        meeting: MeetingBrief {
            id: other.id,
            number: other.number.clone(),
            title: other.title.clone(),
            room: room.map(|room| room.name.clone()),
            when: other.when.clone(),
            headcount: other.headcount,
            level: other.level,
        },
        severity: Severity::Blocks,
    }
}
