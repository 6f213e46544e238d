//! The use cases as messages: all that a terminal says to a running window.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use steward_domain::clash::ClashKey;
use steward_domain::ids::MeetingId;
use steward_domain::meeting::State;
use steward_domain::names::Language;
use steward_domain::plan::Department;
use steward_domain::remedy::Remedy;
use steward_domain::secrecy::Level;
use uuid::Uuid;

#[cfg(doc)]
use crate::Desk;
use crate::views::{Choice, Draft, DutyDraft, FieldName, FreeAsk, ImportOptions, Rule};

mod account;
mod after;
mod answering;
mod approval;
mod audit;
mod bundles;
mod calendar;
mod client_report;
mod during;
mod figures;
mod keeping;
mod kinds;
mod lists;
mod notice;
mod posts;
mod ready;
mod roster;
mod safety;
mod seats;
mod series;
mod staff;
mod station;
mod stock;
mod template;
mod undo;
mod verdict;

pub use account::AccountAct;
pub use after::{AfterCall, FeeAct, LostAct, PricesAct};
pub use answering::Answer;
use answering::told;
pub use approval::ApprovalAct;
pub use audit::AuditAct;
pub use bundles::BundleCall;
pub use calendar::CalendarAct;
pub use client_report::ReportAct;
pub use during::DuringAct;
pub use figures::FiguresAct;
pub use keeping::KeepAct;
pub use kinds::{KindsAct, KindsAndLists, TemplatesAct};
pub use lists::ListsAct;
pub use notice::NoticeAct;
pub use posts::{HallAct, PostsAct};
pub use ready::ReadyAct;
pub use roster::RosterAct;
pub use safety::SafetyAct;
pub use seats::SeatsAct;
pub use series::{HolidaysAct, SeriesAct};
pub use staff::StaffAct;
pub use station::StationAct;
pub use stock::{BuyAct, PickAct, StockAct};
pub use undo::UndoAct;
pub use verdict::{Flaw, FlawKind, Verdict};

/// A use case with what it needs.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "call", rename_all = "snake_case")]
pub enum Call {
    /// Brings the window to the front.
    Show,
    /// Opens a wall, see [`Desk::wall`].
    Wall(crate::views::WallAsk),
    /// A call done for whoever a pass names, see [`Desk::sign_in_for_pass`].
    For {
        /// The pass.
        pass: String,
        /// What is asked.
        asked: Box<Call>,
    },
    /// Something is done about accounts.
    Account {
        /// What.
        act: AccountAct,
    },
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
    /// The calendar and the filters of the list.
    Calendar(CalendarAct),
    /// [`Desk::meeting`], by number, id or words.
    Meeting {
        /// Which.
        meeting: String,
    },
    /// [`Desk::set_level`]; the meeting after it.
    Level {
        /// Which meeting, by number, id or words.
        meeting: String,
        /// How far it may be known.
        level: Level,
    },
    /// Something is asked of the audit.
    Audit(AuditAct),
    /// Something is undone, done again, copied, or done to many.
    Undo(UndoAct),
    /// Something is done to keep a meeting in its place, or to find it one.
    Keep {
        /// What.
        act: KeepAct,
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
    /// Something is done about how ready departments are.
    Ready {
        /// Which meeting, by number, id or words.
        meeting: String,
        /// What.
        act: ReadyAct,
    },
    /// Something is done about the seats of a meeting.
    Seats {
        /// Which meeting, by number, id or words.
        meeting: String,
        /// What.
        act: SeatsAct,
    },
    /// Something is done about the roster of a month; how it stands after it.
    Roster {
        /// A day of the month; today's when none.
        month: Option<NaiveDate>,
        /// What.
        act: RosterAct,
    },
    /// Something is done about the posts of a meeting.
    Posts {
        /// Which meeting, by number, id or words.
        meeting: String,
        /// What.
        act: PostsAct,
    },
    /// Something is done about a hall: its plan, its sets of posts.
    Hall {
        /// Which room, by name, number or id.
        room: String,
        /// What.
        act: HallAct,
    },
    /// [`Desk::free_people`].
    Free {
        /// What is asked.
        ask: FreeAsk,
        /// For which meeting, by number, id or words.
        meeting: Option<String>,
    },
    /// Something is done about meetings that come again.
    Series {
        /// What.
        act: SeriesAct,
    },
    /// Something is done about public holidays.
    Holidays {
        /// What.
        act: HolidaysAct,
    },
    /// [`Desk::not_ready`].
    NotReady,
    /// Something is done about the client's approval; how it stands after it.
    Approval {
        /// Which meeting, by number, id or words.
        meeting: String,
        /// What.
        act: ApprovalAct,
    },
    /// [`Desk::approvals_awaited`].
    ApprovalsAwaited,
    /// Something is done about the reports to the client.
    ClientReport {
        /// What.
        act: ReportAct,
    },
    /// Something is done at the desk while meetings run.
    During {
        /// What.
        act: DuringAct,
    },
    /// Something is asked about the figures of a period.
    Figures {
        /// First day.
        from: Option<NaiveDate>,
        /// Last day.
        to: Option<NaiveDate>,
        /// What.
        act: FiguresAct,
    },
    /// Something is done about kinds of requirements and the ready lists.
    Kinds {
        /// What.
        act: KindsAct,
    },
    /// Something is done after a meeting; how it stands after it.
    After {
        /// Which meeting, by number, id or words.
        meeting: String,
        /// What.
        act: AfterCall,
    },
    /// [`Desk::not_settled`].
    NotSettled {
        /// How far back, days.
        days: u32,
    },
    /// Something is done about lost property.
    Lost {
        /// What.
        act: LostAct,
    },
    /// Something is done about a meeting's fee; how it stands after it.
    Fee {
        /// Which meeting, by number, id or words.
        meeting: String,
        /// What.
        act: FeeAct,
    },
    /// [`Desk::fees_open`].
    FeesOpen,
    /// Something is done about the price list.
    Prices(PricesAct),
    /// Something is done about the people who work here.
    Staff {
        /// What.
        act: StaffAct,
    },
    /// Something is done about lists from and for spreadsheets.
    Lists {
        /// What.
        act: ListsAct,
    },
    /// Something is done about stock.
    Stock {
        /// What.
        act: StockAct,
    },
    /// Something is done about a day's pick-list.
    PickList {
        /// Of which day.
        date: NaiveDate,
        /// What.
        act: PickAct,
    },
    /// Something is done about procurement notices.
    Buying {
        /// What.
        act: BuyAct,
    },
    /// [`Desk::record_sheet`] and [`Desk::paper_save`].
    RecordSheet {
        /// Which meeting, by number, id or words.
        meeting: String,
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
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
    /// The digest of the projection.
    Digest,
    /// Something is done to keep the data safe.
    Safety {
        /// What.
        act: SafetyAct,
    },
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
    /// Something is done about bundles.
    Bundle {
        /// What.
        act: BundleCall,
    },
    /// [`Desk::add_address`] or [`Desk::remove_address`].
    Address {
        /// IP, with or without a port.
        address: String,
        /// It is taken out; else put in.
        remove: bool,
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
