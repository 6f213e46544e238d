//! What waits for a decision, and who is on what.

use clap::{Args, Subcommand};

pub(super) const CONFLICT_EXAMPLES: &str = "\
Examples:
  stewardctl conflicts --resolve 1 --take 2
  stewardctl conflicts --resolve 1 --take 3 --why '与主办单位电话商定'
  stewardctl conflicts --resolve 2 --write '75'
  stewardctl conflicts --resolve 3 --leave --why '两家合办'
  stewardctl conflicts --all-of 东楼

Of what ended at one station and was edited at another, 1 keeps it ended and
2 brings it back.";

#[derive(Debug, Args)]
pub(crate) struct Conflicts {
    /// Decide this one, by its number in the list
    #[arg(long, value_name = "N")]
    pub(crate) resolve: Option<usize>,
    /// What to take, by its number: a version, a way out of a clash
    #[arg(long, requires = "resolve", value_name = "N")]
    pub(crate) take: Option<usize>,
    /// Write something else into the field
    #[arg(
        long,
        requires = "resolve",
        conflicts_with = "take",
        value_name = "TEXT"
    )]
    pub(crate) write: Option<String>,
    /// Leave the clash as it is, with --why
    #[arg(long, requires = "resolve", requires = "why", conflicts_with_all = ["take", "write"])]
    pub(crate) leave: bool,
    /// Why
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub(crate) why: String,
    /// Leave all fields as they are shown
    #[arg(long, conflicts_with = "resolve")]
    pub(crate) all_as_shown: bool,
    /// Take what was written last, everywhere
    #[arg(long, conflicts_with_all = ["resolve", "all_as_shown"])]
    pub(crate) all_newest: bool,
    /// Take what this station or person wrote, everywhere
    #[arg(long, conflicts_with_all = ["resolve", "all_as_shown", "all_newest"], value_name = "WHO")]
    pub(crate) all_of: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DutyAct {
    /// Put somebody, or a vehicle, on a meeting
    Add {
        /// The meeting's number, or words that find it
        meeting: String,
        /// The person's name; the vehicle's name or plate
        name: String,
        /// It is a vehicle
        #[arg(long)]
        vehicle: bool,
        /// What for
        #[arg(long, default_value = "", value_name = "TEXT")]
        task: String,
        /// From, on the meeting's day [default: when setting up begins]
        #[arg(long, requires = "to", value_name = "H:MM", value_parser = minute)]
        from: Option<i32>,
        /// Until; past 24:00 for the night after [default: when it is cleared]
        #[arg(long, requires = "from", value_name = "H:MM", value_parser = minute)]
        to: Option<i32>,
        /// What else there is to know
        #[arg(long, default_value = "", value_name = "TEXT")]
        note: String,
    },
    /// Who is on a meeting
    List {
        /// The meeting's number, or words that find it
        meeting: String,
    },
    /// Take somebody, or a vehicle, off a meeting
    Remove {
        /// The meeting's number, or words that find it
        meeting: String,
        /// The name, or the duty's id
        name: String,
        /// Why
        #[arg(long, default_value = "", value_name = "TEXT")]
        why: String,
    },
}

/// `9:30` or `25:00` as minutes after midnight.
fn minute(text: &str) -> Result<i32, String> {
    let said = text.split_once([':', '：']);
    let parsed = said
        .and_then(|(hour, minute)| Some((hour.parse::<i32>().ok()?, minute.parse::<i32>().ok()?)));
    match parsed {
        Some((hour @ 0..=47, minute @ 0..=59)) => Ok(hour * 60 + minute),
        _ => Err("write it like 9:30".to_owned()),
    }
}
