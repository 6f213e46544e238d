//! From a command to calls, and from their answers to text.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use steward_app::call::{Call, ListsAct};
use steward_app::domain::room::Room;
use steward_app::views::{
    Board, ClashView, DueTask, Found, ImportOptions, ImportReport, MeetingDetail, PaperInfo,
    PastBoard, QuickReading, Refusal, Status,
};
use steward_app::{Absent, Desk, FirstVenue, OpenOptions};

use crate::arguments::Tongue;
use crate::arguments::{
    Arguments, Command, KnowingCommand, PeopleCommand, RosterCommand, SampleOf, StationAct,
};
use crate::deciding;
use crate::front::Front;
use crate::print::{Printed, json};
use crate::{
    accounts, after, audit, booking, bundles, calendar, during, figures, keeping, lists, notices,
    posts, readiness, roster, safety, seats, series, solving, staff, stations, stock, templates,
    undo,
};

/// Largest file of kinds, prices or a fee's lines, bytes.
pub(crate) const JSON_BYTES: u64 = 4 * 1024 * 1024;
/// Largest room map, bytes.
const MAP_BYTES: u64 = 1024 * 1024;

/// What a command has to say.
pub(crate) struct Said {
    /// The text to print.
    pub(crate) text: String,
    /// It was looked for and found wanting: status 1.
    pub(crate) wanting: bool,
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self {
            text,
            wanting: false,
        }
    }
}

/// Does what the command line asks.
pub(crate) fn run(arguments: &Arguments) -> Result<Said, Refusal> {
    let options = OpenOptions {
        data: arguments.data.clone(),
        config: arguments.config.clone(),
        now: arguments.now,
        ..OpenOptions::default()
    };
    let say = Printed {
        json: arguments.json,
        tongue: arguments.tongue(),
    };
    match &arguments.command {
        Command::Init {
            sample,
            date,
            station,
        } => init(options, *sample, date.as_deref(), station.clone(), say).map(Said::from),
        Command::Recover(recover) => Front::open(&OpenOptions {
            recovery_code: Some(recover.code.clone()),
            ..options
        })
        .and_then(|front| front.call::<Status>(Call::Status))
        .map(|status| say.status(&status).into()),
        Command::Serve(serve) => stations::serve(&options, serve, say),
        Command::Pair(pair) => stations::pair(&options, pair, say),
        Command::Sync(sync) => stations::sync(&options, sync, say),
        Command::Doctor => stations::doctor(&options, say),
        Command::Safety(command) => safety::safety(&options, command, say),
        Command::People(PeopleCommand::Roster { act })
            if let RosterCommand::Solve(asked) = &**act =>
        {
            solving::solve_instance(asked, say).map(Said::from)
        }
        command => {
            let front = Front::open(&options)?;
            if front.is_elsewhere() && arguments.now.is_some() {
                warn(say.tongue);
            }
            with_front(&front, command, say)
        }
    }
}

fn with_front(front: &Front, command: &Command, say: Printed) -> Result<Said, Refusal> {
    if let Command::Knowing(KnowingCommand::Audit { act }) = command {
        return audit::audit(front, act.as_ref(), say);
    }
    if let Command::Bundle { act } = command {
        return bundles::bundle(front, act, say);
    }
    told(front, command, say).map(Said::from)
}

fn people(front: &Front, command: &PeopleCommand, say: Printed) -> Result<String, Refusal> {
    match command {
        PeopleCommand::Staff { act } => staff::staff(front, act, say),
        PeopleCommand::Roster { act } => roster::roster(front, act, say),
        PeopleCommand::Posts { act } => posts::posts(front, act, say),
    }
}

