//! Waits until the window has painted on a virtual display; keeps its picture.

use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use crate::display::VirtualDisplay;
use crate::process::{Failure, Outcome, output, pause, run, succeeds};

/// How long a window may take to appear: a busy machine with two cores.
const APPEARS: Duration = Duration::from_secs(90);
/// How long it may go on changing after it appeared. A picture of a window
/// that never rests is still a picture.
const RESTS: Duration = Duration::from_secs(30);
/// A bare window has one colour, with a border two; text and lines blend many.
const PAINTED_COLOURS: u32 = 40;
/// Equal pictures in a row that count as rest. What stands in for content that
/// is still being read may itself stand still for a while.
const EQUAL: u32 = 12;

/// Waits for the window, then for its content, and saves the picture.
///
/// # Errors
/// When the program ends first, or nothing appears or is painted in time.
pub(crate) fn of_window(window: &mut Child, display: &VirtualDisplay, file: &Path) -> Outcome<()> {
    wait_until_it_appears(window, display)?;
    let started = Instant::now();
    let (mut painted, mut last, mut equal) = (false, String::new(), 0);
    while started.elapsed() < RESTS && equal < EQUAL {
        still_there(window)?;
        pause();
        run(display
            .show(Command::new("import").args(["-window", "root"]))
            .arg(file))?;
        let look = Look::at(file)?;
        painted = look.colours >= PAINTED_COLOURS;
        equal = if painted && look.signature == last {
            equal + 1
        } else {
            0
        };
        last = look.signature;
    }
    if painted {
        return Ok(());
    }
    Err(Failure::new(format!(
        "the window stayed empty; see {}",
        file.display()
    )))
}

fn wait_until_it_appears(window: &mut Child, display: &VirtualDisplay) -> Outcome<()> {
    let started = Instant::now();
    while started.elapsed() < APPEARS {
        still_there(window)?;
        let mut search = Command::new("xdotool");
        search.args(["search", "--onlyvisible", "--name", "Steward"]);
        if succeeds(display.show(&mut search)) {
            return Ok(());
        }
        pause();
    }
    Err(Failure::new(format!(
        "no window appeared within {} seconds",
        APPEARS.as_secs()
    )))
}

fn still_there(window: &mut Child) -> Outcome<()> {
    match window.try_wait() {
        Ok(None) => Ok(()),
        Ok(Some(status)) => Err(Failure::new(format!(
            "the program ended before its window could be seen ({status}). Does another one run \
             on the same data folder? `cargo xtask run -- --data DIR` takes another folder"
        ))),
        Err(e) => Err(Failure::new(format!("the program cannot be watched: {e}"))),
    }
}

/// What a picture shows, in two figures.
#[derive(Debug, PartialEq, Eq)]
struct Look {
    colours: u32,
    signature: String,
}

impl Look {
    fn at(file: &Path) -> Outcome<Self> {
        output(
            Command::new("identify")
                .args(["-format", "%k %#"])
                .arg(file),
        )
        .and_then(|text| Self::read(&text))
        .ok_or_else(|| Failure::new(format!("{} is not a picture", file.display())))
    }

    fn read(text: &str) -> Option<Self> {
        let (colours, signature) = text.split_once(' ')?;
        Some(Self {
            colours: colours.parse().ok()?,
            signature: signature.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_figures_are_read() {
        let look = Look::read("812 0ab3").unwrap();
        assert_eq!(look.colours, 812);
        assert_eq!(look.signature, "0ab3");
        assert_eq!(Look::read("identify: no such file"), None);
    }
}
