//! The roster engine on an instance of the shift scheduling benchmark. It
//! needs no data folder and no window.

use std::io::Write as _;
use std::time::{Duration, Instant};

use serde_json::json;
use steward_app::files;
use steward_app::views::Refusal;
use steward_roster::format::{Instance, Unreadable, read};
use steward_roster::{Control, Limit, Options, Outcome, Progress, solve};

use crate::arguments::{SolveOf, Tongue};
use crate::print::Printed;

/// Largest instance or roster, bytes.
const MOST_BYTES: u64 = 64 << 20;
/// The best so far is written no more often.
const BETWEEN_WRITES: Duration = Duration::from_secs(2);

/// Solves an instance.
pub(crate) fn solve_instance(asked: &SolveOf, say: Printed) -> Result<String, Refusal> {
    let text = text_of(&asked.instance)?;
    let instance = read(&text).map_err(|error| unreadable(&error, &asked.instance))?;
    let from = match &asked.resume {
        Some(path) => {
            let roster = instance.read_roster(&text_of(path)?);
            Some(roster.map_err(|error| unreadable(&error, path))?)
        }
        None => None,
    };
    let threads = asked.threads.map_or_else(
        || std::thread::available_parallelism().map_or(1, usize::from),
        usize::from,
    );
    let began = Instant::now();
    let clock = || began.elapsed();
    let limit = match asked.steps {
        Some(steps) => Limit::Steps(steps),
        None => Limit::Time {
            clock: &clock,
            most: Duration::from_secs_f64(asked.time),
        },
    };
    let options = Options {
        seed: asked.seed,
        threads,
        limit,
        from,
    };
    let mut watch = Watch {
        asked,
        instance: &instance,
        say,
        began,
        best: (i64::MAX, i64::MAX),
        written: None,
        refused: None,
    };
    let outcome = solve(&instance.problem, options, &mut |progress| {
        watch.see(progress)
    });
    if let Some(refusal) = watch.refused {
        return Err(refusal);
    }
    files::write_whole(&asked.output, instance.write(&outcome.roster).as_bytes())?;
    Ok(told(&instance, &outcome, began.elapsed(), say))
}

fn text_of(path: &std::path::Path) -> Result<String, Refusal> {
    let bytes = files::read_bounded(path, MOST_BYTES)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn unreadable(error: &Unreadable, path: &std::path::Path) -> Refusal {
    Refusal::File {
        code: "bad_instance".to_owned(),
        detail: format!("{}: {error}", path.display()),
    }
}

/// Sees what is found on the way.
struct Watch<'a> {
    asked: &'a SolveOf,
    instance: &'a Instance,
    say: Printed,
    began: Instant,
    best: (i64, i64),
    written: Option<Instant>,
    refused: Option<Refusal>,
}

impl Watch<'_> {
    fn see(&mut self, progress: Progress<'_>) -> Control {
        if progress.cost.rank() >= self.best {
            return Control::Go;
        }
        self.best = progress.cost.rank();
        if !self.say.json {
            let line = line(self.began.elapsed(), &progress, self.say.tongue);
            // A terminal that went away is no reason to stop.
            let _ = writeln!(std::io::stderr(), "{line}");
        }
        let soon = self.written.is_some_and(|at| at.elapsed() < BETWEEN_WRITES);
        if !soon {
            self.written = Some(Instant::now());
            let text = self.instance.write(progress.best);
            if let Err(refusal) = files::write_whole(&self.asked.output, text.as_bytes()) {
                self.refused = Some(refusal);
                return Control::Stop;
            }
        }
        Control::Go
    }
}

fn line(gone: Duration, progress: &Progress<'_>, tongue: Tongue) -> String {
    let (seconds, cost) = (gone.as_secs_f64(), progress.cost);
    let mut line = format!(
        "{seconds:8.2}s  {} {}",
        tongue.pick("代价", "cost"),
        cost.total()
    );
    if cost.hard > 0 {
        let words = tongue.pick("违反硬规则", "hard rules broken");
        line.push_str(&format!("  {words} {}", cost.hard));
    }
    if let Some(bound) = progress.bound {
        let words = tongue.pick("不低于", "at least");
        line.push_str(&format!("  {words} {bound}"));
    }
    line
}

fn told(instance: &Instance, outcome: &Outcome, took: Duration, say: Printed) -> String {
    let cost = outcome.cost;
    if say.json {
        return crate::print::json(&json!({
            "people": instance.people.len(),
            "days": instance.problem.days,
            "cost": cost.total(),
            "requests": cost.requests,
            "cover": cost.under + cost.over,
            "hard": cost.hard,
            "bound": outcome.bound,
            "proven": outcome.bound == Some(cost.total()),
            "seconds": took.as_secs_f64(),
            "short": outcome.unmet.len(),
        }));
    }
    let words = |zh, en| say.tongue.pick(zh, en);
    let mut text = format!(
        "{} {}  ({} {}, {} {})  {} {}\n",
        words("代价", "cost"),
        cost.total(),
        words("意愿", "requests"),
        cost.requests,
        words("覆盖", "cover"),
        cost.under + cost.over,
        words("违反硬规则", "hard rules broken"),
        cost.hard,
    );
    match outcome.bound {
        Some(bound) if bound >= cost.total() => {
            text.push_str(words("已证明为最优。\n", "Proven the best.\n"));
        }
        Some(bound) => {
            let words = words("任何班表都不低于", "No roster costs less than");
            text.push_str(&format!("{words} {bound}\n"));
        }
        None => {}
    }
    text
}
