//! `cargo xtask test`: everything that must hold, with the real window.

use std::process::ExitCode;

use crate::display::VirtualDisplay;
use crate::node::Node;
use crate::packages::Need;
use crate::process::{Failure, Outcome, run as run_program};
use crate::setup;
use crate::steps::Steps;
use crate::workspace::Workspace;
use crate::{rust, ui};

/// A part that can be tested alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Rust,
    Ui,
    Window,
    Network,
}

impl Part {
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "rust" => Some(Self::Rust),
            "ui" => Some(Self::Ui),
            "window" => Some(Self::Window),
            "network" => Some(Self::Network),
            _ => None,
        }
    }
}

/// Sets up, then checks and tests all of it or one part, and closes with the
/// count of steps.
///
/// # Errors
/// Never: a step that fails is in the account that is printed.
pub(crate) fn run(
    workspace: &Workspace,
    only: Option<Part>,
    with_setup: bool,
) -> Outcome<ExitCode> {
    let wants = |part| only.is_none_or(|only| only == part);
    let mut steps = Steps::new(planned(only, with_setup));
    let node = if with_setup {
        let needs = [Need::Window, Need::Screen, Need::Test];
        setup::make_ready(workspace, &mut steps, &needs)
    } else {
        Node::find(workspace)
    };
    if let Some(node) = node {
        if wants(Part::Ui) {
            steps.step("check the UI's types", || {
                ui::script(workspace, &node, "check")
            });
            steps.step("test the UI", || ui::script(workspace, &node, "test"));
        }
        // The window takes the built UI in: without it nothing Rust compiles.
        let built = steps.step("build the UI", || ui::build(workspace, &node));
        if built && wants(Part::Rust) {
            steps.step("Rust format", || rust::check_format(workspace));
            steps.step("Rust lints", || rust::lint(workspace));
            steps.step("Rust tests", || rust::test(workspace));
            steps.step("simulated stations", || rust::simulate(workspace));
        }
        if built && wants(Part::Network) {
            steps.step("stations on networks that fail", || {
                rust::build_programs(workspace)?;
                rust::play_networks(workspace, &[])
            });
        }
        if built && wants(Part::Window) {
            steps.step("the real window", || test_window(workspace));
        }
    } else if !with_setup {
        steps.step("Node.js", || Err(no_node()));
    }
    print!("{}", steps.summary());
    Ok(steps.exit_code())
}

/// Plays real stations on networks that fail, as [`run`] does but with
/// arguments of their own.
///
/// # Errors
/// When something does not build, or stations do not come to agree.
pub(crate) fn network(workspace: &Workspace, args: &[String]) -> Outcome<()> {
    let node = Node::find(workspace).ok_or_else(no_node)?;
    // Built as for everything else, so that nothing is compiled twice.
    ui::build(workspace, &node)?;
    rust::build_programs(workspace)?;
    rust::play_networks(workspace, args)
}

fn no_node() -> Failure {
    Failure::new("Node.js is missing or too old; `cargo xtask setup` fetches one")
}

fn planned(only: Option<Part>, with_setup: bool) -> usize {
    let setup = if with_setup { setup::STEPS } else { 0 };
    let build = 1;
    setup
        + build
        + match only {
            None => 8,
            Some(Part::Rust) => 4,
            Some(Part::Ui) => 2,
            Some(Part::Window | Part::Network) => 1,
        }
}

/// Drives the built programs from outside, on a display of their own even
/// where there is a screen: nobody's mouse is in the way.
fn test_window(workspace: &Workspace) -> Outcome<()> {
    rust::build_programs(workspace)?;
    let display = VirtualDisplay::start()?;
    let mut test = workspace.cargo();
    // As many windows at a time as the tests let be open.
    let windows = rust::cores() + 1;
    test.args(["test", "--workspace", "--locked", "--test", "e2e"])
        .env("RUST_TEST_THREADS", windows.to_string())
        .env("STEWARD_BINARY", workspace.built("steward"))
        .env("STEWARD_CTL", workspace.built("stewardctl"));
    run_program(display.show(&mut test))
}
