//! What the window and the terminal show: plain data, ready to be drawn.
//!
//! Times come twice: as instants, and as minutes of a local day, so that no
//! client ever reckons with time zones. Minutes may be negative (the evening
//! before) or past 1440 (after midnight).

mod account;
mod after;
mod approval;
mod audit;
mod board;
mod booking;
mod bundles;
mod buying;
mod calendar;
mod client_report;
mod documents;
mod during;
mod duty;
mod fee;
mod figures;
mod import;
mod inbox;
mod intake;
mod keeping;
mod many;
mod meeting;
mod notice;
mod outputs;
mod past;
mod posts;
mod ready;
mod refused;
mod roster;
mod rostering;
mod safety;
mod seats;
mod series;
mod settings;
mod sheets;
mod staff;
mod stations;
mod stock;
mod template;
mod undo;
mod wall;

pub use account::{
    AccountDraft, AccountMade, AccountRow, AccountsView, ForbiddenView, Key, PersonView,
    RightHolders, RightView, RoleView, Secret, SessionView, SignInName,
};
pub use after::{
    AfterAct, AfterView, HandOverView, LostBrief, LostDraft, LostEndDraft, LostView, PointView,
    Settling, UsedDraft,
};
pub use approval::{AnswerView, ApplicationView, ApprovalAwaited, ApprovalStanding, ApprovalView};
pub use audit::{AuditAsked, AuditEntry, AuditFile, AuditPage, AuditProof, AuditVerdict, CutLog};
pub use board::{
    Board, BoardMeeting, BoardRoom, CheckMark, Counts, Decision, DueTask, MeetingBrief, Period,
};
pub use booking::{
    ClashWith, Draft, DraftField, GivesWayView, OfferReason, OfferView, QuickReading, Refusal,
};
pub use bundles::{
    BundleFile, BundleGap, BundleMade, BundleOrder, BundleReport, BundleTaken, BundleView,
};
pub use buying::{
    BuyLineDraft, BuyLineView, BuyWhy, BuyingView, DeliveryDraft, DeliveryView, LateDelivery,
    OrderDraft, PurchaseDraft, PurchaseView,
};
pub use calendar::{CalendarDay, CalendarSpan, HolidayMark, LunarText, SavedFilter};
pub use client_report::{
    ReportBrief, ReportChange, ReportLine, ReportOpen, ReportOpenWhat, ReportSent, ReportView,
};
pub use documents::{PaperInfo, PrinterView};
pub use during::{
    CallAct, CallDraft, CallOpen, CallView, DutyOpen, IncidentAct, IncidentDraft, IncidentOpen,
    IncidentView, MeetingDuring, PatrolIncident, PatrolRoundDraft, PatrolRoundView, PatrolView,
    PatrolWrong, ShiftOpen, ShiftSheetView, ShiftView,
};
pub use duty::{DraftTime, DutyDraft, DutyView, EngagedWith, HolderView};
pub use fee::{FeeDraft, FeeLineDraft, FeeLineView, FeeOpen, FeeSheetView, FeeStepDraft, FeeView};
pub use figures::{
    FigureCell, FigureColumn, FigureHeat, FigureHeatCell, FigureHeatRow, FigureMeeting, FigurePlot,
    FigureRow, FigureTable, FigureTile, FigureValue, FiguresView,
};
pub use import::{ImportLine, ImportOptions, ImportOutcome, ImportReport, RoomGuess};
pub use inbox::{
    Choice, EditView, EndedView, FieldName, FieldView, InboxEntry, RemedyView, Rule, StepView,
    Writable,
};
pub use intake::{
    IntakeFate, IntakeField, IntakeOddity, IntakeOptions, IntakeRemark, IntakeReport, IntakeRoom,
    IntakeRow, IntakeSaid, IntakeUndone, IntakeView,
};
pub use keeping::{HoldView, KeepingView, WaitingView};
pub use many::{CopyDraft, CopyView, ManyChange, ManyDone, ManyRow};
pub use meeting::{
    ChangeView, ClashView, ConflictVersion, Found, FoundEntry, MeetingDetail, MeetingRow, Register,
};
pub use notice::{
    AnswerDraft, DepartmentView, DifferenceView, Differs, NoticeAwaited, NoticeOpen,
    NoticeStanding, NoticeView, RequirementField, RequirementView, VersionBrief, VersionView,
};
pub use outputs::{ListAsk, ListForm, ListOf};
pub use past::{HowKnown, PastBoard, UnknownThen};
pub use posts::{
    FreeAsk, FreePerson, FreeView, HallDraft, HallView, PostCounts, PostDraft, PostFillView,
    PostHolder, PostSaid, PostSetBrief, PostTimeDraft, PostView, PostWho, PostsView, SkillName,
    UnmetPost,
};
pub use ready::{LookView, NotReady, ReadyDepartment, ReadyPoint, ReadyView};
pub use refused::{RefusedView, UnsignedView};
pub use roster::{
    RosterBar, RosterBarDuty, RosterBarPart, RosterCellDraft, RosterCellView, RosterDay,
    RosterDayView, RosterItem, RosterLineView, RosterPublished, RosterRow, RosterSetup, RosterView,
    RotationDraft,
};
pub use rostering::{
    AbsenceView, FillOrder, FillPoint, FillUnmet, HoursDay, HoursRow, HoursView, RosterFillView,
    StandInQuery, StandInStanding, StandInView, SwapDraft, SwapView,
};
pub use safety::{
    AsideView, BackupChecked, BackupHolds, BackupKeeping, BackupRow, Diagnostics, DiskView,
    LostDay, LostMeeting, RestorePreview, Restored, SafetyView, SecondPlace,
};
pub use seats::{
    AttendeeDraft, AttendeeView, DoubleSeat, PeopleReport, PeopleSource, PlanChange, PlateSize,
    PlatesOrder, Preference, SeatView, SeatsView,
};
pub use series::{
    HolidaysRead, SeriesBooked, SeriesChoice, SeriesDate, SeriesMeeting, SeriesPreview,
    SeriesScope, SeriesTaking, SeriesView,
};
pub use settings::{Closing, QuietHours, Settings, Sounds, Status, Theme, WallSettings, WallTheme};
pub use sheets::{DoneBy, PaperTick, SheetBrief, SheetLine, SheetView};
pub use staff::{
    CellClearing, CodeCount, ColumnSaid, LeaveFate, LeaveProposal, LeaveView, RosterPart, RowSaid,
    SheetNote, StaffFilter, StaffImportOptions, StaffImportReport, StaffImportRow,
    StaffImportUndone, StaffImportView, StaffLine, StaffListView, StaffPage, StaffTwin,
};
pub use stations::{
    CatchUp, CatchUpStage, ClockNote, ContactView, OfferOfEntry, PreviewView, SelfTestStep,
    StationRow, StationsView, WhileAway,
};
pub use stock::{
    CarriedView, MeetingBuy, MeetingGoods, MoveDraft, MovementView, NotKept, PickLine, PickList,
    PickMeeting, PickTotal, ReturnDraft, ReturnLine, StockHistory, StockRow, StockView,
    StocktakeView, TakeDraft, TakeLine,
};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A span of time as people see it: a local date and minutes of that day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct When {
    /// Local day of the start.
    pub date: NaiveDate,
    /// Start, minutes after that day's midnight.
    pub start_minute: i32,
    /// End, minutes after that day's midnight; past 1440 over midnight.
    pub end_minute: i32,
    /// Taken for whole days.
    pub all_day: bool,
    /// Start.
    pub start: DateTime<Utc>,
    /// End.
    pub end: DateTime<Utc>,
}
pub use template::{
    HouseRuleChange, HouseRulesEffect, HouseRulesTouched, HouseRulesVersion, TemplateEffect,
    TemplateFate, TemplatePreview, TemplatePreviewGoods, TemplatePreviewTask, TemplateSetLine,
    TemplateSetPreview, TemplateTaken, TemplateTouched, TemplateVersion,
};
pub use undo::{ActLine, ActThing, ActsOf, RecentAct, UndoDone, UndoPart, UndoRefused, UndoneBy};
pub use wall::{WallAsk, WallBuilding, WallCounts, WallMeeting, WallView};
