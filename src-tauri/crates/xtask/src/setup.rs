//! `cargo xtask setup`, and the same as the first steps of the other commands.

use std::process::ExitCode;

use crate::node::{self, Node};
use crate::packages::{self, Need, Package};
use crate::process::Outcome;
use crate::steps::Steps;
use crate::ui;
use crate::workspace::Workspace;

/// How many steps [`make_ready`] takes.
pub(crate) const STEPS: usize = 2;

/// Everything for building, looking and testing.
const ALL: [Need; 3] = [Need::Window, Need::Screen, Need::Test];

/// Installs what all commands need.
///
/// # Errors
/// When something cannot be installed.
pub(crate) fn run(workspace: &Workspace) -> Outcome<ExitCode> {
    let mut steps = Steps::new(STEPS);
    make_ready(workspace, &mut steps, &ALL);
    print!("{}", steps.summary());
    Ok(steps.exit_code())
}

/// Says what is missing. Status 1 when something is.
pub(crate) fn list(workspace: &Workspace) -> ExitCode {
    let system = missing(workspace, &ALL);
    let node = Node::find(workspace).is_some();
    let ui = ui::is_installed(workspace);
    if !system.is_empty() {
        print!("system packages:\n{}", packages::list(&system));
    }
    if !node {
        println!("Node.js new enough for the UI's build");
    }
    if !ui {
        println!("the UI's npm packages");
    }
    if system.is_empty() && node && ui {
        println!("nothing is missing");
        return ExitCode::SUCCESS;
    }
    ExitCode::FAILURE
}

/// The set-up as steps of a longer run; `None` when one failed.
pub(crate) fn make_ready(workspace: &Workspace, steps: &mut Steps, needs: &[Need]) -> Option<Node> {
    steps.step("system packages", || {
        packages::install(&missing(workspace, needs))
    });
    let mut node = None;
    if steps.all_well() {
        steps.step("the UI's packages", || {
            let found = Node::find_or_fetch(workspace)?;
            ui::install(workspace, &found)?;
            node = Some(found);
            Ok(())
        });
    }
    node
}

fn missing(workspace: &Workspace, needs: &[Need]) -> Vec<Package> {
    packages::missing(needs, node::needs_npm(workspace))
}
