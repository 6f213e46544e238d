//! Stations of one venue in one process: joining as over the network, and
//! meetings of two that carry everything both ways, without a network.

use std::collections::VecDeque;
use std::sync::Arc;

use steward_app::domain::log::{Dot, Heads};
use steward_app::{Absent, Newcomer, OpenOptions, StationHouse};
use steward_sync::{Guest as _, House, HouseFault, PeerState, Report};

use crate::Station;

/// About one screenful of commits: several parts even for a small venue.
const PART: u32 = 100_000;

impl Station {
    /// A new station that this one lets in. It has nothing yet.
    ///
    /// # Panics
    /// When it is not let in.
    #[must_use]
    pub fn lets_in(&self, name: &str, now: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the store");
        let options = OpenOptions {
            data: Some(folder.path().join("data")),
            config: Some(folder.path().join("config")),
            now: Some(crate::instant(now)),
            ..OpenOptions::default()
        };
        let welcome = self.house().welcome().expect("a welcome");
        let mut newcomer = Newcomer::new(options, name).expect("an empty folder");
        let card = newcomer.enter(&welcome).expect("a store");
        // It has the store open until it is done.
        drop(newcomer);
        self.house().admit(card).expect("it is let in");
        Self::open_in(folder, now, Absent::Refuse)
    }

    /// What a carrier sees of this station.
    #[must_use]
    pub fn house(&self) -> StationHouse {
        StationHouse(Arc::clone(&self.desk))
    }

    /// Carries everything from this one to the other and back.
    ///
    /// # Panics
    /// When a store fails.
    pub fn meets(&self, other: &Self) {
        carry(&self.house(), &other.house());
        carry(&other.house(), &self.house());
    }

    /// Takes a whole copy of the other's store, part by part; whether it came
    /// to anything. Each part goes through `on_the_way` before it arrives, or
    /// does not, when that says no: then the line is cut.
    ///
    /// # Errors
    /// Why it was not taken.
    ///
    /// # Panics
    /// When the other gives none.
    pub fn takes_a_copy_of(
        &self,
        other: &Self,
        mut on_the_way: impl FnMut(usize, &mut Vec<u8>) -> bool,
    ) -> Result<bool, HouseFault> {
        let (here, there) = (self.house(), other.house());
        let mut parts = VecDeque::from([None]);
        let mut count = 0;
        while let Some(part) = parts.pop_front() {
            let taken = here.take_copy(there.me().station, part)?;
            if taken.is_over {
                return Ok(taken.heads.is_some());
            }
            for ask in taken.asks {
                let given = there.give_copy(here.me().station, &ask);
                let mut part = given.expect("a part of a copy");
                if !on_the_way(count, &mut part) {
                    return Ok(false);
                }
                count += 1;
                parts.push_back(Some(part));
            }
        }
        Ok(false)
    }

    /// Is shown the other's day, which is so much ahead.
    ///
    /// # Panics
    /// When the other has none to show.
    pub fn is_shown_the_day_of(&self, other: &Self, lacks: u64) {
        let ahead = PeerState {
            not_here: lacks,
            in_step: false,
            ..peer(other)
        };
        self.house().report(None, vec![ahead]);
        let preview = other.house().preview().expect("a day to show");
        self.house().show(other.house().me().station, preview);
    }

    /// The other comes in sight of this one.
    pub fn sights(&self, other: &Self) {
        let station = other.house().me().station;
        let report = Report::Met {
            session: 1,
            station,
            clock_ahead_ms: 0,
        };
        self.house().report(Some(report), vec![peer(other)]);
    }

    /// Nobody is in sight of this one any more.
    pub fn loses_sight_of(&self, other: &Self) {
        let report = Report::Parted {
            station: Some(other.house().me().station),
            why: None,
        };
        self.house().report(Some(report), Vec::new());
    }

    /// All was compared with the other, and is equal.
    pub fn is_equal_to(&self, other: &Self) {
        let station = other.house().me().station;
        self.house()
            .report(Some(Report::Equal { station }), vec![peer(other)]);
    }
}

fn peer(other: &Station) -> PeerState {
    let me = other.house().me();
    PeerState {
        session: 1,
        station: me.station,
        name: me.name,
        not_there: 0,
        not_here: 0,
        in_step: true,
        equal_at_ms: None,
        clock_ahead_ms: 0,
        sent: 0,
        received: 0,
    }
}

fn carry(from: &StationHouse, to: &StationHouse) {
    // Equally far may be on another way: the newest of each chain tell.
    let newest = to
        .heads()
        .expect("heads")
        .iter()
        .map(|dot| Dot {
            seq: dot.seq - 1,
            ..dot
        })
        .collect();
    let (mut again, mut asked): (Heads, Option<Heads>) = (newest, None);
    while asked.as_ref() != Some(&again) {
        let mut has = to.heads().expect("heads");
        let mut behind = again.clone();
        asked = Some(std::mem::take(&mut again));
        loop {
            let batch = from.load(&has, &behind, PART).expect("a load");
            (has, behind) = (batch.reached, Heads::new());
            again = to
                .accept(batch.commits)
                .expect("a store that takes")
                .lacking;
            if !batch.more {
                break;
            }
        }
        if again.is_empty() {
            break;
        }
    }
}
