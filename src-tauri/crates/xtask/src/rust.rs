//! The compiler's side: one selection of packages for every call.
//!
//! Cargo settles the features of shared dependencies by what is selected. All
//! of it, every time, means that nothing is compiled twice.

use std::num::NonZero;
use std::process::Command;

use crate::process::{Failure, Outcome, run, succeeds};
use crate::workspace::Workspace;

/// The seeds of the simulation that every test run plays.
const SEEDS: &str = "0..10000";

/// Formatting as `cargo fmt` would leave it.
pub(crate) fn check_format(workspace: &Workspace) -> Outcome<()> {
    tool(workspace, "fmt", "rustfmt")?;
    run(workspace.cargo().args(["fmt", "--all", "--check"]))
        .map_err(|f| Failure::new(format!("{f}; `cargo xtask fmt` formats")))
}

/// The lints, warnings being errors.
pub(crate) fn lint(workspace: &Workspace) -> Outcome<()> {
    tool(workspace, "clippy", "clippy")?;
    // The window's test does not run with the others, so that `--all-targets`
    // passes it over; it is named by itself.
    for targets in [&["--all-targets"][..], &["--test", "e2e"]] {
        let mut clippy = workspace.cargo();
        clippy.args(["clippy", "--workspace", "--locked"]);
        run(clippy.args(targets).args(["--", "--deny", "warnings"]))?;
    }
    Ok(())
}

/// Every test but the real window's. Examples hold none, and the lints look at
/// them: without a word of what is wanted, they would be linked here too.
///
/// Many tests wait for a disk or another program; several for each core keep
/// these busy.
pub(crate) fn test(workspace: &Workspace) -> Outcome<()> {
    let testing = |what: &str| {
        let mut test = workspace.cargo();
        test.args(["test", "--workspace", "--locked", "--no-fail-fast", what])
            .env("RUST_TEST_THREADS", (2 * cores()).to_string());
        run(&mut test)
    };
    let (tests, shown) = (testing("--tests"), testing("--doc"));
    tests.and(shown)
}

/// How many cores there are.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

/// The programs as the window's test and a person start them, together with
/// the tests, see the head of this file.
pub(crate) fn build_programs(workspace: &Workspace) -> Outcome<()> {
    run(workspace
        .cargo()
        .args(["build", "--workspace", "--locked", "--bins", "--tests"]))
}

/// The window alone: less to compile than all, for who wants only to see it.
pub(crate) fn build_window(workspace: &Workspace) -> Outcome<()> {
    run(workspace
        .cargo()
        .args(["build", "--locked", "--package", "steward"]))
}

/// Writes the UI's bindings anew: the test that holds them current does it
/// when it is told to.
pub(crate) fn write_bindings(workspace: &Workspace) -> Outcome<()> {
    run(workspace.cargo().env("UPDATE_BINDINGS", "1").args([
        "test",
        "--package",
        "steward",
        "bindings",
    ]))
}

/// Makes sure that a part of the toolchain is there: a minimal toolchain has
/// neither rustfmt nor clippy.
fn tool(workspace: &Workspace, command: &str, component: &str) -> Outcome<()> {
    if succeeds(workspace.cargo().args([command, "--version"])) {
        return Ok(());
    }
    println!("{component} is missing from the toolchain; adding it");
    run(Command::new("rustup")
        .current_dir(workspace.root())
        .args(["component", "add", component]))
    .map_err(|f| {
        Failure::new(format!(
            "{f}; add {component} to the Rust toolchain by hand"
        ))
    })
}

/// Plays seeds of the simulation, in a release build of it alone.
///
/// # Errors
/// When it does not build, or a seed fails.
pub(crate) fn soak(workspace: &Workspace, seeds: &str) -> Outcome<()> {
    let progress = workspace.cache().join(format!("soak-{seeds}.txt"));
    if let Err(e) = std::fs::create_dir_all(workspace.cache()) {
        return Err(Failure::new(format!("{}: {e}", progress.display())));
    }
    run(soaking(workspace, seeds).arg(progress))
}

