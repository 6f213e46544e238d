//! While meetings run: incidents, the hotline, requests, patrols, the shift.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use steward_app::domain::incident::Gravity;

use super::Whose;

pub(super) const INCIDENT_EXAMPLES: &str = "\
Examples:
  stewardctl incident add '主会场东侧停电' --gravity grave --room 主会场 --by 老王
  stewardctl incident report I1122-A01 --to 客户服务中心主任
  stewardctl incident measure I1122-A01 '已切换备用电源'
  stewardctl incident close I1122-A01 '15:10 恢复供电'";

pub(super) const CALL_EXAMPLES: &str = "\
Examples:
  stewardctl call add '张主任 13800000000 明天下午报告厅要加 20 把椅子'
  stewardctl call assign H1122-A07 service --minutes 20
  stewardctl call done H1122-A07 --by 陈洁
  stewardctl call book H1122-A08 1122-A15";

pub(super) const REQUEST_EXAMPLES: &str = "\
Examples:
  stewardctl request add 1122-A03 '主席台加一壶茶' service --from 刘处长
  stewardctl request done R1122-A01 --by 陈洁";

pub(super) const PATROL_EXAMPLES: &str = "\
Examples:
  stewardctl patrol round 院区巡查 --by 老王
  stewardctl patrol round grounds --by 老王 --wrong garage='B1 照明坏一组'";

pub(super) const HANDOVER_EXAMPLES: &str = "\
Examples:
  stewardctl handover give --to 林晓 --note '明早 7:30 开主会场空调'
  stewardctl handover sign J1122-A01 --by 林晓
  stewardctl handover print -o handover.pdf";

/// How grave, by a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Grade {
    /// 一般
    Minor,
    /// 较重: reported up
    Serious,
    /// 严重: reported up at once
    Grave,
}

