//! The desk behind the command line: opened here, or reached through the door
//! of the window that has it open.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde_json::Value;
use steward_app::call::Call;
use steward_app::door::Visitor;
use steward_app::views::{Refusal, StationsView};
use steward_app::{Desk, OpenOptions};

use crate::pass;

/// How often a store in use is tried again, and how long it is let be.
const PATIENCE: u32 = 100;
const PAUSE: Duration = Duration::from_millis(50);

pub(crate) enum Front {
    Here(Box<Desk>),
    Elsewhere(Mutex<Visitor>),
}

impl Front {
    /// Opens the desk; when another process has it open, goes through that.
    /// One that has no door is another command, soon done: it is waited for.
    pub(crate) fn open(options: &OpenOptions) -> Result<Self, Refusal> {
        pass::find(&Desk::folder(options)?);
        for _ in 0..PATIENCE {
            match Desk::open(options) {
                Err(refusal) if is_in_use(&refusal) => {}
                opened => return opened.map(|desk| Self::Here(Box::new(desk))),
            }
            if let Ok(visitor) = Visitor::knock(&Desk::folder(options)?) {
                return Ok(Self::Elsewhere(Mutex::new(visitor)));
            }
            pause();
        }
        Desk::open(options).map(|desk| Self::Here(Box::new(desk)))
    }

    /// Whether a process that has the desk open answers.
    pub(crate) fn is_at_work(options: &OpenOptions) -> bool {
        Desk::folder(options).is_ok_and(|folder| Visitor::knock(&folder).is_ok())
    }

    /// Looks at the stations again and again, until `is_so` or the time is up;
    /// how they stand then.
    pub(crate) fn until(
        &self,
        limit: Duration,
        is_so: impl Fn(&StationsView) -> bool,
    ) -> Result<(StationsView, bool), Refusal> {
        let started = Instant::now();
        loop {
            let view: StationsView = self.call(Call::Stations)?;
            let done = is_so(&view);
            if done || started.elapsed() >= limit {
                return Ok((view, done));
            }
            pause();
        }
    }

    /// Whether another process does the work.
    pub(crate) fn is_elsewhere(&self) -> bool {
        matches!(self, Self::Elsewhere(_))
    }

    /// Has a call done, wherever the desk is.
    pub(crate) fn call<T: DeserializeOwned>(&self, call: Call) -> Result<T, Refusal> {
        let call = match pass::get() {
            Some(pass) => Call::For {
                pass,
                asked: Box::new(call),
            },
            None => call,
        };
        let value: Value = match self {
            Self::Here(desk) => desk.call_for(None, call)?,
            Self::Elsewhere(visitor) => visitor
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
                .call(&call)?,
        };
        serde_json::from_value(value).map_err(|error| Refusal::Unknown(error.to_string()))
    }
}

fn is_in_use(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::Store { code, .. } if code == "in_use")
}

#[allow(
    clippy::disallowed_methods,
    reason = "what another process does is no event that could be waited for with a limit"
)]
fn pause() {
    std::thread::sleep(PAUSE);
}