fn told(front: &Front, command: &Command, say: Printed) -> Result<String, Refusal> {
    match command {
        // Answered before.
        Command::Init { .. }
        | Command::Recover(_)
        | Command::Safety(_)
        | Command::Knowing(KnowingCommand::Audit { .. })
        | Command::Bundle { .. }
        | Command::Serve(_)
        | Command::Pair(_)
        | Command::Sync(_)
        | Command::Doctor => Ok(String::new()),
        Command::Undo(act) => undo::undo(front, act, say),
        Command::Station { act } => stations::station(front, act, say),
        Command::Signing(act) => accounts::signing(front, act, say),
        Command::Peers => stations::station(front, &StationAct::Show, say),
        Command::Conflicts(conflicts) => deciding::conflicts(front, conflicts, say),
        Command::Duty { act } => deciding::duty(front, act, say),
        Command::ComingAgain(act) => series::coming_again(front, act, say),
        Command::Notice { act } => notices::notice(front, act, say),
        Command::Ready { act } => readiness::ready(front, act, say),
        Command::Seats { act } => seats::seats(front, act, say),
        Command::Approve { act } => readiness::approve(front, act, say),
        Command::Report { act } => readiness::report(front, act, say),
        Command::Incident { act } => during::incident(front, act, say),
        Command::Call { act } => during::call(front, act, say),
        Command::Request { act } => during::request(front, act, say),
        Command::Patrol { act } => during::patrol(front, act, say),
        Command::Handover { act } => during::handover(front, act, say),
        Command::Figures(asked) => figures::figures(front, asked, say),
        Command::Brief(asked) => figures::brief(front, asked, say),
        Command::House(act) => templates::house(front, act, say),
        Command::After { act } => after::after(front, act, say),
        Command::Lost { act } => after::lost(front, act, say),
        Command::Fee { act } => after::fee(front, act, say),
        Command::Price { act } => after::price(front, act, say),
        Command::Keep(command) => keeping::keep(front, command, say),
        Command::Calendar(act) => calendar::calendar(front, act, say),
        Command::Goods(act) => stock::goods(front, act, say),
        Command::Lists(act) => lists::lists(front, act, say),
        Command::People(act) => people(front, act, say),
        Command::RecordSheet { meeting, output } => {
            readiness::record_sheet(front, meeting, output, say)
        }
        Command::Book {
            line,
            dry_run,
            level,
        } => booking::book(front, line, *dry_run, *level, say),
        Command::Knowing(KnowingCommand::Level(set)) => audit::level(front, set, say),
        Command::Day {
            day,
            as_of,
            station,
        } => {
            let date = day.as_deref().map(|d| date_of(front, d)).transpose()?;
            let Some(at) = as_of.clone() else {
                return Ok(say.day(&front.call::<Board>(Call::Board { date })?));
            };
            let station = station.clone();
            let past = front.call::<PastBoard>(Call::BoardAt { at, station, date })?;
            Ok(say.past(&past, zone(front)?))
        }
        Command::Due { department, limit } => {
            let call = Call::Due {
                department: department.map(Into::into),
                limit: *limit,
            };
            Ok(say.due(&front.call::<Vec<DueTask>>(call)?, *limit))
        }
        Command::Confirm {
            task,
            by,
            note,
            reason,
            at,
            odd_time,
            once_more,
        } => {
            let (task, by) = (task.clone(), by.clone());
            let (note, reason) = (note.clone(), reason.clone());
            let call = match at.clone() {
                None => Call::Confirm {
                    task,
                    by,
                    note,
                    reason,
                },
                Some(at) => Call::EnterTick {
                    task,
                    by,
                    at,
                    note,
                    reason,
                    odd_time: *odd_time,
                    once_more: *once_more,
                },
            };
            Ok(say.confirmed(front.call::<Option<DueTask>>(call)?.as_ref()))
        }
        Command::State {
            meeting,
            state,
            why,
        } => {
            let call = Call::State {
                meeting: meeting.clone(),
                state: *state,
                why: why.clone(),
            };
            Ok(say.meeting(&front.call::<MeetingDetail>(call)?))
        }
        Command::Search { words } => Ok(say.found(&front.call::<Found>(Call::Search {
            words: words.join(" "),
        })?)),
        Command::Import {
            file,
            shift_to,
            map,
            dry_run,
            all,
        } => {
            let options = import_options(front, shift_to.as_deref(), map.as_deref())?;
            let call = Call::Import {
                path: whole_path(file),
                options,
                dry_run: *dry_run,
            };
            let report = front.call::<ImportReport>(call)?;
            Ok(say.import(&report, &front.call::<Vec<Room>>(Call::Rooms)?, *all))
        }
        Command::Export { output, from, to } => {
            let from = from.as_deref().map(|d| date_of(front, d)).transpose()?;
            let to = to.as_deref().map(|d| date_of(front, d)).transpose()?;
            let path = whole_path(output);
            let act = ListsAct::Calendar {
                path: path.clone(),
                from,
                to,
            };
            let count: u32 = front.call(Call::Lists { act })?;
            Ok(say.exported(count, &path))
        }
        Command::Clashes => Ok(say.clashes(&front.call::<Vec<ClashView>>(Call::Clashes)?)),
        Command::Tolerate { first, second, why } => {
            let id = |meeting: &str| -> Result<_, Refusal> {
                let detail: MeetingDetail = front.call(Call::Meeting {
                    meeting: meeting.to_owned(),
                })?;
                Ok(detail.meeting.id)
            };
            let call = Call::Tolerate {
                first: id(first)?,
                second: id(second)?,
                why: why.clone(),
            };
            front.call::<Value>(call)?;
            Ok(say.clashes(&front.call::<Vec<ClashView>>(Call::Clashes)?))
        }
        Command::Bulletin { day, output } => {
            let date = date_of(front, day.as_deref().unwrap_or("today"))?;
            let path = whole_path(output);
            let call = Call::Bulletin {
                date,
                language: say.tongue.into(),
                path: path.clone(),
            };
            Ok(say.paper(&front.call::<PaperInfo>(call)?, &path))
        }
        Command::OutagePack { output, hours } => {
            let path = whole_path(output);
            let call = Call::OutagePack {
                hours: *hours,
                language: say.tongue.into(),
                path: path.clone(),
            };
            Ok(say.paper(&front.call::<PaperInfo>(call)?, &path))
        }
        Command::History { meeting } => {
            let detail = front.call::<MeetingDetail>(Call::Meeting {
                meeting: meeting.clone(),
            })?;
            Ok(say.history(&detail, zone(front)?))
        }
        Command::Rooms => Ok(say.rooms(&front.call::<Vec<Room>>(Call::Rooms)?)),
        Command::Digest => Ok(say.word("digest", &front.call::<String>(Call::Digest)?)),
    }
}

