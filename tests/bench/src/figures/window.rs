//! The window beside an empty one of the same kind: until its picture is
//! whole, the memory of all its processes, and what it costs while nobody
//! touches it. Both are looked at from outside, in the memory of a virtual
//! screen, so that neither has anything built in for it.

#![allow(
    clippy::disallowed_methods,
    reason = "a window that rests, and a screen that is looked at, give no event"
)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::{Figure, Row, Target};

/// How often each window is opened.
const TIMES: usize = 5;
/// A picture that stays so long is whole.
const STILL: Duration = Duration::from_millis(1_500);
/// Nothing takes longer.
const LIMIT: Duration = Duration::from_secs(60);
/// How long nobody touches it.
const IDLE: Duration = Duration::from_secs(30);
/// And where only the picture and the memory are wanted.
const SHORT: Duration = Duration::from_secs(2);
/// The size of the screen, which the windows fill.
const SIZE: &str = "1440x900x24";
/// What the kernel counts processor time in: so many a second.
const TICKS: f64 = 100.0;

pub(super) fn measure() -> Vec<Row> {
    let named = |variable| std::env::var_os(variable).map(PathBuf::from);
    let (Some(ours), Some(empty)) = (named("BENCH_WINDOW"), named("BENCH_EMPTY_WINDOW")) else {
        eprintln!("the windows are built by `cargo xtask bench window`");
        return Vec::new();
    };
    let folder = tempfile::tempdir().expect("a folder");
    let screen = match Screen::start(folder.path()) {
        Ok(screen) => screen,
        Err(why) => {
            eprintln!("no virtual screen: {why}");
            return Vec::new();
        }
    };
    let data = |name: &str| folder.path().join(name).display().to_string();
    let arguments = [
        "--data".to_owned(),
        data("data"),
        "--config".to_owned(),
        data("key"),
    ];
    // The first opening lays the sample complex, and fills the system's caches.
    let (mut our, mut their) = (Seen::WORST, Seen::WORST);
    for turn in 0..=TIMES {
        let mut sample = arguments.to_vec();
        sample.push("--sample".to_owned());
        let rest = if turn == TIMES { IDLE } else { SHORT };
        let seen = screen.look(&ours, if turn == 0 { &sample } else { &arguments }, rest);
        let beside = screen.look(&empty, &[], rest);
        if turn == TIMES {
            (our.idle, their.idle) = (f64::MAX, f64::MAX);
        }
        if turn > 0 {
            our = our.least(seen);
            their = their.least(beside);
        }
    }
    let row = |name: &str, ours, theirs, ratio, target| Row {
        name: name.to_owned(),
        ours,
        theirs: Ok(("an empty Tauri window".to_owned(), theirs)),
        ratio,
        target,
    };
    vec![
        row(
            &format!("the window, until its picture is whole, best of {TIMES}"),
            Figure::Seconds(our.whole),
            Figure::Seconds(their.whole),
            Some(our.whole / their.whole),
            Target::RatioAtMost(1.5),
        ),
        row(
            "memory of all its processes",
            Figure::Bytes(our.memory),
            Figure::Bytes(their.memory),
            Some(our.memory / their.memory),
            Target::RatioAtMost(1.5),
        ),
        row(
            "processor's time of a second in which nobody touches it",
            Figure::Seconds(our.idle),
            Figure::Seconds(their.idle),
            None,
            Target::Below(Figure::Seconds(0.01)),
        ),
    ]
}

/// What was seen of a window.
#[derive(Clone, Copy)]
struct Seen {
    /// Seconds until the picture was whole.
    whole: f64,
    /// Bytes of all its processes, what they share counted once.
    memory: f64,
    /// Seconds on the processor in a second of rest.
    idle: f64,
}

impl Seen {
    const WORST: Self = Self {
        whole: f64::MAX,
        memory: f64::MAX,
        idle: f64::MAX,
    };

    fn least(self, other: Self) -> Self {
        Self {
            whole: self.whole.min(other.whole),
            memory: self.memory.min(other.memory),
            idle: self.idle.min(other.idle),
        }
    }
}

/// A screen in memory, which can be read as a file.
struct Screen {
    server: Child,
    display: String,
    picture: PathBuf,
    home: PathBuf,
}

