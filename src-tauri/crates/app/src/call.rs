//! The use cases as messages, for whoever is in another process: the terminal
//! talks to a running window with these, and with nothing else.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use steward_domain::clash::ClashKey;
use steward_domain::ids::MeetingId;
use steward_domain::meeting::State;
use steward_domain::names::Language;
use steward_domain::plan::{Department, TaskKey};
use steward_domain::remedy::Remedy;
use uuid::Uuid;

use crate::Desk;
use crate::views::{
    BundleOrder, Choice, Draft, DueTask, DutyDraft, FieldName, ImportOptions, PaperTick, Refusal,
    Rule,
};

mod notice;
mod station;
mod verdict;

pub use notice::NoticeAct;
pub use station::StationAct;
pub use verdict::{Flaw, FlawKind, Verdict};

/// A use case with what it needs.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "call", rename_all = "snake_case")]
pub enum Call {
    /// Brings the window to the front.
    Show,
    /// [`Desk::status`].
    Status,
    /// [`Desk::rooms`].
    Rooms,
    /// [`Desk::quick`].
    Quick {
        /// The line.
        line: String,
    },
    /// [`Desk::book`].
    Book {
        /// The booking.
        draft: Draft,
    },
    /// [`Desk::board`].
    Board {
        /// The day; today when none.
        date: Option<NaiveDate>,
    },
    /// [`Desk::board_at`], the station by name, letter or id.
    BoardAt {
        /// The moment, such as `2026-11-22T13:35` or `13:35` of today.
        at: String,
        /// Whose knowledge; this station's when none.
        station: Option<String>,
        /// The day; the moment's when none.
        date: Option<NaiveDate>,
    },
    /// [`Desk::next_up`].
    Due {
        /// Of one department, or all.
        department: Option<Department>,
        /// At most.
        limit: u32,
    },
    /// [`Desk::confirm`], the task by its handle.
    Confirm {
        /// Such as `1122-A03/check-1`.
        task: String,
        /// Who.
        by: String,
        /// Note.
        note: String,
        /// Why before what comes before it.
        reason: String,
    },
    /// [`Desk::sheets`].
    Sheets,
    /// [`Desk::sheet`].
    Sheet {
        /// Its code, or a meeting's number.
        word: String,
    },
    /// [`Desk::enter_tick`], the task by the code of its line or its handle.
    EnterTick {
        /// Such as `A05·3` or `1122-A05/check-1`.
        task: String,
        /// Who.
        by: String,
        /// When, such as `1405`.
        at: String,
        /// Note.
        note: String,
        /// Why before what comes before it.
        reason: String,
        /// It was at that time, odd as it is.
        odd_time: bool,
        /// It was done once more.
        once_more: bool,
    },
    /// [`Desk::set_state`], the meeting by number, id or words.
    State {
        /// Which meeting.
        meeting: String,
        /// The state.
        state: State,
        /// Why.
        why: String,
    },
    /// [`Desk::search`].
    Search {
        /// The words.
        words: String,
    },
    /// [`Desk::meeting`], by number, id or words.
    Meeting {
        /// Which.
        meeting: String,
    },
    /// [`Desk::clashes`].
    Clashes,
    /// [`Desk::duties`], the meeting by number, id or words.
    Duties {
        /// Which meeting.
        meeting: String,
    },
    /// [`Desk::add_duty`].
    AddDuty {
        /// Which meeting.
        meeting: String,
        /// Who or what, for what.
        draft: DutyDraft,
    },
    /// [`Desk::take_off`], the duty by its name at the meeting.
    TakeOff {
        /// Which meeting.
        meeting: String,
        /// The person's or vehicle's name, or the duty's id.
        who: String,
        /// Why.
        why: String,
    },
    /// Something is done about a meeting's notice; the notice after it.
    Notice {
        /// Which meeting, by number, id or words.
        meeting: String,
        /// What.
        act: NoticeAct,
    },
    /// [`Desk::notices_awaited`].
    NoticesAwaited,
    /// [`Desk::tolerate`].
    TolerateClash {
        /// Which clash.
        key: ClashKey,
        /// Why.
        why: String,
    },
    /// [`Desk::tolerate_between`].
    Tolerate {
        /// One meeting.
        first: MeetingId,
        /// The other.
        second: MeetingId,
        /// Why.
        why: String,
    },
    /// [`Desk::import_preview`] or [`Desk::import_apply`].
    Import {
        /// The file, as an absolute path.
        path: String,
        /// How it is laid on the venue.
        options: ImportOptions,
        /// Only look.
        dry_run: bool,
    },
    /// [`Desk::export_ics`].
    Export {
        /// The file, as an absolute path.
        path: String,
        /// First day.
        from: Option<NaiveDate>,
        /// Last day.
        to: Option<NaiveDate>,
    },
    /// [`Desk::bulletin`] and [`Desk::paper_save`].
    Bulletin {
        /// The day.
        date: NaiveDate,
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
    /// [`Desk::outage_pack`] and [`Desk::paper_save`].
    OutagePack {
        /// How many hours it reaches.
        hours: u32,
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
    /// Replays the log; the digest after it.
    Rebuild,
    /// What is wrong with the store, if anything.
    Verify,
    /// The digest of the projection.
    Digest,
    /// [`Desk::recovery_code`].
    RecoveryCode,
    /// [`Desk::stations`].
    Stations,
    /// Something is done about a station.
    Station {
        /// Which, by name, letter or id.
        station: String,
        /// What.
        act: StationAct,
    },
    /// [`Desk::offer_entry`].
    OfferEntry,
    /// [`Desk::withdraw_offer`].
    WithdrawOffer,
    /// [`Desk::self_test`].
    SelfTest,
    /// [`Desk::bundle_export`].
    BundleExport {
        /// For which station, by name, letter or id.
        addressee: Option<String>,
        /// Since when.
        since: Option<DateTime<Utc>>,
        /// Largest file, bytes.
        part_size: Option<u32>,
        /// The file, as an absolute path.
        path: String,
    },
    /// [`Desk::bundle_import`] or [`Desk::bundle_inspect`].
    BundleImport {
        /// The files, as absolute paths.
        paths: Vec<String>,
        /// Only look.
        dry_run: bool,
    },
    /// [`Desk::add_address`].
    AddAddress {
        /// IP, with or without a port.
        address: String,
    },
    /// [`Desk::remove_address`].
    RemoveAddress {
        /// IP, with or without a port.
        address: String,
    },
    /// [`Desk::inbox`].
    Inbox,
    /// [`Desk::remedies`].
    Remedies {
        /// Of which clash.
        key: ClashKey,
    },
    /// [`Desk::resolve`].
    Resolve {
        /// Which clash.
        key: ClashKey,
        /// As it was offered.
        remedy: Remedy,
        /// Why.
        why: String,
    },
    /// [`Desk::decide`].
    Decide {
        /// The record.
        record: Uuid,
        /// The field.
        field: String,
        /// What is taken.
        choice: Choice,
    },
    /// [`Desk::decide_ended`].
    DecideEnded {
        /// The kind of record.
        kind: String,
        /// The record.
        record: Uuid,
        /// It stays ended.
        keep: bool,
    },
    /// [`Desk::decide_many`].
    DecideMany {
        /// By which rule.
        rule: Rule,
        /// Which fields; all when empty.
        which: Vec<FieldName>,
    },
}

/// The answer to a [`Call`] as it travels.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Done; what came of it.
    Done(Value),
    /// Refused.
    Refused(Refusal),
}

impl Desk {
    /// Does what a message asks.
    ///
    /// # Errors
    /// As the use case it names.
    pub fn call(&self, call: Call) -> Result<Value, Refusal> {
        match call {
            // Only a window can come to the front; it answers this itself.
            Call::Show => told(&()),
            Call::Status => told(&self.status()?),
            Call::Rooms => told(&self.rooms()?),
            Call::Quick { line } => told(&self.quick(&line)?),
            Call::Book { draft } => told(&self.book(&draft).and_then(|id| self.meeting(id))?),
            Call::Board { date } => told(&self.board(date)?),
            Call::BoardAt { at, station, date } => {
                let station = station.map(|name| self.find_station(&name)).transpose()?;
                told(&self.board_at_typed(&at, station, date)?)
            }
            Call::Due { department, limit } => told(&self.next_up(department, limit)?),
            Call::Confirm {
                task,
                by,
                note,
                reason,
            } => {
                let key = self.find_line(&task)?;
                self.confirm(&key, &by, &note, &reason)?;
                told(&self.task(&key)?)
            }
            Call::Sheets => told(&self.sheets()?),
            Call::Sheet { word } => told(&self.sheet(&word)?),
            Call::EnterTick {
                task,
                by,
                at,
                note,
                reason,
                odd_time,
                once_more,
            } => {
                let key = self.find_line(&task)?;
                self.enter_tick(&PaperTick {
                    key: key.clone(),
                    by,
                    at,
                    note,
                    reason,
                    odd_time,
                    once_more,
                })?;
                told(&self.task(&key)?)
            }
            Call::State {
                meeting,
                state,
                why,
            } => {
                let id = self.find_meeting(&meeting)?;
                self.set_state(id, state, &why)?;
                told(&self.meeting(id)?)
            }
            Call::Search { words } => told(&self.search(&words)?),
            Call::Meeting { meeting } => told(&self.meeting(self.find_meeting(&meeting)?)?),
            Call::Clashes => told(&self.clashes()?),
            Call::Duties { meeting } => told(&self.duties(self.find_meeting(&meeting)?)?),
            Call::AddDuty { meeting, draft } => {
                let id = self.find_meeting(&meeting)?;
                self.add_duty(id, &draft)?;
                told(&self.duties(id)?)
            }
            Call::TakeOff { meeting, who, why } => {
                let id = self.find_meeting(&meeting)?;
                self.take_off(self.find_duty(id, &who)?, &why)?;
                told(&self.duties(id)?)
            }
            Call::Notice { meeting, act } => {
                self.do_about_notice(self.find_meeting(&meeting)?, act)
            }
            Call::NoticesAwaited => told(&self.notices_awaited()?),
            Call::TolerateClash { key, why } => told(&self.tolerate(key, &why)?),
            Call::Tolerate { first, second, why } => {
                told(&self.tolerate_between(first, second, &why)?)
            }
            Call::Import {
                path,
                options,
                dry_run: true,
            } => told(&self.import_preview(&path, &options)?),
            Call::Import {
                path,
                options,
                dry_run: false,
            } => told(&self.import_apply(&path, &options)?),
            Call::Export { path, from, to } => told(&self.export_ics(&path, from, to)?),
            Call::Bulletin {
                date,
                language,
                path,
            } => {
                let info = self.bulletin(date, language)?;
                self.paper_save(info.edition, &path)?;
                told(&info)
            }
            Call::OutagePack {
                hours,
                language,
                path,
            } => {
                let info = self.outage_pack(hours, language)?;
                self.paper_save(info.edition, &path)?;
                told(&info)
            }
            Call::Stations => told(&self.stations()?),
            Call::Station { station, act } => {
                self.do_about(self.find_station(&station)?, &act)?;
                told(&self.stations()?)
            }
            Call::OfferEntry => told(&self.offer_entry()?),
            Call::WithdrawOffer => told(&self.withdraw_offer()?),
            Call::SelfTest => told(&self.self_test()?),
            Call::BundleExport {
                addressee,
                since,
                part_size,
                path,
            } => {
                let addressee = addressee.map(|word| self.find_station(&word)).transpose()?;
                let order = BundleOrder {
                    addressee,
                    since,
                    part_size,
                };
                told(&self.bundle_export(&order, &path)?)
            }
            Call::BundleImport {
                paths,
                dry_run: true,
            } => told(&self.bundle_inspect(&paths)?),
            Call::BundleImport {
                paths,
                dry_run: false,
            } => told(&self.bundle_import(&paths)?),
            Call::AddAddress { address } => told(&self.add_address(&address)?),
            Call::RemoveAddress { address } => told(&self.remove_address(&address)?),
            Call::Inbox => told(&self.inbox()?),
            Call::Remedies { key } => told(&self.remedies(key)?),
            Call::Resolve { key, remedy, why } => told(&self.resolve(key, &remedy, &why)?),
            Call::Decide {
                record,
                field,
                choice,
            } => told(&self.decide(record, &field, &choice)?),
            Call::DecideEnded { kind, record, keep } => {
                told(&self.decide_ended(&kind, record, keep)?)
            }
            Call::DecideMany { rule, which } => told(&self.decide_many(&rule, &which)?),
            Call::Rebuild => {
                self.store.rebuild()?;
                told(&self.store.digest()?.to_string())
            }
            Call::Verify => told(&self.verify()?),
            Call::Digest => told(&self.store.digest()?.to_string()),
            Call::RecoveryCode => told(&self.recovery_code()?),
        }
    }

    fn task(&self, key: &TaskKey) -> Result<Option<DueTask>, Refusal> {
        let tasks = self.meeting(key.meeting)?.tasks;
        Ok(tasks.into_iter().find(|task| task.key == *key))
    }
}

fn told(value: &impl Serialize) -> Result<Value, Refusal> {
    serde_json::to_value(value).map_err(|error| Refusal::Unknown(error.to_string()))
}
