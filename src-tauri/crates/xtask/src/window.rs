//! `cargo xtask run`: from nothing to an open window, or to its picture.

use std::process::{Command, ExitCode};

use crate::display::{self, VirtualDisplay};
use crate::packages::Need;
use crate::picture;
use crate::process::{Failure, Outcome, end, run as run_program};
use crate::setup;
use crate::steps::Steps;
use crate::workspace::Workspace;
use crate::{rust, ui};

/// The picture's name in the checkout; git does not take it up.
const PICTURE: &str = "steward-window.png";

/// Sets up, builds and opens the window with `args`.
///
/// # Errors
/// Never: a step that fails is in the account that is printed.
pub(crate) fn run(workspace: &Workspace, args: &[String]) -> Outcome<ExitCode> {
    let on_screen = display::is_there();
    let needs = if on_screen {
        &[Need::Window][..]
    } else {
        &[Need::Window, Need::Screen]
    };
    let mut steps = Steps::new(setup::STEPS + 3);
    if build(workspace, &mut steps, needs) {
        if on_screen {
            steps.step("the window (close it to end)", || {
                run_program(&mut window(workspace, args))
            });
        } else {
            steps.step("a picture of the window", || keep_picture(workspace, args));
        }
    }
    if !steps.all_well() {
        print!("{}", steps.summary());
    }
    Ok(steps.exit_code())
}

fn build(workspace: &Workspace, steps: &mut Steps, needs: &[Need]) -> bool {
    let Some(node) = setup::make_ready(workspace, steps, needs) else {
        return false;
    };
    steps.step("build the UI", || ui::build(workspace, &node))
        && steps.step("build the window", || rust::build_window(workspace))
}

fn keep_picture(workspace: &Workspace, args: &[String]) -> Outcome<()> {
    println!("no display: the window opens in a virtual one");
    let display = VirtualDisplay::start()?;
    let mut child = display
        .show(&mut window(workspace, args))
        .spawn()
        .map_err(|e| Failure::new(format!("the window did not start: {e}")))?;
    let file = workspace.root().join(PICTURE);
    let outcome = picture::of_window(&mut child, &display, &file);
    end(&mut child, 50);
    outcome?;
    println!("the window works; its picture: {}", file.display());
    Ok(())
}

/// The program, which lays the sample complex into a data folder that is still
/// empty and leaves any other as it is.
fn window(workspace: &Workspace, args: &[String]) -> Command {
    let mut window = Command::new(workspace.built("steward"));
    window.arg("--sample").args(args);
    window
}
