//! The command line.

mod account;
mod after;
mod audit;
mod bundle;
mod calendar;
mod deciding;
mod during;
mod examples;
mod figures;
mod keeping;
mod lists;
mod notice;
mod people;
mod posts;
mod readiness;
mod roster;
mod safety;
mod seats;
mod series;
mod solving;
mod staff;
mod stations;
mod stock;
mod templates;
mod tongue;
mod undo;
mod whose;

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::{Parser, Subcommand, ValueEnum};
use steward_app::domain::meeting::State;

pub(crate) use account::{
    AboutAccount, AccountCommand, Login, RoleCommand, SigningCommand, SigningRules,
};
pub(crate) use after::{AfterCommand, FeeCommand, LostCommand, PriceCommand, Searched};
pub(crate) use audit::{AuditCommand, AuditOf, KnowingCommand, LevelOf, LevelSet};
pub(crate) use bundle::BundleAct;
pub(crate) use calendar::{CalendarCommand, FilterCommand, FilterOf};
pub(crate) use deciding::{Conflicts, DutyAct};
pub(crate) use during::{
    CallCommand, HandoverCommand, IncidentAdd, IncidentCommand, PatrolCommand, RequestCommand,
};
pub(crate) use figures::{BriefOf, FiguresOf, PeriodOf};
pub(crate) use keeping::{KeepCommand, LockArguments, WaitingCommand};
pub(crate) use lists::{ListCommand, ListExport, ListName, ListsCommand, TakeIn};
pub(crate) use notice::{Ask, NoticeCommand};
pub(crate) use people::PeopleCommand;
pub(crate) use posts::{FreeArguments, NewPost, PostsCommand};
pub(crate) use readiness::{
    ApproveCommand, Check, ClientAnswer, KindCommand, ReadyCommand, ReportCommand,
};
pub(crate) use roster::{Exchange, Fill, RosterCommand, RosterSet, Standin, Swap};
pub(crate) use safety::{BackupCommand, RestoreOf, RuleOf, SafetyCommand};
pub(crate) use seats::{SeatsCommand, ShapeArguments};
pub(crate) use series::{
    ComingAgain, DayIs, EveryWhat, HolidayWay, HolidaysCommand, SeriesBook, SeriesCommand, Which,
};
pub(crate) use solving::SolveOf;
pub(crate) use staff::{AboutStaff, LeaveArguments, StaffCommand, WishArguments};
pub(crate) use stations::{AddressAct, Pair, Recover, Serve, StationAct, SyncOnce};
pub(crate) use stock::{AboutItem, BuyCommand, GoodsCommand, Moved, PickCommand, StockCommand};
pub(crate) use templates::{HouseCommand, MeetingKindCommand, RulesCommand, TemplatesCommand};
pub(crate) use tongue::Tongue;
pub(crate) use undo::{Copying, Many, UndoCommand, Undoing};
pub(crate) use whose::Whose;

use after::{AFTER_EXAMPLES, FEE_EXAMPLES, LOST_EXAMPLES};
use deciding::CONFLICT_EXAMPLES;
use during::{
    CALL_EXAMPLES, HANDOVER_EXAMPLES, INCIDENT_EXAMPLES, PATROL_EXAMPLES, REQUEST_EXAMPLES,
};
use examples::EXAMPLES;
use figures::{BRIEF_EXAMPLES, FIGURES_EXAMPLES};
use notice::NOTICE_EXAMPLES;
use readiness::{APPROVE_EXAMPLES, READY_EXAMPLES, REPORT_EXAMPLES};
use seats::SEATS_EXAMPLES;

