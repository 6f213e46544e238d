//! Commands between stations: a headless one, pairing, looking at each other.

use std::io::Write as _;
use std::net::{SocketAddr, ToSocketAddrs as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use steward_app::call::{self, Call};
use steward_app::views::{OfferOfEntry, Refusal, SelfTestStep, StationsView};
use steward_app::{Desk, Newcomer, OpenOptions, door, told};
use steward_sync_iroh::{PORT, PairFault, join};

use crate::arguments::{AddressAct, Pair, Serve, StationAct, SyncOnce};
use crate::front::Front;
use crate::online::{Online, Reach, runtime};
use crate::print::Printed;
use crate::run::Said;

/// How long one offer stands, with some to spare.
const OFFER: Duration = Duration::from_secs(330);
/// How long a full copy may take before the command says how far it came.
const COPY: Duration = Duration::from_secs(3_600);

/// How often it is looked whether a backup is due.
const KEEP_EVERY: Duration = Duration::from_secs(60);

/// Longer than any program runs.
const FOREVER: Duration = Duration::from_secs(100 * 365 * 86_400);

/// Runs a headless station until it is told to end.
pub(crate) fn serve(options: &OpenOptions, serve: &Serve, say: Printed) -> Result<Said, Refusal> {
    let reach = Reach {
        listen: serve.listen.clone(),
        peers: addresses(&serve.peer)?,
        discover: !serve.no_discovery,
    };
    let desk = Desk::open(options).map_err(|refusal| at_work(refusal, options))?;
    let online = Online::start(desk, reach)?;
    let _door = door::open(&online.desk, |_| false)
        .map_err(|fault| Refusal::NoNetwork(fault.to_string()))?;
    let desk = std::sync::Arc::clone(&online.desk);
    online.runtime.spawn(keep_safe(desk));
    let mut shown = online.desk.stations()?;
    tell(&say.serving(&shown, &online.addresses()));
    let ended = std::sync::Arc::new(AtomicBool::new(false));
    let (wake, end) = (online.waker(), std::sync::Arc::clone(&ended));
    online.runtime.spawn(async move {
        stop_signal().await;
        end.store(true, Ordering::SeqCst);
        wake();
    });
    online.until(FOREVER, |view| {
        tell(&say.changed(&shown, view));
        shown = view.clone();
        ended.load(Ordering::SeqCst)
    })?;
    online.close();
    Ok(String::new().into())
}

/// Makes backups by the clock, as long as the station runs.
async fn keep_safe(desk: std::sync::Arc<Desk>) {
    let mut ticks = tokio::time::interval(KEEP_EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let desk = std::sync::Arc::clone(&desk);
        // What goes wrong stands in the status.
        drop(tokio::task::spawn_blocking(move || desk.keep_safe()).await);
    }
}

/// Meets the others once: until all in sight are equal. A program that is at
/// work meets them all the time; then this only waits for it.
pub(crate) fn sync(options: &OpenOptions, sync: &SyncOnce, say: Printed) -> Result<Said, Refusal> {
    let limit = Duration::from_secs(sync.seconds);
    let is_done = |view: &StationsView| view.in_sight > 0 && view.in_step == view.in_sight;
    let desk = match Front::open(options)? {
        Front::Here(desk) => *desk,
        elsewhere @ Front::Elsewhere(_) => {
            let (view, done) = elsewhere.until(limit, is_done)?;
            return Ok(synced(&view, done, sync, say));
        }
    };
    let reach = Reach {
        listen: any_port(),
        peers: addresses(&sync.peer)?,
        discover: !sync.no_discovery,
    };
    let online = Online::start(desk, reach)?;
    let (view, done) = online.until(limit, is_done)?;
    online.close();
    Ok(synced(&view, done, sync, say))
}

fn synced(view: &StationsView, done: bool, sync: &SyncOnce, say: Printed) -> Said {
    let mut text = say.stations(view);
    if !done {
        text.push_str(&say.not_synced(sync.seconds));
    }
    Said {
        text,
        wanting: !done,
    }
}

/// A store that is in use by one who answers is at work already.
fn at_work(refusal: Refusal, options: &OpenOptions) -> Refusal {
    match refusal {
        Refusal::Store { code, detail } if code == "in_use" && Front::is_at_work(options) => {
            Refusal::Store {
                code: "at_work".to_owned(),
                detail,
            }
        }
        other => other,
    }
}

/// Lets a station in, or joins as one.
pub(crate) fn pair(options: &OpenOptions, pair: &Pair, say: Printed) -> Result<Said, Refusal> {
    match (&pair.code, &pair.to) {
        (Some(code), Some(to)) => enter(options, code, to, &pair.station, say),
        _ => offer(options, pair, say),
    }
}

fn offer(options: &OpenOptions, pair: &Pair, say: Printed) -> Result<Said, Refusal> {
    let front = Front::open(options)?;
    let desk = match front {
        // The program that has the network goes on; the code stands there.
        Front::Elsewhere(_) => {
            let offer: OfferOfEntry = front.call(Call::OfferEntry)?;
            return Ok(say.offer(&offer, &front.call(Call::Stations)?).into());
        }
        Front::Here(desk) => *desk,
    };
    let reach = Reach {
        listen: pair.listen.clone(),
        peers: Vec::new(),
        discover: !pair.no_discovery,
    };
    let online = Online::start(desk, reach)?;
    let before = online.desk.stations()?;
    tell(&say.offer(&online.desk.offer_entry()?, &before));
    let (view, done) = online.until(OFFER, |view| {
        view.others > before.others && view.in_step > 0
    })?;
    online.close();
    Ok(Said {
        text: say.stations(&view),
        wanting: !done,
    })
}

fn enter(
    options: &OpenOptions,
    code: &str,
    to: &str,
    station: &str,
    say: Printed,
) -> Result<Said, Refusal> {
    let newcomer = Newcomer::new(options.clone(), station)?;
    let to = address(to)?;
    let joined = runtime()?.block_on(join(to, code, Box::new(newcomer)));
    let joined = match joined {
        Ok(joined) => joined,
        Err(fault) => {
            // A folder that was prepared and not admitted is of no use.
            Newcomer::clear_away(options)?;
            return Err(pair_refusal(&fault));
        }
    };
    tell(&say.joined(&joined.welcome.venue_name, &joined.welcome.host.name));
    let desk = Desk::open(options)?;
    let reach = Reach {
        listen: any_port(),
        peers: joined.host_addresses.clone(),
        discover: true,
    };
    let online = Online::start(desk, reach)?;
    for at in joined.host_addresses.iter().rev() {
        online.desk.met_at(joined.welcome.host.station, *at)?;
    }
    let mut last = (0, None);
    let (view, done) = online.until(COPY, |view| {
        let left: u32 = view
            .stations
            .iter()
            .map(|row| row.not_here)
            .max()
            .unwrap_or(0);
        let stage = view.catch_up.as_ref().map(|it| (it.stage, it.percent));
        if (left, stage) != last && !say.json {
            progress(&match stage {
                Some((stage, percent)) => say.copying_part(stage, percent),
                None => say.copying(left),
            });
            last = (left, stage);
        }
        view.in_step > 0
    })?;
    online.close();
    Ok(Said {
        text: say.stations(&view),
        wanting: !done,
    })
}

/// What is done to a station, or how all stand.
pub(crate) fn station(front: &Front, act: &StationAct, say: Printed) -> Result<String, Refusal> {
    let view: StationsView = match act {
        StationAct::Show => front.call(Call::Stations)?,
        StationAct::Rename { station, name } => {
            let name = name.clone();
            about(front, station, call::StationAct::Rename { name })?
        }
        StationAct::Retire { station, why } => {
            let why = why.clone();
            about(front, station, call::StationAct::Retire { why })?
        }
        StationAct::Revoke { station, why } => {
            let why = why.clone();
            about(front, station, call::StationAct::Revoke { why })?
        }
        StationAct::Replace { station, by, why } => {
            let (by, why) = (by.clone(), why.clone());
            about(front, station, call::StationAct::Replace { by, why })?
        }
        StationAct::Address { act } => front.call(match act {
            AddressAct::Add { address } => Call::Address {
                remove: false,
                address: address.clone(),
            },
            AddressAct::Remove { address } => Call::Address {
                remove: true,
                address: address.clone(),
            },
        })?,
    };
    Ok(say.stations(&view))
}

fn about(front: &Front, station: &str, act: call::StationAct) -> Result<StationsView, Refusal> {
    let station = station.to_owned();
    front.call(Call::Station { station, act })
}

/// Why stations are not connected.
pub(crate) fn doctor(options: &OpenOptions, say: Printed) -> Result<Said, Refusal> {
    let front = Front::open(options)?;
    let steps: Vec<SelfTestStep> = match front {
        Front::Elsewhere(_) => front.call(Call::SelfTest)?,
        Front::Here(desk) => {
            let reach = Reach {
                listen: any_port(),
                peers: Vec::new(),
                discover: true,
            };
            let online = Online::start(*desk, reach)?;
            let steps = online.desk.self_test()?;
            online.close();
            steps
        }
    };
    let wanting = steps.iter().any(|step| {
        matches!(step, SelfTestStep::Station { reach, .. } if reach != "connected")
            || matches!(step, SelfTestStep::Off)
            || matches!(step, SelfTestStep::Discovery { finding } if finding == "blocked")
    });
    Ok(Said {
        text: say.steps(&steps),
        wanting,
    })
}

/// A passing command takes any port, so that it never keeps a station from
/// its own.
fn any_port() -> Vec<SocketAddr> {
    vec![SocketAddr::from(([0, 0, 0, 0], 0))]
}

fn addresses(texts: &[String]) -> Result<Vec<SocketAddr>, Refusal> {
    texts.iter().map(|text| address(text)).collect()
}

fn address(text: &str) -> Result<SocketAddr, Refusal> {
    let whole = text.to_socket_addrs().ok();
    let found = whole.or_else(|| (text, PORT).to_socket_addrs().ok());
    found
        .and_then(|mut all| all.next())
        .ok_or_else(|| Refusal::Address(text.to_owned()))
}

fn pair_refusal(fault: &PairFault) -> Refusal {
    Refusal::Pairing {
        code: fault.code().to_owned(),
        detail: told(fault),
    }
}

/// Prints at once, for commands that go on.
fn tell(text: &str) {
    let mut out = std::io::stdout();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

fn progress(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

#[cfg(unix)]
async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(not(unix))]
async fn stop_signal() {
    let _ = tokio::signal::ctrl_c().await;
}