impl Screen {
    fn start(folder: &Path) -> Result<Self, String> {
        use std::io::{BufRead as _, BufReader};
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", SIZE, "-nolisten", "tcp"])
            .arg("-fbdir")
            .arg(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| e.to_string())?;
        let mut number = String::new();
        if let Some(said) = server.stdout.take() {
            let _ = BufReader::new(said).read_line(&mut number);
        }
        Ok(Self {
            server,
            display: format!(":{}", number.trim()),
            picture: folder.join("Xvfb_screen0"),
            home: folder.join("home"),
        })
    }

    /// Opens a window, looks at it and closes it.
    fn look(&self, program: &Path, arguments: &[String], rest: Duration) -> Seen {
        let mut command = Command::new(program);
        for variable in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
            command.env(variable, &self.home);
        }
        let before = self.pixels();
        let began = Instant::now();
        let window = command
            .args(arguments)
            .env("DISPLAY", &self.display)
            .env("GDK_BACKEND", "x11")
            .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
            .env_remove("WAYLAND_DISPLAY")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("the window starts");
        let whole = self.whole(began, before);
        let id = window.id();
        let worked = worked(id);
        thread::sleep(rest);
        let seen = Seen {
            whole,
            memory: memory(id),
            idle: worked_since(worked, id) / rest.as_secs_f64(),
        };
        end(window);
        seen
    }

    fn pixels(&self) -> Vec<u8> {
        fs::read(&self.picture).unwrap_or_default()
    }

    /// Seconds until the last change before the picture stayed as it is.
    fn whole(&self, began: Instant, mut before: Vec<u8>) -> f64 {
        let mut changed: Option<Instant> = None;
        loop {
            let now = self.pixels();
            if now != before {
                changed = Some(Instant::now());
                before = now;
            }
            if changed.is_some_and(|at| at.elapsed() > STILL) || began.elapsed() > LIMIT {
                break;
            }
            thread::sleep(Duration::from_millis(4));
        }
        changed.map_or(f64::NAN, |at| (at - began).as_secs_f64())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn end(mut window: Child) {
    let group = format!("-{}", window.id());
    let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
    let _ = window.wait();
}

/// The processes of a window: itself and whatever they started.
fn processes(root: u32) -> Vec<u32> {
    let mut parents = BTreeMap::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let id: Option<u32> = entry.file_name().to_str().and_then(|n| n.parse().ok());
        if let Some(id) = id
            && let Some(parent) = stat(id).and_then(|words| words.get(1)?.parse::<u32>().ok())
        {
            parents.insert(id, parent);
        }
    }
    let mut found = vec![root];
    let mut next = 0;
    while let Some(&parent) = found.get(next) {
        let children = parents.iter().filter(|(_, of)| **of == parent);
        found.extend(children.map(|(id, _)| *id));
        next += 1;
    }
    found
}

/// What follows a process's name in its account: its state first.
fn stat(id: u32) -> Option<Vec<String>> {
    let said = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (_, after) = said.rsplit_once(')')?;
    Some(after.split_whitespace().map(str::to_owned).collect())
}

/// Seconds on the processor, process by process.
fn worked(root: u32) -> BTreeMap<u32, f64> {
    let of = |id| {
        let words = stat(id)?;
        let ticks = |n: usize| words.get(n)?.parse::<f64>().ok();
        Some((id, (ticks(11)? + ticks(12)?) / TICKS))
    };
    processes(root).into_iter().filter_map(of).collect()
}

fn worked_since(before: BTreeMap<u32, f64>, root: u32) -> f64 {
    let now = worked(root);
    let since = now
        .iter()
        .map(|(id, seconds)| seconds - before.get(id).unwrap_or(&0.0));
    since.sum()
}

/// Bytes of all processes; of a page that several share each counts its part.
fn memory(root: u32) -> f64 {
    let of = |id| {
        let said = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok()?;
        let line = said.lines().find(|line| line.starts_with("Pss:"))?;
        line.split_whitespace().nth(1)?.parse::<f64>().ok()
    };
    1_024.0 * processes(root).into_iter().filter_map(of).sum::<f64>()
}