/// The venue's zone.
pub(crate) fn zone(front: &Front) -> Result<Tz, Refusal> {
    let status = front.call::<Status>(Call::Status)?;
    Ok(status.zone.parse().unwrap_or(Tz::UTC))
}

fn init(
    options: OpenOptions,
    sample: Option<SampleOf>,
    date: Option<&str>,
    station: Option<String>,
    say: Printed,
) -> Result<String, Refusal> {
    if Desk::exists(&options)? {
        let detail = Desk::folder(&options)?.display().to_string();
        return Err(Refusal::Store {
            code: "exists".to_owned(),
            detail,
        });
    }
    let date = date.filter(|d| !matches!(*d, "today" | "今天"));
    let date = date
        .map(|d| {
            d.parse::<NaiveDate>()
                .map_err(|_| Refusal::Unknown(d.to_owned()))
        })
        .transpose()?;
    let absent = Absent::Found(FirstVenue {
        station,
        sample: sample.is_some(),
        month: sample == Some(SampleOf::Month),
        date,
        ..FirstVenue::default()
    });
    let front = Front::open(&OpenOptions { absent, ..options })?;
    Ok(say.status(&front.call::<Status>(Call::Status)?))
}

/// A day as people say it: a date, or whatever quick entry reads as one.
pub(crate) fn date_of(front: &Front, day: &str) -> Result<NaiveDate, Refusal> {
    if let Ok(date) = day.parse() {
        return Ok(date);
    }
    let reading: QuickReading = front.call(Call::Quick {
        line: day.to_owned(),
    })?;
    reading
        .entry
        .date
        .filter(|_| reading.entry.rest.is_empty())
        .ok_or_else(|| Refusal::Unknown(day.to_owned()))
}

fn import_options(
    front: &Front,
    shift_to: Option<&str>,
    map: Option<&Path>,
) -> Result<ImportOptions, Refusal> {
    let mut options = ImportOptions {
        shift_to: shift_to.map(|d| date_of(front, d)).transpose()?,
        ..ImportOptions::default()
    };
    let Some(path) = map else { return Ok(options) };
    let said: BTreeMap<String, Option<String>> = read_json(path, MAP_BYTES, "bad_map")?;
    let rooms: Vec<Room> = front.call(Call::Rooms)?;
    for (theirs, ours) in said {
        match ours.as_deref() {
            Some("skip") => options.skip.push(theirs),
            None => {
                options.rooms.insert(theirs, None);
            }
            Some(name) => {
                let room = rooms.iter().find(|room| answers_to(room, name));
                let room = room.ok_or_else(|| Refusal::Unknown(name.to_owned()))?;
                options.rooms.insert(theirs, Some(room.id));
            }
        }
    }
    Ok(options)
}

/// Whether a room is called that.
pub(crate) fn answers_to(room: &Room, name: &str) -> bool {
    let wanted = name.trim().to_lowercase();
    let names = [room.name.zh.as_str(), room.name.en.as_str()];
    let names = names
        .into_iter()
        .chain(room.number.as_deref())
        .chain(room.aliases.iter().map(String::as_str));
    names.map(str::to_lowercase).any(|n| n == wanted) || room.id.to_string() == wanted
}

/// The desk that is open has a clock of its own, and it counts.
fn warn(tongue: Tongue) {
    let words = tongue.pick(
        "这份数据正由另一个程序打开，以它的时钟为准；--now 不起作用。",
        "Another program has this store open and its clock counts: --now is left aside.",
    );
    // A terminal that went away is no reason to fail.
    let _ = writeln!(std::io::stderr(), "{words}");
}

/// What a file of JSON holds, of so many bytes at most; one that cannot be read
/// is refused under `code`.
pub(crate) fn read_json<T: DeserializeOwned>(
    file: &Path,
    most: u64,
    code: &str,
) -> Result<T, Refusal> {
    let bytes = steward_app::files::read_bounded(file, most)?;
    serde_json::from_slice(&bytes).map_err(|error| Refusal::File {
        code: code.to_owned(),
        detail: format!("{}: {error}", file.display()),
    })
}

/// Writes something as JSON to a file that somebody named, whole or not at all.
pub(crate) fn write_json(file: &Path, value: &impl Serialize) -> Result<(), Refusal> {
    steward_app::files::write_whole(file, json(value).as_bytes())
}

/// The window that does the work may stand in another folder.
pub(crate) fn whole_path(path: &Path) -> String {
    std::path::absolute(path)
        .unwrap_or_else(|_| PathBuf::from(path))
        .display()
        .to_string()
}