/// 会务指挥台 Steward: the desk of a conference service centre, from a terminal.
#[derive(Debug, Parser)]
#[command(name = "stewardctl", version, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Arguments {
    /// The data folder; the user's own when none is named
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,

    /// A folder for the key file; the system's keyring is then not asked
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) config: Option<PathBuf>,

    /// Answer in JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,

    /// Fix the clock, for tests and drills: 2026-11-22T13:36, or with an offset
    #[arg(long, global = true, value_name = "T", env = "STEWARD_NOW", value_parser = moment)]
    pub(crate) now: Option<DateTime<Utc>>,

    /// Language of the answers [default: from LANG, else zh]
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    pub(crate) lang: Option<Tongue>,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Found a venue in the data folder
    #[command(after_help = "Example: stewardctl --data ./desk init --sample --date 2026-11-22")]
    Init {
        /// Lay out the sample office complex with meetings of a day, or with
        /// those of a month around it
        #[arg(long, value_enum, value_name = "OF", num_args = 0..=1, default_missing_value = "day")]
        sample: Option<SampleOf>,
        /// The sample's day [default: today]
        #[arg(long, value_name = "D")]
        date: Option<String>,
        /// Name of this station
        #[arg(long, value_name = "NAME")]
        station: Option<String>,
    },
    #[command(flatten)]
    Signing(SigningCommand),
    /// Take a booking from one line of Chinese or English
    #[command(after_help = "Example: stewardctl book '明天9点半到11点 203 28人 市文旅局 座谈会'")]
    Book {
        /// The line
        line: String,
        /// Only show how it is read
        #[arg(long)]
        dry_run: bool,
        /// How far it may be known; state secrets are never entered
        #[arg(long, value_enum, value_name = "LEVEL")]
        level: Option<LevelOf>,
    },
    #[command(flatten)]
    Knowing(KnowingCommand),
    #[command(flatten)]
    Undo(UndoCommand),
    /// The meetings of a day
    #[command(after_help = "Examples:\n  stewardctl day 明天\n  \
        stewardctl day --as-of 2026-11-22T13:35 --station 东楼")]
    Day {
        /// 2026-11-23, 11-23, today, 明天, 周三 … [default: today, or the day of --as-of]
        day: Option<String>,
        /// Look back: as it was known at that time, 13:35 or 2026-11-22T13:35
        #[arg(long, value_name = "TIME")]
        as_of: Option<String>,
        /// With --as-of: as that station knew it, by name, letter or id [default: this one]
        #[arg(long, requires = "as_of", value_name = "NAME")]
        station: Option<String>,
    },
    /// What is to do: late first, then by time
    Due {
        /// Of one department
        #[arg(long, value_enum)]
        department: Option<Whose>,
        /// At most
        #[arg(long, default_value_t = 30, value_name = "N")]
        limit: u32,
    },
    /// Confirm a task
    #[command(
        after_help = "Examples:\n  stewardctl confirm 1122-A03/check-2 --by 周敏 --reason '一级口头已报'\n  \
        stewardctl confirm A03·12 --by 周敏 --at 1405"
    )]
    Confirm {
        /// Its handle, as `due` shows it, or the code of its line on a check sheet
        task: String,
        /// Who did it
        #[arg(long, value_name = "NAME")]
        by: String,
        /// What they had to say
        #[arg(long, default_value = "", value_name = "TEXT")]
        note: String,
        /// Why before what comes before it
        #[arg(long, default_value = "", value_name = "TEXT")]
        reason: String,
        /// Entered from paper: when it was really done, 1405 or 2026-11-22T14:05
        #[arg(long, value_name = "TIME")]
        at: Option<String>,
        /// With --at: it was at that time, odd as it looks
        #[arg(long, requires = "at")]
        odd_time: bool,
        /// With --at: it was done once more, although somebody confirmed it
        #[arg(long, requires = "at")]
        once_more: bool,
    },
    /// Set how far a meeting is
    #[command(after_help = "Example: stewardctl state 1122-A03 cancelled --why '主办单位改期'")]
    State {
        /// Its number, or words that find it
        meeting: String,
        /// The state
        #[arg(value_parser = state)]
        state: State,
        /// Why; needed to cancel
        #[arg(long, default_value = "", value_name = "TEXT")]
        why: String,
    },
    /// Find meetings by words, Chinese or pinyin
    #[command(after_help = "Example: stewardctl search ggpx")]
    Search {
        /// The words
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// Import an iCalendar file or a conference schedule
    #[command(
        after_help = "Example: stewardctl import 39c3.xml --shift-to today --map rooms.json\n\
        rooms.json: {\"One\": \"主会场\", \"Stage H\": null, \"Testraum\": \"skip\"}"
    )]
    Import {
        /// The file
        file: PathBuf,
        /// The day that the file's first day becomes
        #[arg(long, value_name = "D")]
        shift_to: Option<String>,
        /// JSON: the file's rooms to rooms here, null for none, "skip" to leave out
        #[arg(long, value_name = "FILE")]
        map: Option<PathBuf>,
        /// Only report
        #[arg(long)]
        dry_run: bool,
        /// Report every entry, not only those with something to say
        #[arg(long)]
        all: bool,
    },
    /// Export to iCalendar
    Export {
        /// The file
        #[arg(short, long, value_name = "FILE.ics")]
        output: PathBuf,
        /// First day
        #[arg(long, value_name = "D")]
        from: Option<String>,
        /// Last day
        #[arg(long, value_name = "D")]
        to: Option<String>,
    },
    /// Two that want one room, person or vehicle, with what is free instead
    Clashes,
    /// Leave a clash as it is, with a reason
    Tolerate {
        /// One meeting's number
        first: String,
        /// The other's
        second: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        why: String,
    },
    /// The daily service bulletin as PDF
    #[command(after_help = "Example: stewardctl bulletin today -o bulletin.pdf")]
    Bulletin {
        /// The day
        day: Option<String>,
        /// The file
        #[arg(short, long, value_name = "FILE.pdf")]
        output: PathBuf,
    },
    /// What the next hours need on paper when the network or the power goes, as PDF
    #[command(after_help = "Example: stewardctl outage-pack -o outage.pdf --hours 24")]
    OutagePack {
        /// The file [default: outage-pack.pdf here]
        #[arg(
            short,
            long,
            value_name = "FILE.pdf",
            default_value = "outage-pack.pdf"
        )]
        output: PathBuf,
        /// How many hours it reaches
        #[arg(long, default_value_t = 24, value_name = "N")]
        hours: u32,
    },
    /// Who changed what when
    History {
        /// The meeting's number, or words that find it
        meeting: String,
    },
    /// The rooms
    Rooms,
    #[command(flatten)]
    Safety(SafetyCommand),
    /// The digest of the tables: equal on stations that agree
    Digest,
    /// Open a copied store with its recovery code
    Recover(Recover),
    /// Run a headless station: always on, until Ctrl-C
    #[command(after_help = "Example: stewardctl --data ./east serve --peer 192.168.1.10:47810")]
    Serve(Serve),
    /// Let a station in, or join a venue as a new station
    #[command(after_help = "Examples:\n  stewardctl --data ./front pair --offer\n  \
        stewardctl --data ./east pair --code '482 193' --to 192.168.1.10:40123 --station 东楼")]
    Pair(Pair),
    /// Meet the other stations now
    Sync(SyncOnce),
    /// The stations of the venue: names, retiring, revoking
    Station {
        /// What to do
        #[command(subcommand)]
        act: StationAct,
    },
    /// How every station stands now
    Peers,
    /// What waits for a decision: clashes, what ended and was edited apart,
    /// fields written apart
    #[command(after_help = CONFLICT_EXAMPLES)]
    Conflicts(Conflicts),
    /// Changes in files that somebody carries, where no network does
    Bundle {
        /// What to do
        #[command(subcommand)]
        act: BundleAct,
    },
    /// People and vehicles on meetings
    #[command(
        after_help = "Example: stewardctl duty add 1122-A03 林晓 --task 茶水 --from 8:30 --to 11:00"
    )]
    Duty {
        /// What to do
        #[command(subcommand)]
        act: DutyAct,
    },
    /// Service notices: what a meeting asks of each department
    #[command(after_help = NOTICE_EXAMPLES)]
    Notice {
        /// What to do
        #[command(subcommand)]
        act: NoticeCommand,
    },
    /// How ready departments are for a meeting
    #[command(after_help = READY_EXAMPLES)]
    Ready {
        /// What to do
        #[command(subcommand)]
        act: ReadyCommand,
    },
    /// Who sits where, name plates, the seat map, the order of pouring
    #[command(visible_alias = "seat", after_help = SEATS_EXAMPLES)]
    Seats {
        /// What to do
        #[command(subcommand)]
        act: SeatsCommand,
    },
    #[command(flatten)]
    ComingAgain(ComingAgain),
    #[command(flatten)]
    People(PeopleCommand),
    /// The client's approval of halls and special builds
    #[command(after_help = APPROVE_EXAMPLES)]
    Approve {
        /// What to do
        #[command(subcommand)]
        act: ApproveCommand,
    },
    /// The report of the next two days' bookings to the client
    #[command(after_help = REPORT_EXAMPLES)]
    Report {
        /// What to do
        #[command(subcommand)]
        act: ReportCommand,
    },
    /// Incidents: written down, reported up, solved, closed
    #[command(after_help = INCIDENT_EXAMPLES)]
    Incident {
        /// What to do
        #[command(subcommand)]
        act: IncidentCommand,
    },
    /// The hotline: every call becomes an answer, a booking, a change or a task
    #[command(after_help = CALL_EXAMPLES)]
    Call {
        /// What to do
        #[command(subcommand)]
        act: CallCommand,
    },
    /// What is asked for while a meeting runs
    #[command(after_help = REQUEST_EXAMPLES)]
    Request {
        /// What to do
        #[command(subcommand)]
        act: RequestCommand,
    },
    /// Patrol rounds
    #[command(after_help = PATROL_EXAMPLES)]
    Patrol {
        /// What to do
        #[command(subcommand)]
        act: PatrolCommand,
    },
    /// The shift: what is open goes to the next on a sheet that they sign
    #[command(after_help = HANDOVER_EXAMPLES)]
    Handover {
        /// What to do
        #[command(subcommand)]
        act: HandoverCommand,
    },
    /// Figures of a week, a month or any days: meetings, rooms, checks, fees
    #[command(after_help = FIGURES_EXAMPLES)]
    Figures(FiguresOf),
    /// The brief of a week, a month or any days: PDF, workbook or text
    #[command(after_help = BRIEF_EXAMPLES)]
    Brief(BriefOf),
    #[command(flatten)]
    House(HouseCommand),
    /// After a meeting: search, hand-over, what was used up, review; what is open
    #[command(after_help = AFTER_EXAMPLES)]
    After {
        /// What to do
        #[command(subcommand)]
        act: AfterCommand,
    },
    /// Lost property
    #[command(after_help = LOST_EXAMPLES)]
    Lost {
        /// What to do
        #[command(subcommand)]
        act: LostCommand,
    },
    /// The fee of a meeting, until it is paid
    #[command(after_help = FEE_EXAMPLES)]
    Fee {
        /// What to do
        #[command(subcommand)]
        act: FeeCommand,
    },
    /// The price list
    #[command(after_help = "Example: stewardctl price export -o prices.json")]
    Price {
        /// What to do
        #[command(subcommand)]
        act: PriceCommand,
    },
    #[command(flatten)]
    Calendar(CalendarCommand),
    #[command(flatten)]
    Goods(GoodsCommand),
    #[command(flatten)]
    Keep(KeepCommand),
    #[command(flatten)]
    Lists(ListsCommand),
    /// The record sheet of a booking as PDF
    RecordSheet {
        /// The meeting's number, or words that find it
        meeting: String,
        /// The file
        #[arg(short, long, value_name = "FILE.pdf")]
        output: PathBuf,
    },
    /// Why stations are not connected, step by step
    Doctor,
}

/// How much the sample shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SampleOf {
    /// A day at work
    Day,
    /// A month around it, for figures
    Month,
}

fn moment(text: &str) -> Result<DateTime<Utc>, String> {
    steward_app::clock::moment(text).ok_or_else(|| "write it like 2026-11-22T13:36".to_owned())
}

fn state(text: &str) -> Result<State, String> {
    let known = serde_json::from_value(serde_json::Value::String(
        text.to_lowercase().replace('-', "_"),
    ));
    known.map_err(|_| {
        "one of enquiry, held, awaiting_approval, confirmed, in_preparation, in_session, clearing, closed, cancelled".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }
}