impl From<Grade> for Gravity {
    fn from(grade: Grade) -> Self {
        match grade {
            Grade::Minor => Self::Minor,
            Grade::Serious => Self::Serious,
            Grade::Grave => Self::Grave,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum IncidentCommand {
    /// Write an incident down
    Add(IncidentAdd),
    /// Those that are open, what is late first
    List {
        /// Those that are closed too
        #[arg(long)]
        all: bool,
    },
    /// All that was done about one
    Show {
        /// Its number
        number: String,
    },
    /// Note that it was reported up
    Report {
        /// Its number
        number: String,
        /// To whom [default: as the venue's rule says]
        #[arg(long, default_value = "", value_name = "NAME")]
        to: String,
        /// What they said
        #[arg(long, default_value = "", value_name = "TEXT")]
        note: String,
        /// Who reported it [default: who is at the desk]
        #[arg(long, default_value = "", value_name = "NAME")]
        by: String,
    },
    /// Note a measure
    Measure {
        /// Its number
        number: String,
        /// Which
        what: String,
        /// Who took it [default: who is at the desk]
        #[arg(long, default_value = "", value_name = "NAME")]
        by: String,
    },
    /// Close it
    Close {
        /// Its number
        number: String,
        /// How it ended
        result: String,
        /// Who closed it [default: who is at the desk]
        #[arg(long, default_value = "", value_name = "NAME")]
        by: String,
    },
    /// Open it again
    Reopen {
        /// Its number
        number: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        why: String,
        /// Who says so [default: who is at the desk]
        #[arg(long, default_value = "", value_name = "NAME")]
        by: String,
    },
    /// It is graver, or less grave
    Grade {
        /// Its number
        number: String,
        /// How grave
        #[arg(value_enum)]
        gravity: Grade,
    },
}

#[derive(Debug, Args)]
pub(crate) struct IncidentAdd {
    /// What happened
    pub(crate) what: String,
    /// How grave
    #[arg(long, value_enum, default_value_t = Grade::Minor)]
    pub(crate) gravity: Grade,
    /// Where, in words
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub(crate) place: String,
    /// In which room
    #[arg(long, value_name = "ROOM")]
    pub(crate) room: Option<String>,
    /// At which meeting, by its number or words that find it
    #[arg(long, value_name = "MEETING")]
    pub(crate) meeting: Option<String>,
    /// Who reported it [default: who is at the desk]
    #[arg(long, default_value = "", value_name = "NAME")]
    pub(crate) by: String,
    /// When it happened, today or last night [default: now]
    #[arg(long, value_name = "HH:MM", value_parser = clock)]
    pub(crate) happened: Option<u32>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CallCommand {
    /// Take a call from one line: who, their number, what they said
    Add {
        /// The line
        line: String,
        /// Who called, where the line does not say
        #[arg(long, default_value = "", value_name = "NAME")]
        caller: String,
        /// Their number, where the line does not say
        #[arg(long, default_value = "", value_name = "NUMBER")]
        phone: String,
        /// About which meeting, by its number or words that find it
        #[arg(long, value_name = "MEETING")]
        meeting: Option<String>,
        /// When they called, today or last night [default: now]
        #[arg(long, value_name = "HH:MM", value_parser = clock)]
        happened: Option<u32>,
    },
    /// Calls and requests that are open, what is due first before
    List {
        /// Those that are settled too
        #[arg(long)]
        all: bool,
    },
    /// What came of one
    Show {
        /// Its number
        number: String,
    },
    /// It was answered
    Answer {
        /// Its number
        number: String,
        /// With what
        #[arg(default_value = "")]
        what: String,
        /// Who answered [default: who is at the desk]
        #[arg(long, default_value = "", value_name = "NAME")]
        by: String,
    },
    /// It became a task of a department
    Assign {
        /// Its number
        number: String,
        /// Whose
        #[arg(value_enum)]
        department: Whose,
        /// Minutes until it is to be done [default: as the venue's rule says]
        #[arg(long, value_name = "N")]
        minutes: Option<u32>,
        /// What exactly [default: what was said]
        #[arg(long, default_value = "", value_name = "TEXT")]
        what: String,
    },
    /// The task is done
    Done {
        /// Its number
        number: String,
        /// Who did it [default: who is at the desk]
        #[arg(long, default_value = "", value_name = "NAME")]
        by: String,
        /// What else there is to know
        #[arg(long, default_value = "", value_name = "TEXT")]
        note: String,
    },
    /// It became a booking
    Book {
        /// Its number
        number: String,
        /// The meeting's number, or words that find it
        meeting: String,
    },
    /// It became a change of a booking
    Change {
        /// Its number
        number: String,
        /// The meeting's number, or words that find it
        meeting: String,
    },
    /// Open it again
    Reopen {
        /// Its number
        number: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        why: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum RequestCommand {
    /// Somebody in the room asks for something
    Add {
        /// The meeting's number, or words that find it
        meeting: String,
        /// What is wanted
        what: String,
        /// Whose task it is
        #[arg(value_enum)]
        department: Whose,
        /// Who asks
        #[arg(long, default_value = "", value_name = "NAME")]
        from: String,
        /// Minutes until it is to be there [default: as the venue's rule says]
        #[arg(long, value_name = "N")]
        minutes: Option<u32>,
    },
    /// What was asked for at a meeting, and what came up there
    List {
        /// The meeting's number, or words that find it
        meeting: String,
    },
    /// It is there
    Done {
        /// Its number
        number: String,
        /// Who did it [default: who is at the desk]
        #[arg(long, default_value = "", value_name = "NAME")]
        by: String,
        /// What else there is to know
        #[arg(long, default_value = "", value_name = "TEXT")]
        note: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum PatrolCommand {
    /// The routes, when each is walked next, the last rounds
    List,
    /// The routes with their points and times, into a file to edit and from it;
    /// a route with an id of noughts is new
    Routes {
        /// Write them to a file
        #[arg(long, value_name = "FILE.json", conflicts_with = "import")]
        export: Option<PathBuf>,
        /// Take them from a file
        #[arg(long, value_name = "FILE.json")]
        import: Option<PathBuf>,
    },
    /// A round was walked: all is in order, but for what is named
    Round {
        /// The route's name
        route: String,
        /// Who walked it [default: who is at the desk]
        #[arg(long, default_value = "", value_name = "NAME")]
        by: String,
        /// A point that is not in order, by its key or words, and what is wrong;
        /// given again for each
        #[arg(long, value_name = "POINT=TEXT")]
        wrong: Vec<String>,
        /// What else there is to know
        #[arg(long, default_value = "", value_name = "TEXT")]
        note: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum HandoverCommand {
    /// What is open now, and the sheets of the last days
    Show,
    /// Hand the shift over: what is open now stands on a sheet
    Give {
        /// Who takes over
        #[arg(long, default_value = "", value_name = "NAME")]
        to: String,
        /// Who hands over [default: who is at the desk]
        #[arg(long, default_value = "", value_name = "NAME")]
        by: String,
        /// What else is to be known
        #[arg(long, default_value = "", value_name = "TEXT")]
        note: String,
    },
    /// Sign a sheet that was read
    Sign {
        /// Its number [default: the newest]
        number: Option<String>,
        /// Who signs [default: who is at the desk]
        #[arg(long, default_value = "", value_name = "NAME")]
        by: String,
        /// What they have to say
        #[arg(long, default_value = "", value_name = "TEXT")]
        note: String,
    },
    /// Save a sheet as PDF, with lines to sign on
    Print {
        /// Its number [default: the newest]
        number: Option<String>,
        /// The file
        #[arg(short, long, value_name = "FILE.pdf")]
        output: PathBuf,
    },
}

/// `9:20` as a minute of the day.
fn clock(text: &str) -> Result<u32, String> {
    let said = text.split_once([':', '：']);
    let read = said.and_then(|(hour, minute)| Some((hour.parse().ok()?, minute.parse().ok()?)));
    match read {
        Some((hour @ 0..=23_u32, minute @ 0..=59_u32)) => Ok(hour * 60 + minute),
        _ => Err("write it like 9:20".to_owned()),
    }
}
