//! A station that joins a venue of two hundred thousand meetings: when it sees
//! today, and when it has all of it, against its file through one stream.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use steward_app::{Desk, Newcomer, OpenOptions, StationHouse};
use steward_sync::{Guest as _, House as _};
use steward_sync_iroh::{Carrier, Options, copy_through_one_stream};

use crate::big_store::noon;
use crate::{Big, Figure, Row, Target, generate, place_in};

const MEETINGS: usize = 200_000;
const SEES_TODAY: f64 = 3.0;
const HALF: f64 = 0.5;
/// Longer than anything here takes.
const LIMIT: Duration = Duration::from_secs(1_800);

pub(super) fn measure() -> Vec<Row> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap_or_default();
    let (at_host, at_guest) = (tempfile::tempdir(), tempfile::tempdir());
    let at_host = at_host.expect("a folder");
    let at_guest = at_guest.expect("a folder");
    let big = Big {
        meetings: MEETINGS,
        today,
        seed: 1,
    };
    let _authors = generate(at_host.path(), big);
    let host = desk(at_host.path(), today);
    let guest = enter(&host, at_guest.path(), today);
    let (wake, changed) = channel();
    let tell = wake.clone();
    guest.on_mesh(Box::new(move || {
        let _ = tell.send(());
    }));
    guest.subscribe(Box::new(move |_| {
        let _ = wake.send(());
    }));
    let runtime = tokio::runtime::Runtime::new().expect("threads");
    let start = |desk: &Arc<Desk>, peers| {
        let house = Arc::new(StationHouse(Arc::clone(desk)));
        let carrier = Carrier::start(house, options(peers));
        runtime.block_on(carrier).expect("a socket")
    };
    let serving = start(&host, Vec::new());
    let whole = StationHouse(Arc::clone(&host)).heads().expect("heads");
    let began = Instant::now();
    let joining = start(&guest, serving.addresses());
    let seen = until(&changed, || {
        guest.preview().is_ok_and(|seen| seen.is_some())
    });
    let house = StationHouse(Arc::clone(&guest));
    let has_all = || house.heads().is_ok_and(|heads| heads.includes(&whole));
    let complete = until(&changed, has_all);
    let (seen, complete) = (seen - began, complete - began);
    runtime.block_on(async {
        joining.close().await;
        serving.close().await;
    });
    let file = place_in(at_guest.path()).dir.join("steward.db");
    let beside = at_host.path().join("stream");
    let stream = runtime.block_on(copy_through_one_stream(&file, &beside));
    let stream = stream.expect("a stream").as_secs_f64();
    let bytes = std::fs::metadata(&beside).map_or(0, |meta| meta.len());
    vec![
        Row {
            name: format!("a newcomer sees today, {MEETINGS} meetings"),
            ours: Figure::Seconds(seen.as_secs_f64()),
            theirs: Err("nothing beside it".to_owned()),
            ratio: None,
            target: Target::Below(Figure::Seconds(SEES_TODAY)),
        },
        Row {
            name: format!("a newcomer has all of it, {} MB", bytes / 1_000_000),
            ours: Figure::Seconds(complete.as_secs_f64()),
            theirs: Ok((
                "its file through one stream".to_owned(),
                Figure::Seconds(stream),
            )),
            ratio: Some(stream / complete.as_secs_f64()),
            target: Target::RatioAtLeast(HALF),
        },
    ]
}

fn desk(folder: &Path, today: NaiveDate) -> Arc<Desk> {
    Arc::new(Desk::open(&open(folder, today)).expect("it opens"))
}

fn open(folder: &Path, today: NaiveDate) -> OpenOptions {
    let place = place_in(folder);
    OpenOptions {
        data: Some(place.dir),
        config: Some(place.config_dir),
        now: Some(noon(today)),
        ..OpenOptions::default()
    }
}

/// A folder that becomes a station the host lets in; it has nothing yet.
fn enter(host: &Arc<Desk>, folder: &Path, today: NaiveDate) -> Arc<Desk> {
    let house = StationHouse(Arc::clone(host));
    let welcome = house.welcome().expect("a welcome");
    let mut newcomer = Newcomer::new(open(folder, today), "新站").expect("an empty folder");
    let card = newcomer.enter(&welcome).expect("a store");
    drop(newcomer);
    house.admit(card).expect("it is let in");
    desk(folder, today)
}

fn options(peers: Vec<SocketAddr>) -> Options {
    let here = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    Options {
        listen: vec![here],
        pair_at: here,
        peers,
        discover: false,
        ..Options::default()
    }
}

/// When something came to hold; looked at after each change.
fn until(changed: &Receiver<()>, holds: impl Fn() -> bool) -> Instant {
    while !holds() {
        changed.recv_timeout(LIMIT).expect("it comes to hold");
    }
    Instant::now()
}
