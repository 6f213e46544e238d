//! A place of one's own: the program runs itself anew in namespaces that
//! nobody else sees, as root of them. Every network it builds, every process
//! it starts and every mount it makes is gone when it ends, however it ends.

use std::env;
use std::fs;
use std::process::{Command, ExitCode};

use crate::fault::{Fault, Outcome};
use crate::tools::{self, attempt};

/// Says to the program that it is there.
const INSIDE: &str = "STEWARD_NETWORK_INSIDE";

/// The first process there. It takes the others with it when it is told to
/// end; networks are named under a `/run` of their own, and whoever looks up
/// a name asks the machine that [`RESOLVER`] names, where somebody listens.
const FIRST: &str = "\
trap 'exit 130' INT TERM
mount -t tmpfs tmpfs /run && ip link set lo up || exit 1
echo nameserver 10.77.0.254 > /run/resolv.conf
mount --bind /run/resolv.conf /etc/resolv.conf || exit 1
\"$0\" \"$@\" &
wait $!";

/// Whether this process runs in namespaces made for it.
pub(crate) fn is_here() -> bool {
    env::var_os(INSIDE).is_some()
}

/// Most neighbours that all namespaces of this machine know together.
const NEIGHBOURS: &str = "/proc/sys/net/ipv4/neigh/default/gc_thresh3";

/// Whether so many stations can all know each other here: they share one
/// kernel's table of neighbours, which is too small for more than thirty.
fn has_room_for(stations: u16) -> Outcome<()> {
    let wanted = u32::from(stations) * u32::from(stations);
    let most = fs::read_to_string(NEIGHBOURS).ok();
    let most: u32 = most
        .and_then(|most| most.trim().parse().ok())
        .unwrap_or(u32::MAX);
    Fault::unless(wanted <= most, || {
        format!(
            "{stations} stations are {wanted} neighbours, and this kernel keeps {most}: \
             as root, `echo {wanted} > {NEIGHBOURS}`"
        )
    })
}

/// Runs this program again, apart, with the same arguments, for so many
/// stations.
///
/// # Errors
/// When it cannot be started at all.
pub(crate) fn run_again(stations: u16) -> Outcome<ExitCode> {
    has_room_for(stations)?;
    let missing = tools::missing();
    if !missing.is_empty() {
        return Err(Fault::new(format!(
            "{} not found; `cargo xtask setup` installs what is missing",
            missing.join(", ")
        )));
    }
    let Some(unshare) = ways().into_iter().find(|way| works(way)) else {
        println!("skipped: this machine lets nobody make network namespaces");
        return Ok(ExitCode::SUCCESS);
    };
    let mut command = unshare_with(&unshare);
    command
        .args(["sh", "-c", FIRST])
        .arg(env::current_exe()?)
        .args(env::args_os().skip(1))
        .env(INSIDE, "1");
    let status = command.status()?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// As root, or as root of a namespace of users.
fn ways() -> [Vec<&'static str>; 2] {
    [Vec::new(), vec!["--user", "--map-root-user"]]
}

fn works(way: &[&str]) -> bool {
    let mut trial = unshare_with(way);
    trial.args(["mount", "-t", "tmpfs", "tmpfs", "/run"]);
    attempt(&mut trial).is_ok_and(|output| output.status.success())
}

fn unshare_with(way: &[&str]) -> Command {
    let mut command = Command::new("unshare");
    command.args(way).args([
        "--net",
        "--mount",
        "--pid",
        "--fork",
        "--kill-child",
        "--mount-proc",
    ]);
    let path = env::var_os("PATH").unwrap_or_default();
    let all = env::split_paths(&path).chain(["/usr/sbin".into(), "/sbin".into()]);
    if let Ok(path) = env::join_paths(all) {
        command.env("PATH", path);
    }
    command
}