/// Plays a fixed set of seeds, anew each time.
pub(crate) fn simulate(workspace: &Workspace) -> Outcome<()> {
    run(&mut soaking(workspace, SEEDS))
}

fn soaking(workspace: &Workspace, seeds: &str) -> Command {
    let mut soak = workspace.cargo();
    soak.args(["run", "--release", "--locked", "--package"])
        .args(["steward-simulation", "--bin", "soak", "--", seeds]);
    soak
}

/// What can be fuzzed.
pub(crate) const FUZZED: [&str; 3] = ["frames", "bundles", "commits"];

/// Lets the fuzzer look for bytes that break a target, from the corpus on.
/// What it keeps goes beside the corpus; what is worth it is moved there by
/// hand. Without a sanitizer it builds with the toolchain that everything is
/// built with.
///
/// # Errors
/// When cargo-fuzz is missing, it does not build, or something broke.
pub(crate) fn fuzz(workspace: &Workspace, target: &str, seconds: u32) -> Outcome<()> {
    let is_there = workspace.cargo().args(["fuzz", "--version"]).output();
    if !is_there.is_ok_and(|output| output.status.success()) {
        return Err(Failure::new(
            "cargo-fuzz is missing; install it with: cargo install --locked cargo-fuzz",
        ));
    }
    let folder = workspace.root().join("tests/fuzz");
    let found = folder.join("found").join(target);
    if let Err(e) = std::fs::create_dir_all(&found) {
        return Err(Failure::new(format!("{}: {e}", found.display())));
    }
    let mut fuzz = workspace.cargo();
    fuzz.args(["fuzz", "run", "--sanitizer", "none", "--fuzz-dir"])
        .args([folder.as_os_str(), target.as_ref(), found.as_os_str()])
        .arg(folder.join("corpus").join(target))
        .args(["--", &format!("-max_total_time={seconds}")]);
    run(&mut fuzz)
}

/// Measures the figures, in a release build; others' libraries are built
/// beside it, in a workspace of their own.
///
/// # Errors
/// When it does not build, or a target is not met.
pub(crate) fn bench(workspace: &Workspace, names: &[String]) -> Outcome<()> {
    let mut bench = workspace.cargo();
    if names.is_empty() || names.iter().any(|name| name == "peers") {
        let mut peers = workspace.cargo();
        peers.args(["build", "--release", "--locked", "--manifest-path"]);
        peers.arg("tests/bench/peers/Cargo.toml");
        peers.arg("--target-dir").arg(workspace.peers());
        if run(&mut peers).is_ok() {
            bench.env("BENCH_PEERS", workspace.peers().join("release/peers"));
        }
    }
    if names.is_empty() || names.iter().any(|name| name == "window") {
        let mut windows = workspace.cargo();
        windows.args(["build", "--release", "--locked", "--package", "steward"]);
        windows.args(["--bin", "steward", "--example", "empty_window"]);
        run(&mut windows)?;
        let release = workspace.release();
        bench.env("BENCH_WINDOW", release.join("steward"));
        bench.env("BENCH_EMPTY_WINDOW", release.join("examples/empty_window"));
    }
    bench.args(["run", "--release", "--locked", "--package"]);
    bench
        .args(["steward-bench", "--bin", "bench", "--"])
        .args(names);
    run(&mut bench)
}

/// Plays real stations on networks that fail, with the programs as they are
/// built.
///
/// # Errors
/// When stations do not come to agree.
pub(crate) fn play_networks(workspace: &Workspace, args: &[String]) -> Outcome<()> {
    let mut network = std::process::Command::new(workspace.built("network"));
    run(network
        .args(args)
        .env("STEWARD_CTL", workspace.built("stewardctl")))
}
